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

it('whoever moved still sees who looked at the file of the former county, before the move and after it', async () => {
  const elder = await registered(officer, { name: '钱看旧', documentNumber: madeUpNumber('19470707') })
  const self = await personFor(platform, officer, elder)
  const reveal = (purpose: string, by: Client, id: string) =>
    by.get(`/elders/${id}/reveal?field=documentNumber&purpose=${encodeURIComponent(purpose)}`)
  expect((await reveal('搬前核对', officer, elder.id)).statusCode).toBe(200)
  const asked = (
    await officer.send('POST', '/elder-transfers', {
      elderId: elder.id,
      toRegion: places.nankangVillage,
      movedOn: '2026-11-10',
      reason: '随女儿生活',
    })
  ).json()
  await neighbour.send('POST', `/elder-transfers/${asked.county}/${asked.id}/decide`, {
    decision: 'accept',
    reason: '已核实',
  })
  await completeTransfer(platform.ground, asked)
  const { newElderId } = (await neighbour.get(`/elder-transfers/${asked.county}/${asked.id}`)).json().transfer
  await officer.get(`/elders/${elder.id}`)
  await reveal('搬后核对', neighbour, newElderId)
  const page = (await self.get(`/family/elders/${newElderId}/looks`)).json() as {
    rows: { id: string; said: { zh: string; en: string } }[]
    since: string
  }
  const said = page.rows.map((row) => row.said.zh)
  expect(said.filter((one) => one.includes('搬前核对'))).toEqual([expect.stringContaining('您搬家前在章贡区的档案')])
  expect(said.filter((one) => one.includes('搬后核对')).join()).not.toContain('搬家前')
  expect(new Set(page.rows.map(({ id }) => id)).size).toBe(page.rows.length)
  expect(page.rows.find((row) => row.said.zh.includes('搬前核对'))?.said.en).toContain('before moving')
  const [look] = page.rows.filter((row) => row.said.zh.includes('搬前核对'))
  const question = await self.send('POST', `/family/elders/${newElderId}/questions`, {
    lookId: look?.id,
    question: '为什么看我的号码？',
  })
  expect(question.statusCode).toBe(200)
  const counter = (await neighbour.get(`/elders/${newElderId}/looks-in-words`)).json()
  expect(JSON.stringify(counter)).toContain('搬前核对')
  // somebody else’s account is told of neither file
  const other = await registered(officer, { name: '旁人', documentNumber: madeUpNumber('19460606') })
  const stranger = await personFor(platform, officer, other)
  expect((await stranger.get(`/family/elders/${newElderId}/looks`)).statusCode).toBe(404)
  expect(JSON.stringify((await stranger.get(`/family/elders/${other.id}/looks`)).json())).not.toContain('搬')
})

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
