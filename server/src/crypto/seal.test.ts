import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blindIndex, keyVersionOf, openWith, sealWith } from './seal.ts'

describe('a sealed value', () => {
  const key = randomBytes(32)

  it('opens to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(65_535), (plain, version) => {
        const sealed = sealWith(key, version, 'elder.phone:1', plain)
        expect(openWith(key, 'elder.phone:1', sealed)).toBe(plain)
        expect(keyVersionOf(sealed)).toBe(version)
      }),
    )
  })

  it('does not open with another key, on another row, or with one bit changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (plain, position) => {
        const sealed = sealWith(key, 1, 'elder.phone:1', plain)
        expect(() => openWith(randomBytes(32), 'elder.phone:1', sealed)).toThrow()
        expect(() => openWith(key, 'elder.phone:2', sealed)).toThrow()
        const changed = Buffer.from(sealed)
        const at = 2 + (position % (sealed.length - 2))
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(() => openWith(key, 'elder.phone:1', changed)).toThrow()
      }),
    )
  })

  it('never looks the same twice, while its blind index always does', () => {
    expect(sealWith(key, 1, 'x', '13800000000')).not.toEqual(sealWith(key, 1, 'x', '13800000000'))
    expect(blindIndex(key, 'phone', '13800000000')).toEqual(blindIndex(key, 'phone', '13800000000'))
    expect(blindIndex(key, 'phone', '13800000000')).not.toEqual(blindIndex(key, 'identity', '13800000000'))
  })
})
