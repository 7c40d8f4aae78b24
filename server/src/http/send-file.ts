import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** What a handler of an endpoint with `transfer: 'file'` answers; a stream is read while the transaction is still open. */
export interface Download {
  readonly fileName: string
  readonly contentType: string
  readonly content: Buffer | AsyncIterable<Buffer | string>
}

/** A file on its way out, before the transaction that writes down that it leaves has ended. */
export interface Departure {
  /** It is on record: the rest may go. */
  finish(): Promise<FastifyReply>
  /** It could not be put on record: the file stays without its end. */
  cut(error: unknown): void
}

/**
 * Begins to send a file. Nothing of a whole one, and everything but the last piece of a stream, leaves before its end is
 * let go, so that nobody holds a complete file of which the trail says nothing. Once a piece of a stream has left, the
 * record is kept even where reading on fails.
 */
export async function beginSending(
  reply: FastifyReply,
  { fileName, contentType, content }: Download,
): Promise<Departure> {
  reply.header('content-type', contentType)
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  reply.header('cache-control', 'no-store')
  if (Buffer.isBuffer(content)) return { finish: async () => reply.send(content), cut: () => {} }
  const closed = new Promise<void>((resolve) => reply.raw.once('close', resolve))
  const allRead = Promise.withResolvers<void>()
  const recorded = Promise.withResolvers<void>()
  recorded.promise.catch(() => {})
  async function* pieces(whole: AsyncIterable<Buffer | string>) {
    let held: Buffer | string | undefined
    try {
      for await (const piece of whole) {
        if (held !== undefined) yield held
        held = piece
      }
    } finally {
      allRead.resolve()
    }
    await recorded.promise
    if (held !== undefined) yield held
  }
  reply.send(Readable.from(pieces(content)))
  await Promise.race([allRead.promise, closed])
  return {
    async finish() {
      recorded.resolve()
      await closed
      return reply
    },
    cut: recorded.reject,
  }
}
