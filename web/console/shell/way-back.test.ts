import { expect, test } from 'vitest'
import { wayBack } from './way-back.ts'

test('after signing in one returns to where one was', () => {
  expect(wayBack('/accounts?role=auditor&state=active')).toBe('/accounts?role=auditor&state=active')
})

test.each([null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in?to=/'])(
  'never to another site or back to the door: %s',
  (to) => expect(wayBack(to)).toBe('/'),
)
