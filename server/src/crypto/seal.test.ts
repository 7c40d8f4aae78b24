import { createCipheriv, createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SealAlgorithm, sealAlgorithms } from './algorithms.ts'
import { blindIndex, keyVersionOf, openWith, type SealingKey, sealWith } from './seal.ts'

const keyOf = (algorithm: SealAlgorithm, version = 1): SealingKey => ({
  key: createSecretKey(randomBytes(32)),
  version,
  algorithm,
})

describe.each(sealAlgorithms)('a value sealed with %s', (algorithm) => {
  const key = keyOf(algorithm)

  it('opens to what was sealed, whatever it is, and says the version of its key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(65_535), (plain, version) => {
        const sealed = sealWith({ ...key, version }, 'elder.phone:1', plain)
        expect(openWith(key, 'elder.phone:1', sealed)).toBe(plain)
        expect(keyVersionOf(sealed)).toBe(version)
      }),
    )
  })

  it('does not open with another key, on another row, or with one bit changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(7), (plain, position, bit) => {
        const sealed = sealWith(key, 'elder.phone:1', plain)
        expect(() => openWith(keyOf(algorithm), 'elder.phone:1', sealed)).toThrow()
        expect(() => openWith(key, 'elder.phone:2', sealed)).toThrow()
        const changed = Buffer.from(sealed)
        const at = 2 + (position % (sealed.length - 2))
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        expect(() => openWith(key, 'elder.phone:1', changed)).toThrow()
        expect(() => openWith(key, 'elder.phone:1', sealed.subarray(0, sealed.length - 1))).toThrow()
      }),
    )
  })

  it('never looks the same twice and shows nothing of what it holds', () => {
    const [one, other] = [sealWith(key, 'x', '13800000000'), sealWith(key, 'x', '13800000000')]
    expect(one).not.toEqual(other)
    expect(one.includes('1380')).toBe(false)
  })
})

describe('the national algorithms', () => {
  it('are those of GB/T 32905 and GB/T 32907, by their published samples', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
    const sample = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const cipher = createCipheriv('sm4-ecb', sample, null).setAutoPadding(false)
    expect(Buffer.concat([cipher.update(sample), cipher.final()]).toString('hex')).toBe(
      '681edf34d206965e86b3e94f536e4246',
    )
  })

  it('give what `openssl enc -sm4-ctr` and `openssl dgst -sm3 -mac hmac` of OpenSSL 3.0 give', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const nonce = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
    const text = '水南镇独一无二路一号'
    const cipher = createCipheriv('sm4-ctr', key, nonce)
    expect(Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('hex')).toBe(
      'e0282884b0318138ad6a7c2e0510798cf8a7e9f1cc4b4bae3e2993000eb7',
    )
    expect(createHmac('sm3', key).update(text).digest('hex')).toBe(
      'dd4c7ece2c0bcad34a87356e711d327539f9ac2b9f52353109b6f1e0ba82124f',
    )
  })

  it('read what the other algorithm sealed only as what it is', () => {
    const aes = keyOf('aes-256-gcm')
    const sealed = sealWith(aes, 'x', '13800000000')
    expect(() => openWith({ ...aes, algorithm: 'sm4-ctr-hmac-sm3' }, 'x', sealed)).toThrow()
  })
})

describe.each(['hmac-sha256', 'hmac-sm3'] as const)('a blind index with %s', (algorithm) => {
  it('finds the same value again, and differs by kind, key and algorithm', () => {
    const key = { key: randomBytes(32), algorithm }
    const index = blindIndex(key, 'phone', '13800000000')
    expect(blindIndex(key, 'phone', '13800000000')).toEqual(index)
    expect(blindIndex(key, 'identity', '13800000000')).not.toEqual(index)
    expect(blindIndex({ ...key, key: randomBytes(32) }, 'phone', '13800000000')).not.toEqual(index)
    const other = algorithm === 'hmac-sm3' ? 'hmac-sha256' : 'hmac-sm3'
    expect(blindIndex({ ...key, algorithm: other }, 'phone', '13800000000')).not.toEqual(index)
  })
})
