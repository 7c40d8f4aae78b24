import { afterAll, beforeAll, expect, it } from 'vitest'
import { completeTransfer } from '../people/index.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { activatedBy, ofRelative, opened, personFor } from './testing.ts'

let platform: TestPlatform
let officer: Client
let neighbour: Client
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-desk')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'other-desk')
})
afterAll(() => platform.close())

it('the accounts of an elder who moves and of a relative see the file where it is now, and no longer the former', async () => {
  const elder = await registered(officer, { name: '钱随迁', documentNumber: madeUpNumber('19480808') })
  const self = await personFor(platform, officer, elder)
  const { accountName } = await opened(officer, elder, ofRelative())
  const daughter = await activatedBy(platform, officer, accountName)
  const asked = (
    await officer.send('POST', '/elder-transfers', {
      elderId: elder.id,
      toRegion: places.nankangVillage,
      movedOn: '2026-11-10',
      reason: '随女儿生活',
    })
  ).json()
  const path = `/elder-transfers/${asked.county}/${asked.id}`
  await neighbour.send('POST', `${path}/decide`, { decision: 'accept', reason: '已核实' })
  await completeTransfer(platform.ground, asked)
  const { transfer, carried } = (await neighbour.get(path)).json()
  expect(carried).toContainEqual({
    name: { zh: '本人和家属账号', en: 'Accounts of the elder and relatives' },
    count: 2,
  })
  for (const client of [self, daughter]) {
    const held = (await client.get('/family/me')).json().elders as { id: string }[]
    expect(held.map(({ id }) => id)).toEqual([transfer.newElderId])
    expect((await client.get(`/family/elders/${transfer.newElderId}/particulars`)).statusCode).toBe(200)
    expect((await client.get(`/family/elders/${elder.id}/particulars`)).statusCode).toBe(404)
  }
})
