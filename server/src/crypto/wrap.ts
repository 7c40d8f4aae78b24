import { createSecretKey, type KeyObject } from 'node:crypto'
import { type CryptoFamily, type SealAlgorithm, sealAlgorithmOf } from './algorithms.ts'
import { keyVersionOf, openWith, sealWith } from './seal.ts'

/** What wraps the data keys: the master key, and during its exchange the one before. */
export interface MasterKeys {
  readonly current: Buffer
  readonly previous: Buffer | null
}

/** Where a data key stands. */
export interface KeyPlace {
  readonly county: string
  readonly version: number
}

/** Where a sealed value names the version of its key, a wrapped key names the algorithm it is wrapped with. */
const wrappings: readonly SealAlgorithm[] = ['aes-256-gcm', 'sm4-ctr-hmac-sm3']

export function wrapKey(masters: MasterKeys, family: CryptoFamily, place: KeyPlace, key: KeyObject): Buffer {
  const algorithm = sealAlgorithmOf[family]
  const master = { key: createSecretKey(masters.current), version: wrappings.indexOf(algorithm), algorithm }
  return sealWith(master, labelOf(place), key.export().toString('base64'))
}

/** @throws when neither master key opens it */
export function unwrapKey(masters: MasterKeys, place: KeyPlace, wrapped: Buffer): KeyObject {
  const opened =
    openUnder(masters.current, place, wrapped) ?? (masters.previous && openUnder(masters.previous, place, wrapped))
  if (!opened)
    throw new Error(
      `Data key ${place.version} of county ${place.county} opens neither with MASTER_KEY nor with MASTER_KEY_PREVIOUS.`,
    )
  return opened
}

/** Whether a key is wrapped by the present master key. */
export function isWrappedBy(master: Buffer, place: KeyPlace, wrapped: Buffer): boolean {
  return openUnder(master, place, wrapped) !== null
}

function openUnder(master: Buffer, place: KeyPlace, wrapped: Buffer): KeyObject | null {
  const algorithm = wrappings[keyVersionOf(wrapped)]
  if (!algorithm) throw new Error(`Data key ${place.version} of county ${place.county} is wrapped in an unknown way.`)
  try {
    return createSecretKey(openWith({ key: createSecretKey(master), algorithm }, labelOf(place), wrapped), 'base64')
  } catch {
    return null
  }
}

function labelOf({ county, version }: KeyPlace): string {
  return `data_key:${county}:${version}`
}
