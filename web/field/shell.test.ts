import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cacheOf, keptFor, outdated, type Shell } from './shell.ts'

const origin = 'https://yinian.example'
const shell: Shell = {
  version: 'abc',
  files: [
    ['/field/', 'sha256-a'],
    ['/assets/field-1.js', 'sha256-b'],
    ['/mark.svg', 'sha256-c'],
  ],
}
const asked = (path: string, mode = 'cors', method = 'GET') =>
  keptFor({ method, mode, url: origin + path }, origin, shell)

test('any address of the entry opens its page, and only files of its own build are kept ones', () => {
  expect(asked('/field/village/360702/1/2?x=1', 'navigate')).toBe('/field/')
  expect(asked('/console/', 'navigate')).toBeUndefined()
  expect(asked('/fields/', 'navigate')).toBeUndefined()
  expect(asked('/assets/field-1.js')).toBe('/assets/field-1.js')
  expect(asked('/assets/field-2.js')).toBeUndefined()
  expect(asked('/field/worker.js')).toBeUndefined()
})

test('nothing the platform answers is ever taken from what is kept, however it is asked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Za-z0-9._-]{1,8}$/), { maxLength: 5 }),
      fc.constantFrom('navigate', 'cors', 'same-origin', 'no-cors'),
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      (parts, mode, method) => {
        expect(asked(`/api/${parts.join('/')}`, mode, method)).toBeUndefined()
        if (method !== 'GET') expect(asked(`/field/${parts.join('/')}`, mode, method)).toBeUndefined()
      },
    ),
  )
  expect(
    keptFor({ method: 'GET', mode: 'navigate', url: 'https://elsewhere.example/field/' }, origin, shell),
  ).toBeUndefined()
})

test('a newer build removes the caches of older ones and touches nobody else’s', () => {
  expect(outdated([cacheOf(shell), cacheOf({ ...shell, version: 'old' }), 'of-another'], shell)).toEqual([
    cacheOf({ ...shell, version: 'old' }),
  ])
})
