import type { ElderFile } from '@yinian/core/people/api.ts'
import type { ElderAsOf, ElderChange } from '@yinian/core/people/as-of-api.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getActor } from '../../access/index.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { setAbility } from '../operations/for-other-modules.ts'
import { layOutPlaces, places, registered } from '../testing.ts'

let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform('2026-01-01T02:00:00.000Z', {
    sessionHours: 24 * 365,
    sessionIdleMinutes: 60 * 24 * 365,
  })
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'as-of-officer')
})
afterAll(() => platform.close())

const at = (instant: string) => platform.clock.moveTo(instant)
const read = async (id: string): Promise<ElderFile> => (await officer.get(`/elders/${id}`)).json()

async function change(id: string, body: object): Promise<void> {
  const { version } = await read(id)
  const answer = await officer.send('PATCH', `/elders/${id}`, { version, ...body })
  if (answer.statusCode !== 200) throw new Error(answer.body)
}

async function asOf(id: string, day: string, known?: string, client = officer): Promise<ElderAsOf> {
  const answer = await client.get(`/elders/${id}/as-of?day=${day}${known ? `&known=${known}` : ''}`)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

describe('a file as of a day, as it was known then', () => {
  it('tells a change from a correction', async () => {
    at('2026-01-02T02:00:00.000Z')
    const { id } = await registered(officer, { name: '李氏名', phone: '13900030001' })
    at('2026-03-01T02:00:00.000Z')
    await change(id, { phone: '13900030002', from: '2026-02-10' })
    at('2026-04-01T02:00:00.000Z')
    await change(id, { name: '李是名' })

    const held = (day: string, known?: string) => asOf(id, day, known).then(({ facts }) => facts?.particulars)
    expect(await held('2026-02-09')).toMatchObject({ phone: '139****0001', name: '李是名' })
    expect(await held('2026-02-10')).toMatchObject({ phone: '139****0002', name: '李是名' })
    expect(await held('2026-02-10', '2026-02-28')).toMatchObject({ phone: '139****0001', name: '李氏名' })
    expect((await asOf(id, '2026-01-01', '2026-01-01')).facts).toBeNull()
  })

  it('knows a circumstance to go on until its end was written down', async () => {
    at('2026-04-02T02:00:00.000Z')
    const { id } = await registered(officer, {
      name: '周情形',
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2025-01-01', source: '县民政局' }],
    })
    at('2026-05-01T02:00:00.000Z')
    const [period] = (await read(id)).circumstances
    await officer.send('POST', `/elders/${id}/circumstances/${period?.id}/end`, {
      to: '2026-03-01',
      reason: '不再符合',
    })
    const held = (day: string, known?: string) =>
      asOf(id, day, known).then(({ facts }) => facts?.circumstances.map(({ category }) => category))
    expect(await held('2026-03-15')).toEqual([])
    expect(await held('2026-03-15', '2026-04-30')).toEqual(['hardship:dibao'])
    expect(await held('2026-02-15')).toEqual(['hardship:dibao'])
    const { bars } = await asOf(id, '2026-03-15', '2026-04-30')
    expect(bars.find(({ track }) => track === 'category')).toMatchObject({ from: '2025-01-01', to: null })
  })

  it('keeps the former value sealed, opens it for a purpose, and lists who changed what', async () => {
    at('2026-05-02T02:00:00.000Z')
    const { id } = await registered(officer, {
      name: '吴变更',
      payee: { accountName: '吴变更', bank: '赣州银行', accountNumber: '6222000011112222' },
    })
    at('2026-05-03T02:00:00.000Z')
    await change(id, { payee: { accountName: '吴变更', bank: '农业银行', accountNumber: '6222000033334444' } })
    const answer = await officer.get(`/elders/${id}/changes`)
    const { rows } = answer.json() as { rows: ElderChange[] }
    expect(answer.body).not.toContain('6222000011112222')
    const [payee] = rows
    expect(payee).toMatchObject({
      from: { zh: '赣州银行 ****2222' },
      to: { zh: '农业银行 ****4444' },
      why: 'change',
      by: 'as-of-officer',
    })
    const opened = await officer.get(
      `/elders/${id}/reveal?field=formerParticular&formerParticularId=${payee?.formerParticularId}&purpose=${encodeURIComponent('核对退汇')}`,
    )
    expect(opened.json().value).toContain('6222000011112222')
  })

  it('says where the elder lived as the register knew it, and puts the look on record', async () => {
    at('2026-05-04T02:00:00.000Z')
    const { id } = await registered(officer, { name: '郑搬家' })
    at('2026-06-01T02:00:00.000Z')
    await change(id, { region: places.otherVillage, from: '2026-05-20' })
    expect((await asOf(id, '2026-05-21')).facts?.region).toBe(places.otherVillage)
    expect((await asOf(id, '2026-05-19')).facts?.region).toBe(places.village)
    expect((await asOf(id, '2026-05-21', '2026-05-31')).facts?.region).toBe(places.village)
    const { rows } = (await officer.get(`/elders/${id}/looks`)).json()
    expect(rows.map(({ action }: { action: { zh: string } }) => action.zh)).toContain('查看某日情况')
  })

  it('undoes a mistaken death, and remembers that it was believed', async () => {
    at('2026-06-02T02:00:00.000Z')
    const second = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'as-of-second')
    const { id, version } = await registered(officer, { name: '王误报' })
    at('2026-06-03T02:00:00.000Z')
    await officer.send('POST', `/elders/${id}/death`, { version, diedOn: '2026-06-02', source: '村' })
    const [report] = (await officer.get(`/elders/${id}/death-reports`)).json().rows
    at('2026-06-10T02:00:00.000Z')
    const path = `/death-reports/${report.county}/${report.id}/decide`
    const asked = await officer.send('POST', path, { decision: 'ask-undo', reason: '同名误报' })
    expect(asked.statusCode, asked.body).toBe(200)
    const undone = await second.send('POST', path, { decision: 'undo', reason: '已见到本人' })
    expect(undone.statusCode, undone.body).toBe(200)
    expect((await asOf(id, '2026-06-05')).facts?.state).toBe('active')
    expect((await asOf(id, '2026-06-05', '2026-06-05')).facts?.state).toBe('died')
  })

  it('shows a merged file as it was before, between and after', async () => {
    at('2026-06-11T02:00:00.000Z')
    const one = await registered(officer, { name: '孙并档', phone: '13900040001' })
    const other = await registered(officer, {
      name: '孙并裆',
      phone: '13900040002',
      circumstances: [{ kind: 'hardship', value: 'dibao', from: '2025-01-01', source: '村' }],
    })
    at('2026-06-12T02:00:00.000Z')
    const made = await officer.send('POST', '/elder-merges', {
      survivorId: one.id,
      survivorVersion: one.version,
      mergedId: other.id,
      mergedVersion: other.version,
      choices: { name: 'survivor', document: 'survivor', phone: 'merged' },
      reason: '同一人',
    })
    expect(made.statusCode, made.body).toBe(200)
    at('2026-06-14T02:00:00.000Z')
    const { county, id } = made.json()
    expect(
      (await officer.send('POST', `/elder-merges/${county}/${id}/undo`, { reason: '两个人', rows: [] })).statusCode,
    ).toBe(200)
    const held = async (known?: string) => {
      const { facts } = await asOf(one.id, '2026-06-11', known)
      return [facts?.particulars.phone, facts?.circumstances.length]
    }
    expect(await held('2026-06-11')).toEqual(['139****0001', 0])
    expect(await held('2026-06-13')).toEqual(['139****0002', 1])
    expect(await held()).toEqual(['139****0001', 0])
    expect((await asOf(other.id, '2026-06-11', '2026-06-11')).facts?.circumstances).toHaveLength(1)
  })

  it('is refused to another county, and tells a village no date of a level', async () => {
    at('2026-06-15T02:00:00.000Z')
    const { id } = await registered(officer, { name: '钱等级' })
    const actor = await getActor(platform.database, officer.accountId, platform.clock.now())
    const scope = { role: 'official', regions: [places.zhanggong], accountId: officer.accountId } as const
    await platform.as(scope, (tx) =>
      setAbility({ ...platform.ground, tx, actor }, id, { level: 3, validUntil: '2026-12-01', source: '评估' }),
    )
    const village = await platform.signedIn('village-worker', places.village)
    const shown = await asOf(id, '2026-06-15', undefined, village)
    expect(shown).toMatchObject({ levelDates: false, today: { level: { level: 3, validUntil: null } } })
    expect(shown.bars.filter(({ track }) => track === 'level')).toEqual([])
    expect((await asOf(id, '2026-06-14', undefined, village)).facts?.level).toBeNull()
    const row = (await village.get(`/elders/${id}`)).json()
    expect(row).toMatchObject({ abilityLevel: 3, abilityValidUntil: null })
    expect((await officer.get(`/elders/${id}`)).json().abilityValidUntil).toBe('2026-12-01')
    const far = await platform.signedIn('civil-affairs-officer', places.nankang)
    expect((await far.get(`/elders/${id}/as-of`)).statusCode).toBe(404)
  })
})

