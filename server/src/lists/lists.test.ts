import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standingClock } from '../clock/clock.ts'
import { openSpreadsheet } from '../documents/read-spreadsheet.ts'
import { exportSources } from '../export-sources.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { forgetExpired, runSchedules, writeExport } from './index.ts'

let platform: TestPlatform
let officer: Client
let town: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'officer')
  town = await platform.signedIn('town-officer', places.shuinan, 'town')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'neighbour')
  await registered(officer, { name: '张桂英', documentNumber: madeUpNumber('19400101') })
  await registered(officer, { name: '李秀兰', documentNumber: madeUpNumber('19400102'), region: places.farVillage })
  await registered(neighbour, { name: '王建国', region: places.nankangVillage })
})
afterAll(() => platform.close())

/** The platform at another time; whoever is signed in stays where they are. */
const at = (instant: string) => ({ ...platform.ground, clock: standingClock(instant) })

const viewsOf = async (client: Client) => (await client.get('/saved-views?list=elders')).json().rows
const save = (client: Client, more: object = {}) =>
  client.send('POST', '/saved-views', {
    list: 'elders',
    name: '高龄独居',
    filter: { ageFrom: '80' },
    columns: null,
    ...more,
  })

describe('a saved view', () => {
  it('keeps filters and columns under a name, and never the words that were searched for', async () => {
    const view = (
      await save(officer, { filter: { ageFrom: '80', q: '张桂英', category: ['a', 'b'] }, columns: ['name'] })
    ).json()
    expect(view).toMatchObject({
      name: '高龄独居',
      filter: { ageFrom: '80', category: ['a', 'b'] },
      columns: ['name'],
      mine: true,
    })
    expect(view.filter).not.toHaveProperty('q')
    expect((await save(officer)).json().code).toBe('lists.view-name-taken')
    const renamed = await officer.send('PATCH', `/saved-views/${view.id}`, { name: '八十以上' })
    expect(renamed.json()).toMatchObject({ name: '八十以上', filter: { ageFrom: '80' } })
    expect(await viewsOf(town)).toEqual([])
    expect((await town.send('PATCH', `/saved-views/${view.id}`, { name: 'x' })).statusCode).toBe(404)
    expect((await town.send('DELETE', `/saved-views/${view.id}`)).statusCode).toBe(404)
    await officer.send('DELETE', `/saved-views/${view.id}`)
    expect(await viewsOf(officer)).toEqual([])
  })

  it('shared with a role of a division is used by those who hold it inside, and changed by its owner alone', async () => {
    const sharedWith = { role: 'town-officer', region: places.zhanggong }
    const view = (await save(officer, { name: '全区', sharedWith })).json()
    expect(view.sharedWith).toEqual(sharedWith)
    expect(await viewsOf(town)).toMatchObject([{ name: '全区', mine: false, ownerName: 'officer' }])
    const far = await platform.signedIn('town-officer', '360703001000')
    const worker = await platform.signedIn('village-worker', places.village)
    expect([await viewsOf(far), await viewsOf(worker), await viewsOf(neighbour)]).toEqual([[], [], []])
    expect((await town.send('DELETE', `/saved-views/${view.id}`)).statusCode).toBe(404)
    const elsewhere = { role: 'town-officer', region: places.nankang }
    expect((await save(officer, { name: '外', sharedWith: elsewhere })).json().code).toBe('lists.may-not-share')
    expect((await save(town, { name: '越', sharedWith })).json().code).toBe('lists.may-not-share')
    await officer.send('PATCH', `/saved-views/${view.id}`, { sharedWith: null })
    expect(await viewsOf(town)).toEqual([])
    await officer.send('DELETE', `/saved-views/${view.id}`)
  })

  it('can be what the list opens with, for each person by themselves', async () => {
    const view = (
      await save(officer, { name: '先看', sharedWith: { role: 'town-officer', region: places.zhanggong } })
    ).json()
    const choose = (client: Client, id: string | null) =>
      client.send('PUT', '/saved-views/default', { list: 'elders', id })
    expect((await choose(town, view.id)).statusCode).toBe(200)
    expect(await viewsOf(town)).toMatchObject([{ isDefault: true }])
    expect(await viewsOf(officer)).toMatchObject([{ isDefault: false }])
    expect((await choose(neighbour, view.id)).statusCode).toBe(404)
    await choose(town, null)
    expect(await viewsOf(town)).toMatchObject([{ isDefault: false }])
    await officer.send('DELETE', `/saved-views/${view.id}`)
  })
})

