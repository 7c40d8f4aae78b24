import { afterAll, beforeAll, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { runMonth } from './run-month.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
})
afterAll(() => platform.close())

it('past months are run through the real operations, without those who cannot be paid, and never twice', async () => {
  const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  const approver = await platform.signedIn('benefit-approver', places.zhanggong)
  const payer = await platform.signedIn('payment-officer', places.zhanggong)
  const payee = { accountName: '张桂英', bank: '赣州银行', accountNumber: '6217000012345678' }
  const person = { documentNumber: madeUpNumber('19400101'), registeredRegion: places.village }
  const paid = await registered(officer, { ...person, payee })
  await registered(officer, { ...person, documentNumber: madeUpNumber('19400101') })

  const asked = {
    county: '360702',
    programme: 'old-age-allowance',
    month: '2026-10',
    drafter: officer.accountId,
    approver: approver.accountId,
    payer: payer.accountId,
  }
  const place = await runMonth(platform.ground, asked)
  expect(await runMonth(platform.ground, asked)).toEqual(place)
  const rows = await platform.owner.selectFrom('benefit_payment').select(['elder_id', 'state', 'fen']).execute()
  expect(rows.filter((row) => row.state === 'paid')).toEqual([{ elder_id: paid.id, state: 'paid', fen: 10000 }])
  expect(rows.map((row) => row.state).sort()).toEqual(['held', 'paid'])
  const self = { ...asked, month: '2026-09', approver: officer.accountId }
  await expect(runMonth(platform.ground, self)).rejects.toThrow()
})