/** What an officer may do to a file, with the day it holds from. */
type Step =
  | {
      readonly do: 'phone' | 'name' | 'place'
      readonly why: 'change' | 'correction'
      readonly value: number
      readonly back: number
    }
  | { readonly do: 'begin'; readonly value: number; readonly back: number }
  | { readonly do: 'end'; readonly back: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('phone' as const, 'name' as const),
    why: fc.constantFrom('change' as const, 'correction' as const),
    value: fc.nat(5),
    back: fc.nat(6),
  }),
  fc.record({
    do: fc.constant('place' as const),
    why: fc.constant('change' as const),
    value: fc.nat(1),
    back: fc.nat(3),
  }),
  fc.record({ do: fc.constant('begin' as const), value: fc.nat(2), back: fc.nat(12) }),
  fc.record({ do: fc.constant('end' as const), back: fc.nat(6) }),
)

const dayOf = (offset: number) => new Date(Date.UTC(2026, 7, 1 + offset)).toISOString().slice(0, 10)
const instantOf = (offset: number) => `${dayOf(offset)}T02:00:00.000Z`
const values = ['tekun', 'dibao', 'low-income']
const villages = [places.village, places.otherVillage]

/** What the register believed of every day, by somebody who writes the whole belief down anew at every step. */
class Believer {
  readonly beliefs: { readonly known: number; readonly on: (day: string) => Record<string, unknown> }[] = []
  private readonly lines: Record<string, (day: string) => string>
  private readonly starts: Record<string, string> = {}
  private hardship: { value: string; from: string; to: string | null }[] = []
  constructor(phone: string, name: string, place: string) {
    this.lines = { phone: () => phone, name: () => name, place: () => place }
    this.write(0)
  }
  set(line: string, value: string, from: string, why: 'change' | 'correction'): void {
    const before = this.lines[line] ?? (() => '')
    const start = why === 'correction' ? (this.starts[line] ?? '') : from
    this.lines[line] = (day) => (day >= start ? value : before(day))
    this.starts[line] = start
  }
  begin(value: string, from: string): void {
    const live = this.hardship.filter(({ from: begun, to }) => to !== begun)
    const later =
      live
        .map((one) => one.from)
        .filter((one) => one > from)
        .sort()[0] ?? null
    for (const one of live) if (one.from <= from && (one.to === null || one.to > from)) one.to = from
    this.hardship.push({ value, from, to: later })
  }
  /** @returns whether there was something to end */
  end(to: string): boolean {
    const open = this.hardship.find((one) => one.to === null)
    if (!open || to < open.from) return false
    open.to = to
    return true
  }
  write(known: number): void {
    const { ...lines } = this.lines
    const hardship = this.hardship.map((one) => ({ ...one }))
    this.beliefs.push({
      known,
      on: (day) => ({
        ...Object.fromEntries(Object.entries(lines).map(([line, of]) => [line, of(day)])),
        hardship: hardship
          .filter(({ from, to }) => from <= day && (to === null || to > day))
          .map(({ value }) => `hardship:${value}`),
      }),
    })
  }
  on(day: string, known: number) {
    return this.beliefs.findLast((one) => one.known <= known)?.on(day)
  }
}

