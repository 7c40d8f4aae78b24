import { expect, it } from 'vitest'
import type { Filter } from './filter.ts'
import { isView, keptFilter } from './views.ts'

const filters: readonly Filter[] = [
  { kind: 'search', name: 'q', label: 'q' },
  { kind: 'choices', name: 'level', label: 'level', options: [] },
  { kind: 'region', name: 'region', label: 'region' },
]

it('a view keeps what is chosen and never what was searched for', () => {
  const values = { q: '张桂英', level: ['1', '2'], region: '360702000000' }
  expect(keptFilter(filters, values)).toEqual({ level: ['1', '2'], region: '360702000000' })
})

it('a list stands on a view as long as just that is chosen', () => {
  const view = { region: '360702000000', level: ['1'] }
  expect(isView(filters, view, { level: ['1'], region: '360702000000' })).toBe(true)
  expect(isView(filters, view, { level: ['1'] })).toBe(false)
  expect(isView(filters, view, { level: ['1'], region: '360702000000', q: '张' })).toBe(false)
  expect(isView(filters, {}, {})).toBe(true)
})
