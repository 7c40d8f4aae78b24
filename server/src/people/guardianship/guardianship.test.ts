import type { ElderFile } from '@yinian/core/people/api.ts'
import type { GuardianshipFile, GuardianshipRow } from '@yinian/core/people/guardianship/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { completeTransfer } from '../transfer/complete.ts'

let platform: TestPlatform
let village: Client
let town: Client
let county: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  village = await platform.signedIn('village-worker', places.village, 'village-one')
  town = await platform.signedIn('town-officer', places.shuinan, 'town-one')
  county = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-one')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'county-two')
})
afterAll(() => platform.close())

const papers = (...kinds: string[]) => kinds.map((kind) => ({ kind, number: '测试〔2026〕1号' }))
const read = async (client: Client, elder: { id: string }): Promise<GuardianshipFile> =>
  (await client.get(`/elders/${elder.id}/guardianship`)).json()
const fileOf = async (elder: { id: string }): Promise<ElderFile> => (await county.get(`/elders/${elder.id}`)).json()
const open = (client: Client, elder: { id: string }, more: object = {}) =>
  client.send('POST', `/elders/${elder.id}/guardianship`, { source: '村里走访', note: '子女均已去世', ...more })

async function step(client: Client, elder: { id: string }, event: string, more: object = {}) {
  const [one] = (await read(county, elder)).arrangements
  return client.send('POST', `/guardianships/${one?.county}/${one?.id}/steps`, {
    version: one?.version,
    event,
    ...more,
  })
}

const candidate = { name: '王侄', relation: 'other-relative', phone: '13900061234' }
const proposed = (elder: { id: string }, more: object = {}) =>
  step(village, elder, 'propose', { route: 'agreement', candidate, documents: papers('candidate-consent'), ...more })

async function flagged(name: string, more: object = {}) {
  const elder = await registered(county, { name, documentNumber: madeUpNumber('19380808'), ...more })
  expect((await open(village, elder)).statusCode).toBe(200)
  return elder as ElderFile
}

async function guarded(name: string) {
  const elder = await flagged(name)
  await proposed(elder)
  await step(town, elder, 'confirm-agreement', { documents: papers('guardianship-agreement') })
  const answer = await step(town, elder, 'take-effect', { documents: papers('commitment') })
  expect(answer.statusCode, answer.body).toBe(200)
  return elder
}