const wanted = {
  list: 'elders',
  filter: {},
  columns: ['name', 'region'],
  format: 'xlsx',
  language: 'zh',
  purpose: '季度走访',
}
const ask = (client: Client, more: object = {}) => client.send('POST', '/exports', { ...wanted, ...more })
const write = (client: Client, id: string, county = '360702') =>
  writeExport(platform.ground, exportSources, { county, id, accountId: client.accountId })
const exportsOf = async (client: Client) => (await client.get('/exports')).json().rows
const file = (client: Client, id: string) => client.inject({ method: 'GET', url: `/api/exports/${id}/file` })

async function namesIn(content: Buffer): Promise<unknown[]> {
  const [sheet] = await openSpreadsheet(content)
  const names: unknown[] = []
  for await (const { cells } of sheet?.rows() ?? []) names.push(cells[0])
  return names
}

describe('an export in the background', () => {
  it('is written with its owner’s scope, kept sealed, fetched by nobody else, and recorded', async () => {
    const { id } = (await ask(officer)).json()
    expect((await file(officer, id)).json().code).toBe('lists.export-in-other-state')
    await write(officer, id)
    expect((await exportsOf(officer))[0]).toMatchObject({ state: 'ready', total: 2, purpose: '季度走访', fetches: 0 })
    const names = await namesIn((await file(officer, id)).rawPayload)
    expect(names).toEqual(expect.arrayContaining(['张桂英', '李秀兰']))
    expect(names).not.toContain('王建国')
    expect((await exportsOf(officer))[0]).toMatchObject({ fetches: 1, fetchedAt: '2026-11-21T02:00:00.000Z' })
    for (const other of [neighbour, town]) {
      expect((await file(other, id)).statusCode).toBe(404)
      expect(await exportsOf(other)).toEqual([])
    }
    const [part] = await platform.owner.selectFrom('list_export_part').selectAll().where('export_id', '=', id).execute()
    expect(part?.content_sealed.subarray(30, 34).toString('latin1')).not.toContain('PK')
    const events = await platform.owner
      .selectFrom('audit_event')
      .select(['action', 'purpose'])
      .where('subject_id', '=', id)
      .execute()
    expect(events.map(({ action, purpose }) => `${action} ${purpose}`)).toEqual(
      expect.arrayContaining(['lists.export-asked 季度走访', 'lists.export-fetched 季度走访']),
    )
  })

  it('is for those who may export, for lists that can be, within what a role may take out at once', async () => {
    expect((await ask(town)).statusCode).toBe(403)
    expect((await ask(officer, { list: 'organisations' })).json().code).toBe('lists.not-exportable')
    const { id } = (await ask(officer, { filter: { sex: 'unknown' } })).json()
    await write(officer, id)
    expect((await exportsOf(officer))[0]).toMatchObject({
      state: 'failed',
      fault: { zh: expect.stringContaining('筛选条件不对') },
    })
  })

  it('can be cancelled before and deleted after, and is gone after seven days', async () => {
    const before = (await ask(officer)).json().id
    expect((await officer.send('POST', `/exports/${before}/cancel`)).json().state).toBe('cancelled')
    await write(officer, before)
    expect((await file(officer, before)).json().code).toBe('lists.export-in-other-state')
    const { id } = (await ask(officer)).json()
    await write(officer, id)
    await write(officer, id)
    await forgetExpired(at('2026-11-28T01:00:00Z'))
    expect(await partsOf(id)).toBeGreaterThan(0)
    await forgetExpired(at('2026-11-28T03:00:00Z'))
    expect(await partsOf(id)).toBe(0)
    expect((await exportsOf(officer))[0].state).toBe('expired')
  })

  it('longer than a page or two is not sent at once', async () => {
    const { requireShort } = await import('./index.ts')
    const grants = [
      {
        role: 'civil-affairs-officer',
        permissions: new Set(['people:export'] as const),
        region: places.zhanggong,
        organisationId: null,
      },
    ]
    const actor = { accountId: '', name: '', grants, now: new Date(0), today: '2026-11-21' }
    const code = (rows: number) => {
      try {
        requireShort(actor, { permission: 'people:export' }, rows)
      } catch (error) {
        return (error as { kind: { code: string } }).kind.code
      }
      return 'sent'
    }
    expect([5000, 5001, 300_001].map(code)).toEqual(['sent', 'lists.export-in-background', 'lists.export-too-large'])
  })
})

