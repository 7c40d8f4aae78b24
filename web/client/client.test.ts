import { createAccount, getAccount, listAccounts } from '@yinian/core/access/api.ts'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { pathOf, queryString } from './address.ts'
import { addressOf, call } from './call.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { onSignedOut } from './signed-out.ts'
import { fileNameIn } from './transfer.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const account = { name: 'zhao.min', displayName: '赵敏', title: '', region: '360702000000' }
afterEach(() => vi.unstubAllGlobals())

function answering(status: number, body: string): ReturnType<typeof vi.fn<typeof fetch>> {
  const fetched = vi.fn<typeof fetch>(async () => new Response(body, { status }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('an address carries the parameters and only those parts of the query that are given', () => {
  expect(addressOf(getAccount, { params: { id } })).toBe(`/api/accounts/${id}`)
  expect(addressOf(listAccounts, { query: { q: '赵 敏', role: undefined, region: '', limit: 50 } })).toBe(
    '/api/accounts?q=%E8%B5%B5+%E6%95%8F&limit=50',
  )
  expect(() => pathOf('/accounts/:id', {})).toThrow('needs id')
})

test('any query comes back as it was written', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1, unit: 'grapheme' }))),
      (query) => {
        const read = new URLSearchParams(queryString(query))
        for (const [name, values] of Object.entries(query)) expect(read.getAll(name)).toEqual(values)
      },
    ),
  )
})

test('a command carries its key, a question does not', async () => {
  const fetched = answering(200, '{}')
  await call(createAccount, { body: account }, { idempotencyKey: 'key-1' })
  await call(listAccounts, {})
  const headers = fetched.mock.calls.map(([, init]) => new Headers(init?.headers))
  expect(headers.map((one) => one.get('Idempotency-Key'))).toEqual(['key-1', null])
  expect(headers.map((one) => one.get('Content-Type'))).toEqual(['application/json', null])
})

test('a Problem is thrown with its code, both languages and the field at fault', async () => {
  const problem = {
    code: 'access.account-name-taken',
    status: 409,
    message: { zh: '已被使用', en: 'is taken' },
    at: '/name',
  }
  answering(409, JSON.stringify(problem))
  const refused = await call(createAccount, { body: account }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect((refused as Refusal).reply).toMatchObject(problem)
})

test('a lost session is told to the shell, a wrong password is not', async () => {
  const told = vi.fn()
  const stop = onSignedOut(told)
  const refusal = (code: string) => JSON.stringify({ code, status: 401, message: { zh: '', en: '' } })
  answering(401, refusal('access.sign-in-refused'))
  await call(listAccounts, {}).catch(() => undefined)
  expect(told).not.toHaveBeenCalled()
  answering(401, refusal('http.not-signed-in'))
  await call(listAccounts, {}).catch(() => undefined)
  expect(told).toHaveBeenCalledOnce()
  stop()
})

test('a broken way is a refusal that may pass, a refusal of the platform is not', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const lost = await call(listAccounts, {}).catch((error: unknown) => error)
  expect((lost as Refusal).mayPass).toBe(true)
  expect(refusalOf(502, '<html>Bad Gateway</html>').mayPass).toBe(true)
  expect(refusalOf(403, '{"code":"http.not-allowed","status":403,"message":{"zh":"","en":""}}').mayPass).toBe(false)
})

test('a file keeps the Chinese name the server gives it', () => {
  expect(fileNameIn(`attachment; filename="x.xlsx"; filename*=UTF-8''%E5%90%8D%E5%8D%95.xlsx`)).toBe('名单.xlsx')
  expect(fileNameIn('attachment; filename="list.csv"')).toBe('list.csv')
  expect(fileNameIn(null)).toBeUndefined()
})
