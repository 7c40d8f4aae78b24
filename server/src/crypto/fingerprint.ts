import { createHmac } from 'node:crypto'
import type { IndexKey } from './seal.ts'

/** Tells one index key from another without telling the key. */
export function fingerprintOf({ key, algorithm }: IndexKey): string {
  return createHmac('sha256', key).update(`fingerprint of a blind index key, ${algorithm}`).digest('hex').slice(0, 16)
}
