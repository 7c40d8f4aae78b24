import { createHash } from 'node:crypto'
import { importPartSize } from '@yinian/core/people/api.ts'
import type { Client } from '../../testing.ts'
import { places } from '../testing.ts'

const sha256 = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest()

export function sendPart(client: Client, id: string, part: number, content: Buffer, digest?: string) {
  return client.inject({
    method: 'PUT',
    url: `/api/people-imports/${id}/parts/${part}${digest === undefined ? '' : `?digest=${digest}`}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: content,
  })
}

/** Uploads a list as the pages do, part by part, and gives the last answer. */
export async function uploadList(
  client: Client,
  content: Buffer,
  { name = '名单.xlsx', region = places.village }: { name?: string | undefined; region?: string | undefined } = {},
) {
  const begun = await client.send('POST', '/people-imports', { region, fileName: name, size: content.length })
  if (begun.statusCode !== 200) return begun
  const { id } = begun.json()
  const digests: Buffer[] = []
  for (let at = 0; at < content.length; at += importPartSize) {
    const part = content.subarray(at, at + importPartSize)
    const digest = sha256(part)
    digests.push(digest)
    const sent = await sendPart(client, id, at / importPartSize, part, digest.toString('hex'))
    if (sent.statusCode !== 200) return sent
  }
  const digest = sha256(Buffer.concat(digests)).toString('hex')
  return client.send('POST', `/people-imports/${id}/uploaded`, { digest })
}
