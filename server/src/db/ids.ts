import { randomFillSync } from 'node:crypto'

/** A UUIDv7 (RFC 9562 §5.7): ordered by the millisecond it was made in, so that new rows lie together on disk. */
export function newId(at: Date = new Date()): string {
  const bytes = randomFillSync(new Uint8Array(16))
  let milliseconds = at.getTime()
  for (let index = 5; index >= 0; index--) {
    bytes[index] = milliseconds % 256
    milliseconds = Math.floor(milliseconds / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
