import { createHash } from 'node:crypto'
import { scopeOf } from '@yinian/core/access/actor.ts'
import { lookupLimits } from '@yinian/core/assessments/lookup.ts'
import type { VerifiedResult, verifyResult } from '@yinian/core/assessments/lookup-api.ts'
import { identityNumberWrong, lookedTooOften } from '@yinian/core/assessments/problems.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { isIdentityNumber } from '@yinian/core/people/identity-document.ts'
import { countyOf, nation, regionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { findByDocument } from '../../people/index.ts'
import { nameRegions } from '../../regions/index.ts'

export interface Asked {
  readonly purpose: string
  readonly basis: 'consent' | 'statutory'
  readonly basisNote: string
}

/**
 * One person’s valid result, wherever in the country of this platform it was given (B06). Exact number, one at a time,
 * limited per account; who asked and why is kept on both sides, with the asking account and in the county of the elder.
 * @throws identityNumberWrong, lookedTooOften
 */
export async function verifyOne(
  work: Work,
  ground: Ground,
  input: BodyOf<typeof verifyResult>,
): Promise<ReplyOf<typeof verifyResult>> {
  if (!isIdentityNumber(input.identityNumber)) throw identityNumberWrong({ at: '/identityNumber' })
  await requireNotTooOften(work, { batch: false })
  const result = await lookAcross(ground, work, (wide) => findResult(wide, input.identityNumber, input))
  await keepLookup(work, input, { rows: 1, found: result ? 1 : 0, id: newId(work.actor.now), sealed: null })
  return { result }
}

/** The lookup sees every county and nothing but what it is asked for; its reads and traces are one transaction. */
export function lookAcross<T>(ground: Ground, work: Work, run: (wide: Work) => Promise<T>): Promise<T> {
  const scope = { role: 'official', accountId: work.actor.accountId, regions: [nation], organisationId: null } as const
  return inTransaction(ground.database, scope, (tx) => run({ ...work, tx }))
}

/** Absent for somebody unknown as for somebody without a valid result. Whoever is found leaves a trace, result or not. */
export async function findResult(wide: Work, identityNumber: string, asked: Asked): Promise<VerifiedResult | null> {
  const { tx, actor } = wide
  const elder = await findByDocument(tx, wide.vault, identityNumber)
  if (!elder) return null
  await audit(wide, 'assessments.verified-looked', {
    region: elder.region,
    subjectType: 'elder',
    subjectId: elder.id,
    elderId: elder.id,
    purpose: asked.purpose,
    detail: { basis: asked.basis, note: asked.basisNote },
  })
  const last = await latestResult(tx, elder, actor.today)
  if (!last) return null
  const county = regionCode(elder.county)
  const names = await nameRegions(tx, [county])
  return { ...last, countyName: names(county).path }
}

/** The result in force on a day, confirmed here or recognised; the last one counts, and only while it is valid. */
export async function latestResult(
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
  today: Day,
): Promise<Omit<VerifiedResult, 'countyName'> | undefined> {
  const { rows } = await sql<Omit<VerifiedResult, 'countyName'>>`
    select level, "confirmedOn", "validUntil", "organisationName", recognised from (
      select final_level as level, confirmed_on as "confirmedOn", valid_until as "validUntil",
        coalesce(organisation_name, '') as "organisationName", false as recognised, confirmed_at as at
      from assessment where county = ${elder.county} and elder_id = ${elder.id} and confirmed_on <= ${today}::date
        and state = any (${sql.val(resultStates)}::text[])
      union all
      select level, assessed_on, valid_until, organisation_name, true, recorded_at
      from instrument_record where county = ${elder.county} and elder_id = ${elder.id} and kind = 'recognised'
        and voided_at is null and assessed_on <= ${today}::date
    ) r order by "confirmedOn" desc, at desc limit 1`.execute(tx)
  const [last] = rows
  return last && last.validUntil >= today ? last : undefined
}

/** One account's lookups are counted one after the other. @throws lookedTooOften */
export async function requireNotTooOften({ tx, actor }: Work, { batch }: { batch: boolean }): Promise<void> {
  const lock = createHash('sha256').update(actor.accountId).digest().readInt32BE(0)
  await sql`select pg_advisory_xact_lock(170, ${lock})`.execute(tx)
  const { rows } = await sql<{ hour: number; day: number; batches: number }>`
    select count(*) filter (where result_sealed is null and looked_at > ${ago(actor.now, 1)})::int as hour,
      count(*) filter (where result_sealed is null)::int as day,
      count(*) filter (where result_sealed is not null)::int as batches
    from result_lookup where account_id = ${actor.accountId}::uuid and looked_at > ${ago(actor.now, 24)}`.execute(tx)
  const used = rows[0] ?? { hour: 0, day: 0, batches: 0 }
  const over = batch
    ? used.batches >= lookupLimits.batchesPerDay
    : used.hour >= lookupLimits.perHour || used.day >= lookupLimits.perDay
  if (over) throw lookedTooOften()
}

const ago = (now: Date, hours: number): Date => new Date(now.getTime() - hours * 3_600_000)

export async function keepLookup(
  { tx, actor }: { tx: Tx; actor: Work['actor'] },
  asked: Asked,
  { rows, found, id, sealed }: { rows: number; found: number; id: string; sealed: Buffer | null },
): Promise<void> {
  const region = scopeOf(actor, 'assessments:verify')?.regions[0] ?? nation
  await tx
    .insertInto('result_lookup')
    .values({
      county: countyOf(region),
      id,
      region,
      account_id: actor.accountId,
      account_name: actor.name,
      purpose: asked.purpose,
      basis: asked.basis,
      basis_note: asked.basisNote,
      rows,
      found,
      result_sealed: sealed,
      looked_at: actor.now,
    })
    .execute()
}
