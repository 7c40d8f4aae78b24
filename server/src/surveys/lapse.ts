import { sql } from 'kysely'
import type { Work } from '../http/work.ts'

interface Elder {
  readonly county: string
  readonly id: string
}

interface Lapsed {
  readonly id: string
  readonly before: string
}

/** Changes nobody decided on end without one. @returns what they were about */
export async function lapseProposals(
  { tx, actor }: Work,
  { county, id }: Elder,
  reason: string,
): Promise<(Lapsed & { readonly kind: string; readonly field: string; readonly wanted: string })[]> {
  const { rows } = await sql<Lapsed & { kind: string; field: string; wanted: string }>`
    update survey_proposal set state = 'lapsed', reason = ${reason}, decided_at = ${actor.now}, decided_by = ${actor.accountId}::uuid,
      decided_by_name = ${actor.name}
    where county = ${county} and elder_id = ${id} and state = 'proposed'
    returning id, 'proposed' as before, kind, field, wanted`.execute(tx)
  return rows
}

/** Needs that were still on their way end. */
export async function lapseReferrals(
  { tx, actor }: Work,
  { county, id }: Elder,
): Promise<(Lapsed & { readonly need: string; readonly campaign_id: string })[]> {
  const { rows } = await sql<Lapsed & { need: string; campaign_id: string }>`
    update survey_referral r set state = 'lapsed', changed_at = ${actor.now}, changed_by_name = ${actor.name}, version = r.version + 1
    from (select id, state from survey_referral where county = ${county} and elder_id = ${id}
      and state in ('noted', 'passed-on', 'taken-up') for update) held
    where r.county = ${county} and r.id = held.id
    returning r.id, held.state as before, r.need, r.campaign_id`.execute(tx)
  return rows
}

/** What a death that was a mistake had ended stands where it stood. */
export async function restoreProposal({ tx }: Work, { county }: Elder, { id }: Lapsed): Promise<void> {
  await sql`update survey_proposal set state = 'proposed', reason = '', decided_at = null, decided_by = null, decided_by_name = null
    where county = ${county} and id = ${id}::uuid and state = 'lapsed'`.execute(tx)
}

export async function restoreReferral({ tx, actor }: Work, { county }: Elder, { id, before }: Lapsed): Promise<void> {
  await sql`update survey_referral set state = ${before}, changed_at = ${actor.now}, changed_by_name = ${actor.name}, version = version + 1
    where county = ${county} and id = ${id}::uuid and state = 'lapsed'`.execute(tx)
}
