import { type CipherKey, createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * Sealed value: key version (2 bytes) · nonce (12) · tag (16) · ciphertext, AES-256-GCM.
 * The label (`elder.identity_number:<id>`) is authenticated, so a value cannot be moved to another row or column.
 */
export function sealWith(key: CipherKey, version: number, label: string, plain: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const head = Buffer.alloc(2)
  head.writeUInt16BE(version)
  return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
}

/** @throws when the value was changed, moved, or sealed with another key */
export function openWith(key: CipherKey, label: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(2, 14))
  decipher.setAAD(Buffer.from(label))
  decipher.setAuthTag(sealed.subarray(14, 30))
  return Buffer.concat([decipher.update(sealed.subarray(30)), decipher.final()]).toString('utf8')
}

export function keyVersionOf(sealed: Buffer): number {
  return sealed.readUInt16BE(0)
}

/** Finds a sealed value again without opening any: a keyed hash of its normalised form, one key per kind of value. */
export function blindIndex(key: Buffer, kind: string, normalised: string): Buffer {
  return createHmac('sha256', key).update(`${kind}\u0000${normalised}`).digest().subarray(0, 16)
}
