import { currentLevel } from '@yinian/core/assessments/validity.ts'
import type { Circumstance, ElderOnDay, Programme, SelfCare } from '@yinian/core/indicators/measure.ts'
import { countyOf, isWithin, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { ageOn, type Day, firstDayOf, isIn, type Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { TestPlatform } from '../testing.ts'

/** A small part of the country: two counties of 赣州市 with two towns of two villages each. */
export const city: RegionCode = '360700000000'
export const counties = ['360702000000', '360703000000'] as const
export const towns = counties.flatMap((county) => ['101', '102'].map((town) => `${county.slice(0, 6)}${town}000`))
export const villages = towns.flatMap((town) => ['201', '202'].map((village) => `${town.slice(0, 9)}${village}`))
export const divisions: readonly RegionCode[] = [
  '000000000000',
  '360000000000',
  city,
  ...counties,
  ...towns,
  ...villages,
]

export const somebody = '00000000-0000-7000-8000-000000000001'
const organisationId = '00000000-0000-7000-8000-000000000002'

export interface WorldElder {
  readonly id: string
  readonly region: RegionCode
  readonly registered: RegionCode
  readonly birth: Day
  readonly diedOn: Day | null
  readonly movedAway?: boolean
  readonly circumstances: readonly { readonly of: Circumstance; readonly from: Day; readonly to: Day | null }[]
  readonly assessment: { readonly on: Day; readonly until: Day; readonly level: 0 | 1 | 2 | 3 | 4 } | null
  /** Where they lived and were registered before a day, within the same county. */
  readonly before: { readonly region: RegionCode; readonly registered: RegionCode; readonly until: Day } | null
}

export interface WorldPayment {
  readonly elder: WorldElder
  /** The division the entitlement rests on; its county pays. */
  readonly region: RegionCode
  readonly programme: Programme
  readonly month: Month
  readonly fen: number
  readonly age: number
  readonly selfCare: SelfCare | null
  readonly state: 'drafted' | 'approved' | 'paid' | 'returned'
}

const grades = { full: '全自理', partial: '半护理', none: '全护理' } as const

export async function layOutDivisions({ owner }: TestPlatform): Promise<void> {
  const rows = divisions.map((code) => {
    const level = levelOf(code)
    const above = divisions.filter((other) => other !== code && isWithin(code, other)).at(-1) ?? null
    const county = ['county', 'town', 'village'].includes(level) ? countyOf(code) : null
    return { code, name: `区划${code}`, level, parent: above, county, pinyin: '', initials: '' }
  })
  await owner.insertInto('region').values(rows).execute()
}

/** Puts a world in the place of the one before. */
export async function layOutWorld(
  { owner }: TestPlatform,
  elders: readonly WorldElder[],
  payments: readonly WorldPayment[],
  today: Day,
): Promise<void> {
  await sql`truncate elder, elder_circumstance, former_residence, assessment, benefit_run, benefit_payment,
    indicator_value, indicator_computation, indicator_centre cascade`.execute(owner)
  for (const elder of elders) await layOutElder({ owner }, elder, today)
  for (const payment of payments) await layOutPayment({ owner }, payment)
}

type Owner = Pick<TestPlatform, 'owner'>

async function layOutElder({ owner }: Owner, elder: WorldElder, today: Day): Promise<void> {
  const county = countyOf(elder.region)
  const at = new Date()
  const now = onDay(elder, today)
  const own = { county, elder_id: elder.id, region: elder.region, recorded_at: at, recorded_by: somebody }
  const died = elder.diedOn !== null
  await owner
    .insertInto('elder')
    .values({
      county,
      id: elder.id,
      region: elder.region,
      registered_region: elder.registered,
      name: '测试老人',
      pinyin: 'ceshilaoren',
      initials: 'cslr',
      sex: 'female',
      birth: elder.birth,
      ethnicity: '汉族',
      document_type: 'other',
      document_number_sealed: Buffer.alloc(1),
      document_number_index: Buffer.from(elder.id),
      document_number_masked: '',
      longitude: 114.9,
      latitude: 25.8,
      categories: [...now.circumstances],
      ability_level: elder.assessment?.level ?? null,
      ability_valid_until: elder.assessment?.until ?? null,
      state: died ? 'died' : elder.movedAway ? 'moved-out' : 'active',
      died_on: elder.diedOn,
      registered_at: at,
      updated_at: at,
    })
    .execute()
  for (const { of, from, to } of elder.circumstances) {
    const [kind = '', value = ''] = of.split(':')
    await owner
      .insertInto('elder_circumstance')
      .values({ ...own, id: newId(), kind, value, valid_from: from, valid_to: to, source: 'test' })
      .execute()
  }
  if (elder.before !== null) {
    const { region, registered, until } = elder.before
    await owner
      .insertInto('former_residence')
      .values({ ...own, id: newId(), former_region: region, former_registered_region: registered, valid_to: until })
      .execute()
  }
  if (elder.assessment !== null) await layOutAssessment({ owner }, elder, elder.assessment)
}

async function layOutAssessment(
  { owner }: Owner,
  elder: WorldElder,
  { on, until, level }: NonNullable<WorldElder['assessment']>,
): Promise<void> {
  const at = new Date(`${on}T04:00:00Z`)
  await owner
    .insertInto('assessment')
    .values({
      county: countyOf(elder.region),
      id: newId(),
      region: elder.region,
      number: elder.id,
      elder_id: elder.id,
      instrument_id: 'gbt-42195',
      instrument_version: '2022',
      reason: 'first',
      contact_name: '',
      phone_sealed: Buffer.alloc(1),
      phone_masked: '',
      state: 'confirmed',
      organisation_id: organisationId,
      information_sealed: Buffer.alloc(1),
      initial_level: level,
      final_level: level,
      requested_at: at,
      requested_by: somebody,
      assigned_at: at,
      due_on: on,
      signed_at: at,
      confirmed_at: at,
      confirmed_on: on,
      valid_until: until,
    })
    .execute()
}

async function layOutPayment({ owner }: Owner, payment: WorldPayment): Promise<void> {
  const county = countyOf(payment.region)
  const runId = newId()
  const at = new Date()
  await owner
    .insertInto('benefit_run')
    .values({
      county,
      id: runId,
      region: `${county}000000`,
      programme: payment.programme,
      month: payment.month,
      state: 'cancelled',
      policy: '{}',
      drafted_by: [somebody],
      drafted_at: at,
    })
    .execute()
  const facts = { 年龄: payment.age, ...(payment.selfCare === null ? {} : { 自理程度: grades[payment.selfCare] }) }
  await owner
    .insertInto('benefit_payment')
    .values({
      county,
      id: newId(),
      region: payment.region,
      run_id: runId,
      elder_county: countyOf(payment.elder.region),
      elder_id: payment.elder.id,
      elder_name: '测试老人',
      elder_pinyin: 'ceshilaoren',
      person_index: Buffer.from(payment.elder.id),
      programme: payment.programme,
      month: payment.month,
      fen: payment.fen,
      clause: '1',
      facts: JSON.stringify(facts),
      decision: '{}',
      payee_sealed: Buffer.alloc(1),
      state: payment.state,
      paid_at: payment.state === 'paid' ? at : null,
      returned_at: payment.state === 'returned' ? at : null,
    })
    .execute()
}

/** What is true of an elder on a day. */
export function onDay(
  elder: WorldElder,
  day: Day,
): ElderOnDay & { readonly region: RegionCode; readonly registered: RegionCode; readonly counts: boolean } {
  const { assessment, before } = elder
  const then = before !== null && day < before.until ? before : null
  const history =
    assessment === null
      ? []
      : [
          {
            state: 'confirmed' as const,
            confirmedOn: assessment.on,
            level: assessment.level,
            validUntil: assessment.until,
          },
        ]
  return {
    id: elder.id,
    age: ageOn(elder.birth, day),
    circumstances: elder.circumstances.filter(({ from, to }) => isIn({ from, to }, day)).map(({ of }) => of),
    abilityLevel: currentLevel(history, day).level as ElderOnDay['abilityLevel'],
    region: then?.region ?? elder.region,
    registered: then?.registered ?? elder.registered,
    counts: (elder.diedOn === null || elder.diedOn > day) && (!elder.movedAway || then !== null),
  }
}

export const monthStart = firstDayOf