describe('an elder without guardian', () => {
  it('is flagged by the village, and the file says who cannot sign, what comes next and by when', async () => {
    const elder = await flagged('甲无监')
    const told = await read(village, elder)
    expect(told.signatory).toMatchObject({ who: 'missing', waits: true })
    expect(told.signatory?.text.zh).toContain('正在寻找')
    expect(told.arrangements).toMatchObject([
      { state: 'sought', dueOn: '2026-12-21', responsible: 'village-one', may: ['propose'] },
    ])
    expect(told.arrangements[0]?.steps).toMatchObject([{ event: 'open', note: '子女均已去世', takenBy: 'village-one' }])
    expect((await fileOf(elder)).categories).toContain('guardianship:none')
    expect((await open(county, elder)).json().code).toBe('people.guardianship-running')
  })

  it('gets a guardian by proposal of the village and decision of the township, who is then among the people around', async () => {
    const elder = await flagged('乙得监')
    expect((await proposed(elder)).statusCode).toBe(200)
    const asked = await step(village, elder, 'confirm-agreement', { documents: papers('guardianship-agreement') })
    expect([asked.statusCode, asked.json().code]).toEqual([403, 'people.guardianship-not-yours'])
    const without = await step(town, elder, 'confirm-agreement')
    expect([without.statusCode, without.json().code]).toEqual([422, 'people.guardianship-document-missing'])
    const other = await step(town, elder, 'designate', { documents: papers('designation') })
    expect(other.statusCode).toBe(422)
    await step(town, elder, 'confirm-agreement', { documents: papers('guardianship-agreement') })
    const [agreed] = (await read(town, elder)).arrangements
    const shown = await town.get(
      `/elders/${elder.id}/reveal?field=guardianCandidatePhone&recordId=${agreed?.id}&purpose=${encodeURIComponent('联系监护人选')}`,
    )
    expect(shown.json()).toEqual({ value: candidate.phone })
    await step(town, elder, 'take-effect', { documents: papers('commitment') })
    const file = await fileOf(elder)
    expect(file.categories).toContain('guardianship:guarded')
    expect(file.categories).not.toContain('guardianship:none')
    expect(file.relatedPersons).toMatchObject([{ name: '王侄', roles: ['guardian'], phone: '139****1234' }])
    const told = await read(town, elder)
    expect(told.signatory).toMatchObject({ who: 'guardian', waits: false })
    expect(told.arrangements).toMatchObject([{ state: 'in-force', inForceOn: '2026-11-21', dueOn: '2027-11-21' }])
    expect(told.arrangements[0]?.steps.map(({ event }) => event)).toEqual([
      'take-effect',
      'confirm-agreement',
      'propose',
      'open',
    ])
  })

  it('is not given a guardian by whoever proposed them', async () => {
    const elder = await flagged('丙自定')
    const more = { route: 'designation', candidate, documents: papers('candidate-consent') }
    expect((await step(town, elder, 'propose', more)).statusCode).toBe(200)
    const own = await step(town, elder, 'designate', { documents: papers('designation') })
    expect(own.json().code).toBe('people.guardianship-own-proposal')
    expect((await step(county, elder, 'designate', { documents: papers('designation') })).statusCode).toBe(200)
  })

  it('is looked for anew when a guardianship ends, and the part of the guardian ends with it', async () => {
    const elder = await guarded('丁再寻')
    const ended = await step(town, elder, 'end', { ending: 'guardian-unable', documents: papers('ending-evidence') })
    expect(ended.statusCode, ended.body).toBe(200)
    const file = await fileOf(elder)
    expect(file.categories).toContain('guardianship:none')
    expect(file.relatedPersons).toMatchObject([{ name: '王侄', to: '2026-11-21' }])
    expect((await read(town, elder)).arrangements).toMatchObject([{ state: 'sought' }, { state: 'ended' }])
  })

  it('needs nobody any more where capacity came back', async () => {
    const elder = await guarded('戊康复')
    await step(county, elder, 'end', { ending: 'recovered', documents: papers('ending-evidence') })
    expect((await fileOf(elder)).categories).toContain('guardianship:not-needed')
    const told = await read(town, elder)
    expect(told.arrangements).toHaveLength(1)
    expect(told.signatory?.who).toBe('elder')
  })

  it('is appointed one by a court where relatives do not agree', async () => {
    const elder = await flagged('己法院')
    await proposed(elder)
    await step(town, elder, 'apply-to-court', { documents: papers('court-receipt') })
    const appointed = await step(town, elder, 'court-appoints', { candidate, documents: papers('judgment') })
    expect(appointed.json().arrangements[0]).toMatchObject({ state: 'appointed', route: 'court' })
    const stale = await town.send('POST', `/guardianships/360702/${appointed.json().arrangements[0].id}/steps`, {
      version: 1,
      event: 'take-effect',
      documents: papers('commitment'),
    })
    expect(stale.json().code).toBe('http.stale-version')
    expect((await step(town, elder, 'take-effect', { documents: papers('commitment') })).statusCode).toBe(200)
  })

  it('keeps its notes and telephones sealed', async () => {
    const elder = await flagged('庚密封')
    await proposed(elder, { note: '与侄子同住多年' })
    const rows = await platform.owner
      .selectFrom('guardianship_step')
      .selectAll()
      .where('elder_id', '=', elder.id)
      .execute()
    const held = await platform.owner
      .selectFrom('guardianship_arrangement')
      .selectAll()
      .where('elder_id', '=', elder.id)
      .execute()
    const stored = [...rows, ...held].flatMap((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value))),
    )
    for (const secret of ['同住多年', '13900061234', '子女均已去世'])
      expect(stored.filter((value) => value.includes(secret))).toEqual([])
  })
})

