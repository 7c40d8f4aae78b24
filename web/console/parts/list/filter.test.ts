import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Filter, type FilterValues, namesOf, readFilters, writeFilters } from './filter.ts'

const filters: readonly Filter[] = [
  { kind: 'search', name: 'q', label: '' },
  { kind: 'choice', name: 'state', label: '', options: [] },
  { kind: 'choices', name: 'level', label: '', options: [] },
  { kind: 'region', name: 'region', label: '' },
  { kind: 'days', name: 'from', until: 'to', label: '' },
  { kind: 'flag', name: 'overdue', label: '' },
]
const words = fc.string({ minLength: 1, unit: 'grapheme' })
const chosen = fc.record(
  Object.fromEntries(
    filters.flatMap((filter) =>
      namesOf(filter).map((name) => [name, filter.kind === 'choices' ? fc.array(words, { minLength: 1 }) : words]),
    ),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<FilterValues>

test('what is chosen comes back from the address as it was', () => {
  fc.assert(
    fc.property(chosen, (values) => {
      const address = writeFilters(filters, values).toString()
      expect(readFilters(filters, new URLSearchParams(address))).toEqual(values)
    }),
  )
})

test('an address read and written again is the same address', () => {
  fc.assert(
    fc.property(chosen, (values) => {
      const address = writeFilters(filters, values).toString()
      expect(writeFilters(filters, readFilters(filters, new URLSearchParams(address))).toString()).toBe(address)
    }),
  )
})

test('what no filter knows and what is empty is passed over', () => {
  expect(readFilters(filters, new URLSearchParams('q=&after=abc&state=active&level='))).toEqual({ state: 'active' })
})
