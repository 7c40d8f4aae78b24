import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomFillSync } from 'node:crypto'
import type { IndexAlgorithm, SealAlgorithm } from './algorithms.ts'
import { openWithSm4, sealWithSm4 } from './sm4.ts'

/** A key that seals: its version stands at the head of every value, its algorithm says how the rest is read. */
export interface SealingKey {
  /** A key object, because making one from bytes costs more than sealing with it. */
  readonly key: KeyObject
  readonly version: number
  readonly algorithm: SealAlgorithm
}

/**
 * Sealed value: key version (2 bytes), then what the algorithm of that key makes of it: nonce (12) · tag (16) · ciphertext
 * with AES-256-GCM, nonce (16) · tag (32) · ciphertext with SM4. The label (`elder.identity_number:<id>`) is authenticated,
 * so a value cannot be moved to another row or column.
 */
export function sealWith({ key, version, algorithm }: SealingKey, label: string, plain: string): Buffer {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(version)
  return Buffer.concat([
    head,
    algorithm === 'aes-256-gcm' ? sealWithAes(key, label, plain) : sealWithSm4(key, label, plain),
  ])
}

/** @throws when the value was changed, moved, or sealed with another key */
export function openWith({ key, algorithm }: Omit<SealingKey, 'version'>, label: string, sealed: Buffer): string {
  const rest = sealed.subarray(2)
  return algorithm === 'aes-256-gcm' ? openWithAes(key, label, rest) : openWithSm4(key, label, rest)
}

export function keyVersionOf(sealed: Buffer): number {
  return sealed.readUInt16BE(0)
}

function sealWithAes(key: KeyObject, label: string, plain: string): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

const nonces = Buffer.alloc(12 * 1024)
let used = nonces.length

/** Twelve random bytes. Drawn a thousand at a time, because asking for them costs ten times as much as using them. */
function nextNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces)
    used = 0
  }
  used += 12
  return Buffer.from(nonces.subarray(used - 12, used))
}

function openWithAes(key: KeyObject, label: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(label))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}

export interface IndexKey {
  /** A key object where many values are looked for: it costs a quarter. */
  readonly key: KeyObject | Buffer
  readonly algorithm: IndexAlgorithm
}

/** Finds a sealed value again without opening any: a keyed hash of its normalised form, one key per kind of value. */
export function blindIndex({ key, algorithm }: IndexKey, kind: string, normalised: string): Buffer {
  const hash = algorithm === 'hmac-sha256' ? 'sha256' : 'sm3'
  return createHmac(hash, key).update(`${kind}\u0000${normalised}`).digest().subarray(0, 16)
}