describe('an admission', () => {
  it('waits until there is somebody to sign, if only for the time being', async () => {
    const elder = await flagged('辛入住')
    const point = await county.send('POST', '/places', {
      type: 'monastery-support-point',
      region: places.village,
      name: '签字测试供养点',
      capacity: 5,
      details: { monastery: '测试寺' },
    })
    const admit = () =>
      county.send('POST', `/places/${point.json().id}/residents`, { elderId: elder.id, from: '2026-11-20' })
    expect((await admit()).json().code).toBe('people.signatory-missing')
    const temporary = { temporaryGuardian: '腊长村村民委员会', documents: papers('temporary-record') }
    expect((await step(county, elder, 'place-temporarily', temporary)).statusCode).toBe(200)
    expect((await admit()).statusCode).toBe(200)
  })
})

describe('the list of arrangements', () => {
  it('shows what is due first, counts by state, and names those for whom nobody has begun', async () => {
    const late = await flagged('壬逾期')
    const forgotten = await registered(county, {
      name: '癸无人办',
      documentNumber: madeUpNumber('19390909'),
      circumstances: [{ kind: 'guardianship', value: 'none', from: '2026-01-01', source: '村' }],
    })
    const before = (await county.get(`/guardianships/count?region=${places.shuinan}`)).json()
    platform.clock.moveTo('2026-12-30T02:00:00Z')
    const later = await platform.signedIn('town-officer', places.shuinan)
    const list = async (query: string) =>
      (await later.get(`/guardianships?limit=200&${query}`)).json().rows as GuardianshipRow[]
    const overdue = await list('state=open&overdue=true')
    expect(overdue.map(({ elderId }) => elderId)).toContain(late.id)
    expect(overdue.every((row) => row.overdue && (row.dueOn ?? '') < '2026-12-30')).toBe(true)
    expect((await list('state=unopened')).map(({ elderId }) => elderId)).toEqual([forgotten.id])
    const counts = (await later.get(`/guardianships/count?region=${places.shuinan}`)).json()
    expect(counts).toMatchObject({ unopened: 1, open: before.open, overdue: overdue.length })
    expect(before.overdue).toBe(0)
    const waits = (await later.get('/home')).json().waiting as { title: { zh: string }; overdue: number }[]
    expect(waits.find(({ title }) => title.zh === '监护安排办理中')?.overdue).toBe(overdue.length)
    platform.clock.moveTo('2026-11-21T02:00:00Z')
  })

  it('is read page by page without leaving anybody out', async () => {
    const all = (await county.get('/guardianships?limit=200')).json().rows as GuardianshipRow[]
    const paged: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { rows: GuardianshipRow[]; next: string | null } = (
        await county.get(`/guardianships?limit=2${after === '' ? '' : `&after=${after}`}`)
      ).json()
      paged.push(...page.rows.map(({ id }) => id ?? ''))
      after = page.next
    }
    expect(paged).toEqual(all.map(({ id }) => id))
  })

  it('leaves as a marked file for a stated purpose, for those who may export', async () => {
    const path = `/guardianships/export?format=csv&purpose=${encodeURIComponent('季度督办')}`
    const file = await county.get(path)
    expect(file.statusCode).toBe(200)
    expect(file.body).toContain('甲无监')
    expect(file.body.replaceAll(/[\u200b-\u200d\u2060]/g, '')).toContain('季度督办')
    expect((await village.get(path)).statusCode).toBe(403)
  })

  it('shows another county nothing', async () => {
    expect((await neighbour.get(`/guardianships?region=${places.zhanggong}`)).json().rows).toEqual([])
    expect((await neighbour.get(`/guardianships/count?region=${places.zhanggong}`)).json()).toMatchObject({
      open: 0,
      unopened: 0,
    })
  })
})

