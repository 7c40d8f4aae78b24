import { expect, it } from 'vitest'
import { faultyDetail, placeTypeIds, placeTypeOf } from './place-types.ts'

it('a type says in both languages what it is and what it asks for', () => {
  for (const id of placeTypeIds)
    for (const { zh, en } of [placeTypeOf(id).name, ...Object.values(placeTypeOf(id).fields).map(({ name }) => name)]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
})

it('takes the details its type asks for and no others', () => {
  const point = 'monastery-support-point'
  expect(faultyDetail(point, { monastery: '合作寺', rooms: 12, meals: 'together' })).toBeNull()
  expect(faultyDetail(point, { beds: 3 })).toBe('beds')
  expect(faultyDetail(point, { rooms: '十二' })).toBe('rooms')
  expect(faultyDetail(point, { rooms: -1 })).toBe('rooms')
  expect(faultyDetail(point, { meals: 'sometimes' })).toBe('meals')
  expect(faultyDetail(point, { toString: 'x' })).toBe('toString')
})
