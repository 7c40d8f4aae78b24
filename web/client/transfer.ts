import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { addressOf, type InputOf, type LooseInput, noteSignedOut, send } from './call.ts'
import { refusalOf, unreachable } from './refusal.ts'

/** Sends the bytes of an endpoint with `transfer: 'part'`. Sending the same again does nothing more. */
export async function sendBytes<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReplyOf<E>> {
  const response = await fetch(addressOf(endpoint, input as LooseInput), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Content-Type': 'application/octet-stream' },
    body: bytes,
  }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw noteSignedOut(refusalOf(response.status, await response.text()))
  return (await response.json()) as ReplyOf<E>
}

/** Sends one small file to an endpoint with `transfer: 'upload'`, as the multipart field `file`. */
export async function upload<E extends Endpoint>(
  endpoint: E,
  input: Omit<InputOf<E>, 'body'>,
  file: File,
): Promise<ReplyOf<E>> {
  const form = new FormData()
  form.append('file', file)
  const response = await fetch(addressOf(endpoint, input as LooseInput), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: form,
  }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw noteSignedOut(refusalOf(response.status, await response.text()))
  return (await response.json()) as ReplyOf<E>
}

/** Fetches the file of an endpoint with `transfer: 'file'` and saves it under the name the server gives it. */
export async function download<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<void> {
  const response = await send(endpoint, input, {})
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = fileNameIn(response.headers.get('Content-Disposition')) ?? endpoint.path.split('/').at(-1) ?? ''
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The file name of a `Content-Disposition` header, the UTF-8 one first (RFC 6266 §4.3). */
export function fileNameIn(header: string | null): string | undefined {
  if (header === null) return undefined
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  if (extended !== undefined) return decodeURIComponent(extended)
  return /filename="?([^";]+)"?/i.exec(header)?.[1]
}
