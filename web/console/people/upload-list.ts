import {
  beginPeopleImport,
  cancelPeopleImport,
  endPeopleUpload,
  sendPeopleImportPart,
} from '@yinian/core/people/api.ts'
import { fileChanged } from '@yinian/core/people/problems.ts'
import { call } from '../../client/call.ts'
import { asRefusal, Refusal } from '../../client/refusal.ts'
import { sendBytes } from '../../client/transfer.ts'

const tries = 5

/**
 * Sends a list part by part. What the way to the server loses is sent again; a file that broke off before goes on where
 * it was; one that changes meanwhile is refused.
 * @param onProgress share sent so far, 0 to 1
 * @returns the import that checks it
 */
export async function uploadList(region: string, file: File, onProgress: (share: number) => void): Promise<string> {
  const { id, partSize, received } = await call(beginPeopleImport, {
    body: { region, fileName: file.name, size: file.size, stamp: String(file.lastModified) },
  })
  const there = new Map(received.map(({ part, digest }) => [part, digest]))
  const digests: Uint8Array<ArrayBuffer>[] = []
  try {
    for (let part = 0; part * partSize < file.size; part++) {
      const bytes = await read(file, part * partSize, (part + 1) * partSize)
      const digest = await sha256(bytes)
      digests.push(digest)
      const known = there.get(part)
      if (known !== undefined && known !== hex(digest)) throw new Refusal(fileChanged().toReply())
      if (known === undefined)
        await patiently(() =>
          sendBytes(sendPeopleImportPart, { params: { id, part }, query: { digest: hex(digest) } }, bytes),
        )
      onProgress(Math.min(1, ((part + 1) * partSize) / file.size))
    }
    const digest = hex(await sha256(new Uint8Array(await new Blob(digests).arrayBuffer())))
    await patiently(() => call(endPeopleUpload, { params: { id }, body: { digest } }))
    return id
  } catch (error) {
    // A way that is broken is gone on with later; a file that is refused is not waited for.
    if (!asRefusal(error).mayPass) await call(cancelPeopleImport, { params: { id } }).catch(() => undefined)
    throw error
  }
}

/** A browser that chose a file does not read another: what was written to it since makes reading fail. */
async function read(file: File, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer())
  } catch {
    throw new Refusal(fileChanged().toReply())
  }
}

async function patiently<T>(send: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures++)
    try {
      return await send()
    } catch (error) {
      if (failures === tries || !asRefusal(error).mayPass) throw error
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures))
    }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
