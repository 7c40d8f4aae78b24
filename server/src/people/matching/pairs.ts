import { regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { FoundCandidate } from './find-candidates.ts'

export interface Whose {
  readonly county: string
  readonly id: string
  readonly region: string
}

export interface PairDecision {
  readonly state: 'distinct' | 'same'
  readonly reason: string
}

/**
 * Remembers that two files look alike, or what an officer said of it. What was decided once is not asked again. Where the
 * other file is out of sight its county stands for where it is.
 */
export async function rememberPair(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  one: Whose,
  candidate: Pick<FoundCandidate, 'county' | 'elderId' | 'score' | 'reasons'>,
  decision?: PairDecision,
): Promise<void> {
  const seen = await tx
    .selectFrom('elder')
    .select('region')
    .where('county', '=', candidate.county)
    .where('id', '=', candidate.elderId)
    .executeTakeFirst()
  const other: Whose = {
    county: candidate.county,
    id: candidate.elderId,
    region: seen?.region ?? regionCode(candidate.county),
  }
  const [first, second] = one.id < other.id ? [one, other] : [other, one]
  const decided = decision !== undefined
  await sql`
    insert into elder_pair as p (county, id, region, elder_id, other_county, other_region, other_id, score, reasons, state, reason,
      found_at, decided_at, decided_by, decided_by_name)
    values (${first.county}, ${newId(actor.now)}, ${first.region}, ${first.id}, ${second.county}, ${second.region}, ${second.id},
      ${candidate.score}, ${sql.val([...candidate.reasons])}::text[], ${decision?.state ?? 'open'}, ${decision?.reason ?? null},
      ${actor.now}, ${decided ? actor.now : null}, ${decided ? actor.accountId : null}::uuid, ${decided ? actor.name : null})
    on conflict (county, elder_id, other_id) do update set score = excluded.score, reasons = excluded.reasons,
      region = excluded.region, other_region = excluded.other_region,
      state = case when excluded.state <> 'open' then excluded.state else p.state end,
      reason = coalesce(excluded.reason, p.reason), decided_at = coalesce(excluded.decided_at, p.decided_at),
      decided_by = coalesce(excluded.decided_by, p.decided_by),
      decided_by_name = coalesce(excluded.decided_by_name, p.decided_by_name)`.execute(tx)
}