describe('any sequence of changes and corrections', () => {
  it('is answered as a replay of what was written down until then, and never with something learnt later', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), step), { minLength: 3, maxLength: 9 }),
        fc.array(fc.tuple(fc.integer({ min: -15, max: 40 }), fc.nat(40)), { minLength: 8, maxLength: 8 }),
        async (steps, questions) => {
          at(instantOf(0))
          const { id } = await registered(officer, { name: '何零', phone: '13900050009' })
          const believer = new Believer('139****0009', '何零', places.village)
          let now = 0
          let lastMove = ''
          for (const [pause, one] of steps) {
            now += pause
            at(instantOf(now))
            const from = dayOf(now - one.back)
            if (one.do === 'begin') {
              const value = values[one.value] ?? ''
              const body = { kind: 'hardship', value, from, source: '村' }
              expect((await officer.send('POST', `/elders/${id}/circumstances`, body)).statusCode).toBe(200)
              believer.begin(value, from)
            } else if (one.do === 'end') {
              const open = (await read(id)).circumstances.find(({ to }) => to === null)
              if (believer.end(from) && open)
                await officer.send('POST', `/elders/${id}/circumstances/${open.id}/end`, { to: from, reason: '核实' })
            } else if (one.do === 'place') {
              const region = villages[one.value] ?? ''
              if (from < lastMove || (await read(id)).region === region) continue
              await change(id, { region, registeredRegion: places.village, from })
              believer.set('place', region, from, 'change')
              lastMove = from
            } else {
              const value = one.do === 'phone' ? `1390005000${one.value}` : `何${'一二三四五六'[one.value]}`
              if (one.do === 'name' && (await read(id)).name === value) continue
              await change(id, { [one.do]: value, why: one.why, from })
              believer.set(one.do, one.do === 'phone' ? `139****000${one.value}` : value, from, one.why)
            }
            believer.write(now)
          }
          at(instantOf(45))
          for (const [day, known] of questions) {
            const { facts } = await asOf(id, dayOf(day), instantOf(known))
            expect({
              phone: facts?.particulars.phone,
              name: facts?.particulars.name,
              place: facts?.region,
              hardship: facts?.circumstances.map(({ category }) => category),
            }).toEqual(believer.on(dayOf(day), known))
          }
        },
      ),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)
})
