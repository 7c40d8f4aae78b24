import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { circumstanceKinds } from '@yinian/core/people/circumstances.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Database } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import { fillCare, fillGuardianship } from './testing-care.ts'

export interface WorldElder {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly documentIndex: Buffer
}

/** Numbers that come from one seed, so that a world is made again by naming it. */
export function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const at = new Date('2026-03-01T00:00:00Z')
const who = '00000000-0000-7000-8000-00000000000a'

/** Fills every table that keeps records of elders with some of one elder’s, as the owner, past all procedure. */
export async function fillWorld(
  owner: Database,
  elder: WorldElder,
  third: WorldElder,
  draw: (below: number) => number,
): Promise<void> {
  const { county, region } = elder
  const mine = { county, region, elder_id: elder.id }
  const day = () => addDays('2024-01-01', draw(800))
  const some = (up: number) => Array.from({ length: 1 + draw(up) }, (_, index) => index)
  let from = '2020-01-01'
  const kinds = Object.entries(circumstanceKinds)
  for (const _ of some(4)) {
    const [kind, { values }] = kinds[draw(kinds.length)] ?? ['hardship', circumstanceKinds.hardship]
    const value = Object.keys(values)[draw(Object.keys(values).length)] ?? ''
    const to = addDays(from, 1 + draw(900))
    await owner
      .insertInto('elder_circumstance')
      .values({
        ...mine,
        id: newId(at),
        kind,
        value,
        valid_from: from,
        valid_to: draw(4) === 0 ? null : to,
        source: '村',
        recorded_at: at,
        recorded_by: who,
      })
      .execute()
    from = to
  }
  for (const _ of some(2)) await fillFamily(owner, mine, newId(at))
  for (const _ of some(3))
    await owner
      .insertInto('related_person')
      .values({
        ...mine,
        id: newId(at),
        name: ['李芳', '李强'][draw(2)] ?? '',
        relation: 'daughter',
        roles: [['carer', 'supporter'][draw(2)] ?? ''],
        note: ['', '住县城'][draw(2)] ?? '',
        valid_from: day(),
        recorded_at: at,
        recorded_by: who,
      })
      .execute()
  for (const _ of some(2)) {
    const id = newId(at)
    await owner
      .insertInto('former_number')
      .values({ ...mine, id, register: '老年人证', number: id })
      .execute()
    await owner
      .insertInto('former_document')
      .values({
        ...mine,
        id: newId(at),
        document_type: 'other',
        number_sealed: Buffer.from(id),
        number_index: Buffer.from(id),
        number_masked: '**',
        reason: '录入错误',
        recorded_at: at,
        recorded_by: who,
        recorded_by_name: '王',
      })
      .execute()
    await owner
      .insertInto('former_residence')
      .values({
        ...mine,
        id: newId(at),
        former_region: region,
        former_registered_region: region,
        valid_to: day(),
        recorded_at: at,
        recorded_by: who,
      })
      .execute()
    await owner
      .insertInto('elder_former_particular')
      .values({
        ...mine,
        id: newId(at),
        of_file: elder.id,
        field: ['name', 'phone'][draw(2)] ?? '',
        value: '旧',
        value_sealed: Buffer.from(id),
        why: 'correction',
        known_until: at,
        changed_by: who,
        changed_by_name: '王',
      })
      .execute()
    await owner
      .insertInto('death_report')
      .values({
        ...mine,
        id: newId(at),
        registered_region: region,
        reported_region: region,
        elder_name: '某',
        document_masked: '**',
        source: 'village',
        died_on: day(),
        state: 'mistaken',
        reported_at: at,
        reported_by: who,
        reported_by_name: '王',
        decided_at: at,
      })
      .execute()
  }
  for (const _ of some(2)) {
    const confirmed = addDays('2025-01-01', draw(400))
    const sealed = Buffer.from('sealed')
    await owner
      .insertInto('assessment')
      .values({
        ...mine,
        id: newId(at),
        number: newId(at),
        instrument_id: gbt42195.id,
        instrument_version: gbt42195.version,
        reason: 'first',
        contact_name: '李',
        phone_sealed: sealed,
        phone_masked: '**',
        state: 'confirmed',
        organisation_id: who,
        assigned_at: at,
        due_on: confirmed,
        information_sealed: sealed,
        initial_level: 1,
        final_level: 1 + draw(4),
        requested_at: at,
        requested_by: who,
        signed_at: at,
        confirmed_at: at,
        confirmed_by: who,
        confirmed_on: confirmed,
        valid_until: addDays(confirmed, 300 + draw(500)),
      })
      .execute()
  }
  await fillMoney(owner, elder, draw)
  await fillGuardianship(owner, { mine, at, who, draw })
  await fillCare(owner, { mine, at, who, draw })
  await fillSurvey(owner, mine)
  await fillDisability(owner, mine, 'delivered')
  const sealed = Buffer.from('sealed')
  const recorded = { recorded_at: at, recorded_by: who, recorded_by_name: '王' }
  await owner
    .insertInto('instrument_record')
    .values({
      ...mine,
      ...recorded,
      id: newId(at),
      kind: 'old-ability',
      instrument_id: 'mzt-039',
      instrument_version: '2013',
      assessed_on: `2020-0${1 + draw(3)}-01`,
      content_sealed: sealed,
      paper_number: 'A-1',
      origin: 'import',
    })
    .execute()
  await owner
    .insertInto('health_finding')
    .values({
      ...mine,
      ...recorded,
      id: newId(at),
      kind: 'fall',
      value_sealed: sealed,
      found_on: day(),
      source: '卫生院',
    })
    .execute()
  await owner
    .insertInto('consent')
    .values({
      ...mine,
      ...recorded,
      id: newId(at),
      kind: ['publish-photo', 'home-monitoring'][draw(2)] ?? '',
      wording_version: '2026-1',
      wording: '{}',
      given_by: 'elder',
      manner: 'paper',
      given_on: day(),
    })
    .execute()
  await owner
    .insertInto('retention_hold')
    .values({
      ...mine,
      id: newId(at),
      kind: 'other',
      reason: '待核实',
      placed_by: who,
      placed_name: '钟',
      placed_at: at,
    })
    .execute()
  const home = { county, id: newId(at), region }
  await owner
    .insertInto('place')
    .values({
      ...home,
      type: 'monastery-support-point',
      name: home.id,
      recorded_at: at,
      recorded_by: who,
      updated_at: at,
    })
    .execute()
  await owner
    .insertInto('place_resident')
    .values({
      ...mine,
      id: newId(at),
      place_id: home.id,
      valid_from: '2026-01-01',
      recorded_at: at,
      recorded_by: who,
      ...(draw(2) === 0 ? {} : { valid_to: '2026-02-01', left_because: '转出' }),
    })
    .execute()
  const [first, second] = [elder, third].sort((one, other) => (one.id < other.id ? -1 : 1)) as [WorldElder, WorldElder]
  await sql`insert into elder_pair (county, id, region, elder_id, other_county, other_region, other_id, score, reasons, found_at)
    values (${first.county}, ${newId(at)}, ${first.region}, ${first.id}, ${second.county}, ${second.region}, ${second.id}, 60,
      '{name-birth}', ${at}) on conflict do nothing`.execute(owner)
}