describe('what becomes of an arrangement', () => {
  it('when the elder dies, and when that was a mistake', async () => {
    const elder = await flagged('子去世')
    const { version } = await fileOf(elder)
    await county.send('POST', `/elders/${elder.id}/death`, { version, diedOn: '2026-11-20', source: '家属' })
    expect((await read(county, elder)).arrangements).toMatchObject([{ state: 'ended', endedAs: 'died' }])
    const [report] = (await county.get(`/elders/${elder.id}/death-reports`)).json().rows
    const second = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const decide = (client: Client, decision: string) =>
      client.send('POST', `/death-reports/${report.county}/${report.id}/decide`, { decision, reason: '本人到场' })
    await decide(county, 'ask-undo')
    expect((await decide(second, 'undo')).statusCode).toBe(200)
    expect((await read(county, elder)).arrangements).toMatchObject([{ state: 'sought', dueOn: '2026-12-21' }])
    expect((await fileOf(elder)).categories).toContain('guardianship:none')
  })

  it('that is in force, when the elder moves: the guardian and the papers of every step go along', async () => {
    const elder = await guarded('卯在监')
    const asked = (
      await county.send('POST', '/elder-transfers', {
        elderId: elder.id,
        toRegion: places.nankangVillage,
        movedOn: '2026-11-10',
        reason: '随侄子生活',
      })
    ).json()
    await neighbour.send('POST', `/elder-transfers/${asked.county}/${asked.id}/decide`, {
      decision: 'accept',
      reason: '已核实',
    })
    await completeTransfer(platform.ground, asked)
    const { transfer } = (await neighbour.get(`/elder-transfers/${asked.county}/${asked.id}`)).json()
    const [there] = (await read(neighbour, { id: transfer.newElderId })).arrangements
    expect(there).toMatchObject({ state: 'in-force', candidate: { name: '王侄' } })
    expect(there?.steps[0]?.documents.map(({ kind }) => kind)).toEqual([
      'candidate-consent',
      'guardianship-agreement',
      'commitment',
    ])
    const file = (await neighbour.get(`/elders/${transfer.newElderId}`)).json() as ElderFile
    expect(file.relatedPersons).toMatchObject([{ name: '王侄', roles: ['guardian'] }])
    expect(file.categories).toContain('guardianship:guarded')
  })

  it('when the elder moves to another county, which takes it on where it stands', async () => {
    const elder = await flagged('丑迁出')
    await proposed(elder)
    const asked = (
      await county.send('POST', '/elder-transfers', {
        elderId: elder.id,
        toRegion: places.nankangVillage,
        movedOn: '2026-11-10',
        reason: '随侄子生活',
      })
    ).json()
    await neighbour.send('POST', `/elder-transfers/${asked.county}/${asked.id}/decide`, {
      decision: 'accept',
      reason: '已核实',
    })
    await completeTransfer(platform.ground, asked)
    const { transfer } = (await neighbour.get(`/elder-transfers/${asked.county}/${asked.id}`)).json()
    const there = await read(neighbour, { id: transfer.newElderId })
    expect(there.arrangements).toMatchObject([
      { state: 'proposed', responsible: '东门村', candidate: { name: '王侄', phone: '139****1234' } },
    ])
    const { due } = (await neighbour.get(`/elder-transfers/${asked.county}/${asked.id}`)).json()
    expect(due).toEqual([
      {
        zh: '监护安排：乡镇（街道）或县级作出决定（2026年12月6日前）',
        en: 'Guardianship: Township or county decides (by 6 Dec 2026)',
      },
    ])
    const waits = (await neighbour.get('/home')).json().waiting as { title: { zh: string }; count: number }[]
    expect(waits.find(({ title }) => title.zh === '监护安排办理中')?.count).toBe(1)
    expect((await read(county, elder)).arrangements).toMatchObject([{ state: 'ended', endedAs: 'moved' }])
    const phone = await neighbour.get(
      `/elders/${transfer.newElderId}/reveal?field=guardianCandidatePhone&recordId=${there.arrangements[0]?.id}&purpose=${encodeURIComponent('联系')}`,
    )
    expect(phone.json().value).toBe(candidate.phone)
  })
})
