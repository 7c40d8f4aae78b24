import { expect, test } from 'vitest'
import { commandKeys } from './command-key.ts'
import { refusalOf, unreachable } from './refusal.ts'

function counted() {
  let made = 0
  return commandKeys(() => `key-${++made}`)
}
const grant = { body: { role: 'auditor' } }

test('sent again after the network broke, a command keeps its key and is done once', () => {
  const keys = counted()
  expect(keys.keyFor(grant)).toBe('key-1')
  keys.settle(unreachable())
  expect(keys.keyFor({ ...grant })).toBe('key-1')
})

test('another input is another command', () => {
  const keys = counted()
  keys.keyFor(grant)
  keys.settle(unreachable())
  expect(keys.keyFor({ body: { role: 'leader' } })).toBe('key-2')
})

test('once answered, the same input sent on purpose is a new command', () => {
  const keys = counted()
  keys.keyFor(grant)
  keys.settle(null)
  expect(keys.keyFor(grant)).toBe('key-2')
  keys.settle(refusalOf(409, '{"code":"x.taken","status":409,"message":{"zh":"","en":""}}'))
  expect(keys.keyFor(grant)).toBe('key-3')
})
