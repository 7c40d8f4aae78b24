import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { addressOf, type InputOf, type LooseInput, noteSignedOut, send } from './call.ts'
import { refusalOf, unreachable } from './refusal.ts'

type UploadInput<E extends Endpoint> = Omit<InputOf<E>, 'body'>

/**
 * Sends one file to an endpoint with `transfer: 'upload'`, as the multipart field `file`.
 * @param onProgress share sent so far, 0 to 1
 */
export function upload<E extends Endpoint>(
  endpoint: E,
  input: UploadInput<E>,
  file: File,
  onProgress?: (share: number) => void,
): Promise<ReplyOf<E>> {
  const { promise, resolve, reject } = Promise.withResolvers<ReplyOf<E>>()
  // XMLHttpRequest, because fetch does not tell how much has been sent.
  const request = new XMLHttpRequest()
  request.open(endpoint.method, addressOf(endpoint, input as LooseInput))
  request.setRequestHeader('Accept', 'application/json')
  request.setRequestHeader('Idempotency-Key', crypto.randomUUID())
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) onProgress?.(event.loaded / event.total)
  }
  request.onerror = () => reject(unreachable())
  request.onload = () => {
    if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText || '{}'))
    else reject(noteSignedOut(refusalOf(request.status, request.responseText)))
  }
  const form = new FormData()
  form.append('file', file)
  request.send(form)
  return promise
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
