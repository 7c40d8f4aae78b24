import { expect, test } from 'vitest'
import { committeeOf, urbanOf } from './region.ts'

test('class 1xx is urban, 2xx rural, and without a class nothing is claimed', () => {
  expect(urbanOf('123')).toBe('urban')
  expect(urbanOf('210')).toBe('rural')
  expect(urbanOf(null)).toBeNull()
})

test('what the name says about its committee wins over the range of the code', () => {
  const village = { level: 'village' } as const
  expect(committeeOf({ ...village, code: '360702001001', name: '中山路社区居民委员会' })).toBe('residents')
  expect(committeeOf({ ...village, code: '360702001001', name: '某某村村民委员会' })).toBe('villagers')
  expect(committeeOf({ ...village, code: '152527201206', name: '敦达乌苏嘎查' })).toBe('villagers')
  expect(committeeOf({ ...village, code: '450305004006', name: '横塘社区' })).toBe('residents')
  expect(committeeOf({ ...village, code: '110108011501', name: '六郎庄生活区' })).toBeNull()
})

test('only villages have a committee', () => {
  expect(committeeOf({ level: 'town', code: '360702001000', name: '解放街道' })).toBeNull()
})
