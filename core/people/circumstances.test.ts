import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstanceKinds, nameOfCategory, orderCategories } from './circumstances.ts'

const all = Object.entries(circumstanceKinds).flatMap(([kind, { values }]) =>
  Object.keys(values).map((value) => `${kind}:${value}`),
)

describe('categories as a person reads them', () => {
  it('begin with what tells most and end with what is not the matter', () => {
    const held = ['guardianship:not-needed', 'living-arrangement:with-children', 'disability:hearing', 'hardship:tekun']
    expect(orderCategories(held)).toEqual([
      'hardship:tekun',
      'disability:hearing',
      'living-arrangement:with-children',
      'guardianship:not-needed',
    ])
    expect(orderCategories(['living-arrangement:institution', 'living-arrangement:alone'])[0]).toBe(
      'living-arrangement:alone',
    )
  })

  it('are all kept, each once, whatever their order was', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (held) => {
        expect([...orderCategories(held)].sort()).toEqual([...held].sort())
        expect(orderCategories([...held].reverse())).toEqual(orderCategories(held))
      }),
    )
  })

  it('have a name in both languages', () => {
    for (const category of all) expect(nameOfCategory(category), category).not.toEqual({ zh: category, en: category })
  })
})
