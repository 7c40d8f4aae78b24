/** Bytes that can be read from any place, without all of them being in memory. */
export interface ByteSource {
  readonly size: number
  /** Fewer bytes than asked for at the end. */
  read(from: number, length: number): Promise<Buffer>
}

export function bytesOf(content: Uint8Array): ByteSource {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return { size: buffer.length, read: async (from, length) => buffer.subarray(from, from + length) }
}

/** Bytes kept in parts of one length, of which the last may be shorter; the part read last stays at hand. */
export function bytesInParts(size: number, partSize: number, fetch: (part: number) => Promise<Buffer>): ByteSource {
  const kept: { part: number; content: Buffer }[] = []
  const partAt = async (part: number): Promise<Buffer> => {
    const held = kept.find((one) => one.part === part)
    if (held) return held.content
    const content = await fetch(part)
    kept.unshift({ part, content })
    kept.length = Math.min(kept.length, 2)
    return content
  }
  return {
    size,
    async read(from, length) {
      const pieces: Buffer[] = []
      const end = Math.min(from + length, size)
      for (let at = from; at < end; ) {
        const part = Math.floor(at / partSize)
        const begin = at - part * partSize
        const piece = (await partAt(part)).subarray(begin, begin + end - at)
        if (piece.length === 0) break
        pieces.push(piece)
        at += piece.length
      }
      return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
    },
  }
}

const pieceSize = 64 * 1024

export async function* piecesOf(source: ByteSource, from = 0, to = source.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += pieceSize) yield source.read(at, Math.min(pieceSize, to - at))
}
