import { randomFillSync, randomInt } from 'node:crypto'

// RFC 9562 §6.2: a counter in the 26 bits after the millisecond keeps the ids of one process in the order in which they
// were made, so that several events of one moment read in the order in which they happened.
let counter = randomInt(2 ** 25)

/** A UUIDv7 (RFC 9562 §5.7): ordered by the millisecond it is made for, and within it by when this process made it. */
export function newId(at: Date = new Date()): string {
  const bytes = nextRandom()
  let milliseconds = at.getTime()
  for (let index = 5; index >= 0; index--) {
    bytes[index] = milliseconds % 256
    milliseconds = Math.floor(milliseconds / 256)
  }
  counter = (counter + 1) % 2 ** 26
  bytes[6] = 0x70 | (counter >>> 22)
  bytes[7] = (counter >>> 14) & 0xff
  bytes[8] = 0x80 | ((counter >>> 8) & 0x3f)
  bytes[9] = counter & 0xff
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const drawn = Buffer.alloc(16 * 256)
let used = drawn.length

/** Sixteen random bytes of the caller's own. Drawn many at a time, because asking for them costs more than using them. */
function nextRandom(): Uint8Array {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += 16
  return new Uint8Array(drawn.subarray(used - 16, used))
}