const programmes = ['old-age-allowance', 'nursing-allowance']

/** Months paid by the elder’s own county and by another, with the claim on the month and the account it went to. */
async function fillMoney(owner: Database, elder: WorldElder, draw: (below: number) => number): Promise<void> {
  for (const county of [elder.county, '360703']) {
    const region = county.padEnd(12, '0')
    for (const month of ['2026-08', '2026-09', '2026-10']) {
      const programme = programmes[draw(2)] ?? ''
      const state = ['paid', 'approved', 'returned', 'held', 'cancelled'][draw(5)] ?? 'paid'
      const run = await owner
        .insertInto('benefit_run')
        .values({
          county,
          id: newId(at),
          region,
          programme,
          month,
          state: 'paid',
          policy: '{}',
          drafted_by: [who],
          drafted_at: at,
          approved_by: elder.id,
          approved_at: at,
          paid_by: who,
          paid_at: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const id = newId(at)
      await owner
        .insertInto('benefit_payment')
        .values({
          county,
          id,
          region,
          run_id: run.id,
          elder_county: elder.county,
          elder_id: elder.id,
          elder_name: '某',
          elder_pinyin: 'mou',
          programme,
          month,
          fen: 5_000 + draw(9_000),
          clause: '一',
          facts: '{}',
          decision: '{}',
          person_index: elder.documentIndex,
          payee_sealed: Buffer.from('p'),
          state,
          paid_at: at,
          returned_at: at,
        })
        .execute()
      if (state !== 'held' && state !== 'cancelled')
        await owner
          .insertInto('benefit_claim')
          .values({ person_index: elder.documentIndex, programme, month, county, payment_id: id })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      if (draw(2) === 0)
        await owner
          .insertInto('benefit_untold')
          .values({
            county,
            id: newId(at),
            region,
            run_id: run.id,
            elder_id: elder.id,
            elder_name: '某',
            elder_pinyin: 'mou',
            facts: ['能力等级'],
            clause: '一',
          })
          .execute()
    }
    if (draw(3) > 0)
      await owner
        .insertInto('ledger_account')
        .values({ county, id: newId(at), region, kind: 'recipient', elder_id: elder.id, holder: '某', opened_at: at })
        .execute()
  }
}

/** Every row of every table, as text and in order, without what a merge and its undoing say of themselves. */
export async function everyRow(owner: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('command', 'session', 'account', 'audit_event', 'elder_merge', 'elder_merge_row', 'elder_merge_sealed', 'data_key') order by 1`.execute(
    owner,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - ${name === 'elder' ? ['version', 'updated_at'] : []}::text[])::text as row from ${sql.table(name)} t order by 1`.execute(
      owner,
    )
    found[name] = rows.map(({ row }) => row)
  }
  return found
}

/** What an elder and a relative asked, and an account that sees the file. */
async function fillFamily(
  owner: Database,
  mine: { county: string; region: string; elder_id: string },
  id: string,
): Promise<void> {
  const asked = {
    ...mine,
    asked_as: 'self',
    asker_name: '某',
    channel: 'phone',
    asked_at: at,
    asked_by: who,
    due_on: '2026-04-01',
  }
  await owner
    .insertInto('look_question')
    .values({ ...asked, id, look_id: id, look_at: at, look: '{}', question: '谁？' })
    .execute()
  await owner
    .insertInto('correction_request')
    .values({ ...asked, id: newId(at), field: 'phone', wanted_sealed: Buffer.from(id) })
    .execute()
  const account = {
    id,
    name: id.replaceAll(/[^0-9a-f]/g, ''),
    display_name: '',
    region: mine.region,
    password_hash: '',
    created_at: at,
  }
  await owner
    .insertInto('account')
    .values({ ...account, kind: 'person' })
    .execute()
  await owner
    .insertInto('elder_access')
    .values({
      ...mine,
      id: newId(at),
      account_id: id,
      holder_name: '某',
      stands_as: 'self',
      identity_seen: '身份证',
      valid_from: '2026-03-01',
      given_at: at,
      given_by: who,
      given_by_name: '王',
    })
    .execute()
}

/** A grade of the insurance; open, it has none yet. */
export async function fillDisability(
  owner: Database,
  mine: { county: string; region: string; elder_id: string },
  state: 'applied' | 'delivered',
): Promise<void> {
  const decided = {
    grade: 4,
    decided_on: '2026-02-01',
    decided_by: who,
    valid_until: '2028-01-31',
    delivered_on: '2026-02-02',
  }
  await owner
    .insertInto('disability_assessment')
    .values({
      ...mine,
      ...(state === 'delivered' ? decided : {}),
      id: newId(at),
      number: newId(at),
      state,
      instrument_id: 'ltci-grade',
      instrument_version: '2021',
      rule: '{}',
      channel: 'counter',
      applicant_kind: 'self',
      applicant_name: '某',
      enrolment: 'resident',
      application_sealed: Buffer.from('sealed'),
      applied_on: '2026-01-01',
      applied_at: at,
      applied_by: who,
    })
    .execute()
}

async function fillSurvey(owner: Database, mine: { county: string; region: string; elder_id: string }): Promise<void> {
  const asked = { ...mine, campaign_id: newId(at), respondent_id: newId(at) }
  const { respondent_id: id, ...listed } = asked
  await owner
    .insertInto('survey_respondent')
    .values({ ...listed, id })
    .execute()
  await owner
    .insertInto('survey_answer')
    .values({
      ...asked,
      id: newId(at),
      outcome: 'not-met',
      made_at: at,
      received_at: at,
      received_by: who,
      received_by_name: '王',
    })
    .execute()
  await owner
    .insertInto('survey_proposal')
    .values({ ...asked, id: newId(at), kind: 'relative', proposed_at: at, proposed_by_name: '王' })
    .execute()
  await owner
    .insertInto('survey_referral')
    .values({ ...asked, id: newId(at), need: 'meals', noted_at: at, changed_at: at, changed_by_name: '王' })
    .execute()
}
