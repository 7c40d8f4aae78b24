import { expect, test } from 'vitest'
import { type Place, placeAt } from './place.ts'

const places = ['/', '/surveys', '/surveys/door', '/people'].map((path) => ({ path }) as Place)

test.each([
  ['/', '/'],
  ['/surveys/360702/1/report', '/surveys'],
  ['/surveys/door/360702/1', '/surveys/door'],
  ['/surveys/doors', '/surveys'],
  ['/people', '/people'],
])('%s belongs to %s and to no other place', (address, place) => {
  expect(placeAt(places, address)?.path).toBe(place)
})

test('an address outside every place belongs to none', () => {
  expect(placeAt(places, '/peoples')).toBeUndefined()
})
