import { expect, test } from 'vitest'
import { fieldAt } from './pointer.ts'

test('a pointer leads to the field it names', () => {
  expect(fieldAt('/identityDocument/number')).toEqual(['identityDocument', 'number'])
  expect(fieldAt('/grants/0/role')).toEqual(['grants', 0, 'role'])
  expect(fieldAt('/a~1b/c~0d')).toEqual(['a/b', 'c~d'])
})

test('the whole of the form is no field', () => {
  expect(fieldAt('')).toEqual([])
  expect(fieldAt('/')).toEqual([])
})
