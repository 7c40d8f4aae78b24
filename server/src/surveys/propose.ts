import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import { differencesFrom, needsIn, relativeIn } from '@yinian/core/surveys/findings.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { RespondentRow } from './respondents.ts'
import { labels } from './seals.ts'

interface Wanted {
  readonly kind: 'circumstance' | 'relative' | 'move' | 'register'
  readonly field?: string
  readonly present?: string
  readonly wanted?: string
  /** What is sealed: names, telephones, places. */
  readonly words?: object
}

/** What answers lead to: changes of the register to be decided, and needs to be passed on. */
export async function proposeFrom(
  work: Work,
  row: RespondentRow,
  instrument: Instrument,
  answers: Information,
): Promise<void> {
  const differences = differencesFrom(instrument, answers, await heldBy(work, row))
  for (const { kind, value, present } of differences)
    await propose(work, row, { kind: 'circumstance', field: kind, present: present ?? '', wanted: value })
  await withdrawOthers(
    work,
    row,
    differences.map(({ kind }) => kind),
  )
  const relative = relativeIn(answers)
  if (relative) await propose(work, row, { kind: 'relative', words: relative })
  const { tx, actor } = work
  for (const need of needsIn(answers))
    await tx
      .insertInto('survey_referral')
      .values({
        ...ofRespondent(row),
        id: newId(actor.now),
        need,
        noted_at: actor.now,
        changed_at: actor.now,
        changed_by_name: actor.name,
      })
      .onConflict((conflict) => conflict.constraint('survey_referral_once').doNothing())
      .execute()
}

export function proposeMove(work: Work, row: RespondentRow, movedTo: string): Promise<void> {
  return propose(work, row, { kind: 'move', words: { movedTo: movedTo.trim() } })
}

/** One open proposal of a kind for one person: what is said later takes the place of what was said before. */
export async function propose(work: Work, row: RespondentRow, wanted: Wanted): Promise<void> {
  const { tx, actor, vault } = work
  const { kind, field = '' } = wanted
  const open = await tx
    .selectFrom('survey_proposal')
    .select('id')
    .where('county', '=', row.county)
    .where('respondent_id', '=', row.id)
    .where('kind', '=', kind)
    .where('field', '=', field)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  const id = open?.id ?? newId(actor.now)
  const values = {
    present: wanted.present ?? '',
    wanted: wanted.wanted ?? '',
    wanted_sealed: wanted.words ? await vault.seal(row.county, labels.wanted(id), JSON.stringify(wanted.words)) : null,
    proposed_at: actor.now,
    proposed_by_name: actor.name,
  }
  if (open)
    await tx.updateTable('survey_proposal').set(values).where('county', '=', row.county).where('id', '=', id).execute()
  else
    await tx
      .insertInto('survey_proposal')
      .values({ ...ofRespondent(row), id, kind, field, ...values })
      .execute()
}

/** What a corrected answer no longer says is no longer proposed. */
async function withdrawOthers({ tx, actor }: Work, row: RespondentRow, kinds: readonly string[]): Promise<void> {
  await sql`update survey_proposal set state = 'rejected', decided_at = ${actor.now}, decided_by = ${actor.accountId}::uuid,
      decided_by_name = ${actor.name}, reason = '更正后的答卷不再提出'
    where county = ${row.county} and respondent_id = ${row.id}::uuid and kind = 'circumstance' and state = 'proposed'
      and field <> all (${[...kinds]}::text[])`.execute(tx)
}

const ofRespondent = (row: RespondentRow) => ({
  county: row.county,
  region: row.region,
  campaign_id: row.campaign_id,
  respondent_id: row.id,
  elder_id: row.elder_id,
})

async function heldBy({ tx }: Work, row: RespondentRow): Promise<readonly string[]> {
  if (row.elder_id === null) return []
  const elder = await tx
    .selectFrom('elder')
    .select('categories')
    .where('county', '=', row.county)
    .where('id', '=', row.elder_id)
    .executeTakeFirst()
  return elder?.categories ?? []
}
