import { decidedStates, disabilityEvents, openStates } from '@yinian/core/insurance/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { ElderTrace, ErasureBlocker } from '../db/elder-trace.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { CarryOver, ElderRecords, FileOf, OnDeath, TellTimeline } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import { applicationLabel } from './application.ts'
import { leave } from './apply.ts'
import { decidedOf, gradeName } from './elder.ts'
import { type Held, move, subjectOf } from './move.ts'

const name: Text = { zh: '长护险失能等级评估', en: 'Disability-grade assessments' }

/** One person has one case in hand, and the grades of both files are theirs. */
export const insuranceRecords: readonly ElderRecords[] = [
  {
    relation: 'disability_assessment',
    name,
    how: 'moves',
    onTransfer: { ends: 'A case in hand ends with its agency; the grade in force is told to the county moved to.' },
    follows: true,
    async obstacles(tx, { county, survivorId, mergedId }) {
      const { rows } = await sql<{ open: number }>`
        select count(distinct elder_id)::int as open from disability_assessment
        where county = ${county} and elder_id in (${survivorId}, ${mergedId})
          and state = any (${sql.val([...openStates])}::text[])`.execute(tx)
      return (rows[0]?.open ?? 0) < 2
        ? []
        : [
            {
              zh: '两份档案各有一件失能等级评估正在办理，请先办完或撤回一件',
              en: 'both files have a disability-grade assessment in hand; finish or withdraw one first',
            },
          ]
    },
    async describe(tx, ids) {
      const rows = await tx
        .selectFrom('disability_assessment')
        .select(['id', 'number'])
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute()
      return new Map(
        rows.map(({ id, number }) => [
          id,
          { zh: `失能等级评估 ${number}`, en: `Disability-grade assessment ${number}` },
        ]),
      )
    },
  },
]

const through = { table: 'disability_assessment', column: 'assessment_id' }

/** Grades and scores stay for the counts of the past; words, papers and names go. */
export const elderTraces: readonly ElderTrace[] = [
  { table: 'disability_step', through, erase: { set: { reason: 'null' } } },
  { table: 'disability_sheet', through, erase: { set: { reason: `''` } } },
  {
    table: 'disability_assessor',
    through,
    erase: { keep: { zh: '不含老人的信息', en: 'Says nothing of the elder' } },
  },
  {
    table: 'disability_assessment',
    erase: {
      set: { applicant_name: `''`, phone_masked: `''`, evidence_note: 'null' },
      seal: [{ column: 'application_sealed', label: applicationLabel, as: '{}' }],
    },
  },
]

export const openDisability: ErasureBlocker = async (tx, { county, id }) => {
  const open = await tx
    .selectFrom('disability_assessment')
    .select('number')
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .where('state', 'in', openStates)
    .limit(1)
    .executeTakeFirst()
  return open
    ? [{ zh: `失能等级评估 ${open.number} 还没有办结`, en: `disability-grade assessment ${open.number} is still open` }]
    : []
}

/** Ends what is in hand; what was signed stays on record. */
async function lapse(work: Work, elder: Pick<FileOf, 'county' | 'id'>, reason: string): Promise<Held[]> {
  const open = await work.tx
    .selectFrom('disability_assessment')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('state', 'in', openStates)
    .forUpdate()
    .execute()
  for (const held of open) await move(work, held, 'lapse', { reason, detail: { before: held.state } })
  return open
}

/** With the life ends what was asked for it; a mistaken death puts it back where it stood. */
export const insuranceOnDeath: OnDeath = {
  closed: async (work, elder, reason) => (await lapse(work, elder, reason)).map(({ id, state }) => `${state} ${id}`),
  undone: async (work, elder, closed) => {
    for (const one of closed) {
      const [before = 'applied', id = ''] = one.split(' ')
      await work.tx
        .updateTable('disability_assessment')
        .set((update) => ({ state: before, version: update('version', '+', 1) }))
        .where('county', '=', elder.county)
        .where('id', '=', id)
        .where('state', '=', 'lapsed')
        .execute()
    }
  },
}

