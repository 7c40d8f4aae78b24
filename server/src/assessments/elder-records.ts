import { openStates, resultStates } from '@yinian/core/assessments/procedure.ts'
import { sql } from 'kysely'
import type { CarryOver, ElderRecords } from '../people/index.ts'

/** What becomes of assessments when two files turn out to be one person’s: they are hers, and the last result counts. */
const assessments: ElderRecords = {
  relation: 'assessment',
  name: { zh: '能力评估', en: 'Assessments' },
  how: 'moves',
  onTransfer: { stays: 'It was made and paid for there; the level in force is recognised on the new file.' },
  async obstacles(tx, { county, survivorId, mergedId }) {
    const { rows } = await sql<{ open: number }>`
      select count(distinct elder_id)::int as open from assessment
      where county = ${county} and elder_id in (${survivorId}, ${mergedId}) and state = any (${sql.val([...openStates])}::text[])`.execute(
      tx,
    )
    return (rows[0]?.open ?? 0) < 2
      ? []
      : [
          {
            zh: '两份档案各有一项评估正在办理，请先办完或取消一项',
            en: 'both files have an assessment in hand; finish or cancel one first',
          },
        ]
  },
  async level(tx, { county, survivorId, mergedId }) {
    const { rows } = await sql<{ elderId: string; level: number; validUntil: string }>`
      select elder_id as "elderId", final_level as level, valid_until as "validUntil" from assessment
      where county = ${county} and elder_id in (${survivorId}, ${mergedId}) and state = any (${sql.val([...resultStates])}::text[])
      order by confirmed_on desc, confirmed_at desc, id desc limit 1`.execute(tx)
    return rows[0]
  },
  async describe(tx, ids) {
    const rows = await tx
      .selectFrom('assessment')
      .select(['id', 'number'])
      .where(sql<boolean>`id = any (${ids}::uuid[])`)
      .execute()
    return new Map(rows.map(({ id, number }) => [id, { zh: `评估 ${number}`, en: `Assessment ${number}` }]))
  },
}

/** One paper says its result once, and somebody comes to a joint day once. */
export const assessmentRecords: readonly ElderRecords[] = [
  assessments,
  {
    relation: 'instrument_record',
    name: { zh: '其他评估记录', en: 'Records of other instruments' },
    how: 'moves',
    onTransfer: { stays: 'The paper lies there.' },
    async same(tx, { county, survivorId, mergedId }) {
      const { rows } = await sql<{ id: string }>`
        select theirs.id from instrument_record theirs join instrument_record ours
          on ours.county = theirs.county and ours.instrument_id = theirs.instrument_id
          and ours.assessed_on = theirs.assessed_on and ours.paper_number is not distinct from theirs.paper_number
        where theirs.county = ${county} and theirs.elder_id = ${mergedId} and ours.elder_id = ${survivorId}
          and theirs.origin <> 'form' and ours.origin <> 'form' and theirs.voided_at is null and ours.voided_at is null`.execute(
        tx,
      )
      return rows.map(({ id }) => id)
    },
  },
  {
    relation: 'joint_booking',
    name: { zh: '联合体检评估预约', en: 'Bookings of joint days' },
    how: 'moves',
    onTransfer: { stays: 'Whoever was called and does not come is marked absent on the day.' },
    async obstacles(tx, { county, survivorId, mergedId }) {
      const { rows } = await sql<{ booked: number }>`
        select count(distinct elder_id)::int as booked from joint_booking
        where county = ${county} and elder_id in (${survivorId}, ${mergedId}) and state = 'booked'`.execute(tx)
      return (rows[0]?.booked ?? 0) < 2
        ? []
        : [
            {
              zh: '两份档案都已预约联合体检评估日，请先取消一个或办完',
              en: 'both files are booked for a joint day; see one of them through first',
            },
          ]
    },
    async same(tx, { county, survivorId, mergedId }) {
      const { rows } = await sql<{ id: string }>`
        select theirs.id from joint_booking theirs join joint_booking ours
          on ours.county = theirs.county and ours.day_id = theirs.day_id
        where theirs.county = ${county} and theirs.elder_id = ${mergedId} and ours.elder_id = ${survivorId}
          and theirs.state <> 'cancelled' and ours.state <> 'cancelled'`.execute(tx)
      return rows.map(({ id }) => id)
    },
  },
  {
    relation: 'health_finding',
    name: { zh: '体检所见', en: 'Findings of health checks' },
    how: 'moves',
    onTransfer: { stays: 'It belongs to the joint day of that county.' },
  },
]

/** What is in hand is finished here; the result in force is recognised where the elder goes. */
export const assessmentCarryOver: CarryOver = {
  name: { zh: '能力评估', en: 'Assessments' },
  async obstacles(tx, { county, id }) {
    const open = await tx
      .selectFrom('assessment')
      .select('number')
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('state', 'in', [...openStates])
      .executeTakeFirst()
    return open
      ? [
          {
            zh: `评估 ${open.number} 正在办理，请先办完或取消`,
            en: `assessment ${open.number} is in hand; finish or cancel it first`,
          },
        ]
      : []
  },
  async levelSource(tx, { county, id }) {
    const last = await tx
      .selectFrom('assessment')
      .select('number')
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('state', 'in', [...resultStates])
      .orderBy('confirmed_at', 'desc')
      .executeTakeFirst()
    return last?.number
  },
}
