import { expect, test } from 'vitest'
import { type Column, shownColumns } from './column.ts'

const show = () => null
const columns: readonly Column<object>[] = [
  { name: 'name', title: '', show },
  { name: 'age', title: '', show },
  { name: 'state', title: '', show, always: true },
  { name: 'code', title: '', show, atFirst: 'hidden' },
]
const names = (chosen: readonly string[] | null) => shownColumns(columns, chosen).map(({ name }) => name)

test('until somebody chooses, the columns meant for everybody are shown', () => {
  expect(names(null)).toEqual(['name', 'age', 'state'])
})

test('what names the row and what cannot be left out stays, in the order of the list', () => {
  expect(names([])).toEqual(['name', 'state'])
  expect(names(['code', 'age'])).toEqual(['name', 'age', 'state', 'code'])
})
