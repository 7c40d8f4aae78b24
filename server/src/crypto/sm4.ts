import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Nonce (16 bytes) · tag (32) · ciphertext: SM4 in counter mode, then HMAC-SM3 over label, nonce and ciphertext. */
const nonceLength = 16
const tagLength = 32

interface Derived {
  readonly encryption: KeyObject
  readonly authentication: KeyObject
}

const derived = new WeakMap<KeyObject, Derived>()

/** Two keys from one, so that the same bytes never serve both the cipher and the MAC (RFC 5869 with SM3). */
function deriveFrom(key: KeyObject): Derived {
  const held = derived.get(key)
  if (held) return held
  const part = (use: string, length: number) =>
    createSecretKey(Buffer.from(hkdfSync('sm3', key.export(), Buffer.alloc(0), `yinian ${use}`, length)))
  const made = { encryption: part('sm4-ctr', 16), authentication: part('hmac-sm3', 32) }
  derived.set(key, made)
  return made
}

export function sealWithSm4(key: KeyObject, label: string, plain: string): Buffer {
  const { encryption, authentication } = deriveFrom(key)
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('sm4-ctr', encryption, nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, tagOf(authentication, label, nonce, body), body])
}

/** @throws before anything is deciphered, when the value was changed, moved, or sealed with another key */
export function openWithSm4(key: KeyObject, label: string, sealed: Buffer): string {
  const { encryption, authentication } = deriveFrom(key)
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength)
  const body = sealed.subarray(nonceLength + tagLength)
  const expected = tagOf(authentication, label, nonce, body)
  if (tag.length !== tagLength || !timingSafeEqual(tag, expected)) throw new Error('The sealed value is not authentic.')
  const decipher = createDecipheriv('sm4-ctr', encryption, nonce)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

/** The label's length comes first, so that no other label and ciphertext give the same message. */
function tagOf(key: KeyObject, label: string, nonce: Buffer, body: Buffer): Buffer {
  const name = Buffer.from(label)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(name.length)
  return createHmac('sm3', key).update(length).update(name).update(nonce).update(body).digest()
}