const partsOf = async (id: string) =>
  (await platform.owner.selectFrom('list_export_part').select('part').where('export_id', '=', id).execute()).length

describe('a scheduled export', () => {
  const schedule = async (more: object = {}) => {
    const view = (await save(officer, { name: `视图${Math.floor(performance.now() * 1000)}` })).json()
    return officer.send('POST', '/export-schedules', {
      viewId: view.id,
      purpose: '每月走访',
      rhythm: 'weekly',
      until: '2027-03-01',
      format: 'csv',
      language: 'zh',
      recipients: [],
      ...more,
    })
  }
  const latest = async (client: Client) => (await exportsOf(client))[0]

  it('runs on its day for those who may export then, each with their own scope, once', async () => {
    const colleague = await platform.signedIn('civil-affairs-officer', places.shuinan, 'colleague')
    const made = (await schedule({ recipients: ['colleague'] })).json()
    expect(made).toMatchObject({ nextOn: '2026-11-23', state: 'active', recipients: ['officer', 'colleague'] })
    await runSchedules(platform.ground, exportSources)
    expect((await latest(officer)).scheduled).toBe(false)
    const monday = at('2026-11-23T00:00:00Z')
    await Promise.all([runSchedules(monday, exportSources), runSchedules(monday, exportSources)])
    const mine = await exportsOf(officer)
    expect(mine.filter(({ scheduled }: { scheduled: boolean }) => scheduled)).toHaveLength(1)
    expect(await exportsOf(colleague)).toHaveLength(1)
    const { id } = await latest(colleague)
    await write(colleague, id)
    const { body } = await file(colleague, id)
    expect(body).toContain('张桂英')
    expect(body).not.toContain('李秀兰')
    await platform.owner.deleteFrom('access_grant').where('account_id', '=', colleague.accountId).execute()
    await runSchedules(at('2026-11-30T00:00:00Z'), exportSources)
    const [kept] = (await officer.get('/export-schedules')).json().rows
    expect(kept).toMatchObject({
      nextOn: '2026-12-07',
      lastRun: { on: '2026-11-30', given: ['officer'], refused: ['colleague'] },
    })
    await officer.send('POST', `/export-schedules/${kept.id}/stop`)
  })

  it('lasts a year at most and goes to nobody who may not export', async () => {
    expect((await schedule({ until: '2027-11-22' })).json().code).toBe('lists.schedule-too-long')
    expect((await schedule({ recipients: ['town'] })).json().code).toBe('lists.recipient-unknown')
    expect((await schedule({ recipients: ['neighbour'] })).json().code).toBe('lists.recipient-unknown')
  })

  it('ends on its day, and is stopped with a notice when its owner’s right has ended', async () => {
    const ends = (await schedule({ until: '2026-11-25' })).json()
    const stops = (await schedule()).json()
    const state = async () => {
      const { rows } = (await officer.get('/export-schedules')).json()
      return [ends, stops].map((one) => rows.find(({ id }: { id: string }) => id === one.id))
    }
    await runSchedules(at('2026-11-23T00:00:00Z'), exportSources)
    expect((await state()).map((one) => one.state)).toEqual(['ended', 'active'])
    const grants = platform.owner.updateTable('access_grant').where('account_id', '=', officer.accountId)
    await grants.set({ role: 'leader' }).execute()
    await runSchedules(at('2026-11-30T00:00:00Z'), exportSources)
    expect((await state())[1]).toMatchObject({
      state: 'stopped',
      stopped: { zh: expect.stringContaining('不再有导出') },
    })
    await grants.set({ role: 'civil-affairs-officer' }).execute()
  })
})