/** The agency of the former place stops; the grade in force is told to the county moved to, which need not ask again. */
export const insuranceCarryOver: CarryOver = {
  name,
  carry: async (work, from, to) => {
    const ended = await lapse(work, from, '老人已迁往外县')
    for (const held of ended) await leave(work, held)
    const grades = (await decidedOf(work.tx, from)).filter(
      ({ valid_until: until }) => (until ?? '') >= work.actor.today,
    )
    const [last] = grades
    if (last) await carryGrade(work, last, from, to)
    const due: Text[] =
      ended.length === 0
        ? []
        : [
            {
              zh: '在原地申请的长护险失能等级评估没有办完，需要的向迁入地经办机构重新申请',
              en: 'A disability-grade assessment applied for at the former place was not finished; apply anew here where it is needed',
            },
          ]
    return { along: last ? 1 : 0, ended: [{ name, count: ended.length }], due }
  },
}

async function carryGrade(work: Work, last: Held, from: FileOf, to: FileOf): Promise<void> {
  const { tx, actor, vault } = work
  const id = newId(actor.now)
  const place = last.carried_from === '' ? (await nameRegions(tx, [from.region]))(from.region).path : last.carried_from
  const row = {
    county: to.county,
    id,
    region: to.region,
    number: last.number,
    elder_id: to.id,
    state: 'delivered',
    instrument_id: last.instrument_id,
    instrument_version: last.instrument_version,
    rule: JSON.stringify(last.rule),
    channel: last.channel,
    applicant_kind: last.applicant_kind,
    applicant_name: '',
    enrolment: last.enrolment,
    application_sealed: await vault.seal(to.county, applicationLabel(id), '{}'),
    applied_on: last.applied_on,
    applied_at: last.applied_at,
    applied_by: actor.accountId,
    conclusion: JSON.stringify(last.conclusion),
    grade: last.grade,
    decided_on: last.decided_on,
    decided_by: last.decided_by,
    decided_by_name: last.decided_by_name,
    valid_until: last.valid_until,
    delivered_on: last.delivered_on,
    carried_from: place,
  }
  await tx.insertInto('disability_assessment').values(row).execute()
  await audit(work, 'insurance.carried', {
    ...subjectOf({ id, region: to.region, elder_id: to.id }),
    detail: { grade: last.grade, number: last.number },
  })
}

const told = ['decide', 'object', 'uphold', 'reassess'] as const

/** What of a case belongs into an elder's life: the grade and what became of it, to whom dates are told (B08). */
export const tellDisability: TellTimeline = async (tx, elder) => {
  if (!elder.levelDates) return []
  const rows = await tx
    .selectFrom('disability_step as s')
    .innerJoin('disability_assessment as d', (join) =>
      join.onRef('d.county', '=', 's.county').onRef('d.id', '=', 's.assessment_id'),
    )
    .select(['s.event', 's.at', 'd.grade', 'd.valid_until'])
    .where('d.county', '=', elder.county)
    .where('d.elder_id', '=', elder.id)
    .where('d.state', 'in', decidedStates)
    .where('s.event', 'in', [...told])
    .execute()
  return rows.map((row) => {
    const event = row.event as (typeof told)[number]
    const grade = gradeName(row)
    const until = row.valid_until === null ? null : dayText(row.valid_until)
    return {
      at: row.at.toISOString(),
      module: 'insurance',
      title:
        event === 'decide'
          ? { zh: `长护险失能等级：${grade.zh}`, en: `Disability grade: ${grade.en}` }
          : {
              zh: `失能等级评估：${disabilityEvents[event].name.zh}`,
              en: `Disability grade: ${disabilityEvents[event].name.en}`,
            },
      detail:
        event === 'decide' && until !== null ? { zh: `有效期至${until.zh}`, en: `Valid until ${until.en}` } : null,
      link: null,
    }
  })
}
