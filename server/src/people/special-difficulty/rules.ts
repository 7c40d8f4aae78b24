import type { Text } from '@yinian/core/language/text.ts'
import type { AreaRule, MemberGroup } from '@yinian/core/people/special-difficulty.ts'
import { specialDifficultyRules } from '@yinian/core/people/special-difficulty-rules.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import type pg from 'pg'
import type { Tx } from '../../db/database.ts'
import type { SpecialDifficultyRule as RuleRow } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'

/** A rule as it is kept, of one division and one version. */
export interface KeptRule extends AreaRule {
  readonly id: string
  readonly version: number
  readonly name: Text
  readonly headings: readonly string[]
  readonly unverified: readonly Text[]
  readonly validFrom: Day
}

/** The lists of the plans that come with the platform, where nobody has put one yet. */
export async function loadShippedRules(owner: pg.Client, now: Date): Promise<void> {
  for (const rule of specialDifficultyRules)
    await owner.query(
      `insert into special_difficulty_rule (id, area, version, state, name, members, headings, unverified, valid_from,
         reason, drafted_by_name, drafted_at, decided_by_name, decided_at)
       values ($1, $2, 1, 'approved', $3, $4, $5, $6, '2021-01-01', $7, $8, $9, $8, $9)
       on conflict (area, version) do nothing`,
      [
        newId(now),
        rule.area,
        JSON.stringify(rule.plan.name),
        JSON.stringify(rule.members),
        rule.headings,
        JSON.stringify(rule.unverified),
        '按规划文本认定 As the plan prints it',
        '随平台提供 Shipped with the platform',
        now,
      ],
    )
}

/** The rule in force for each division that has one, on a day: of several versions the last that began. */
export async function rulesInForce(tx: Tx, day: Day): Promise<KeptRule[]> {
  const rows = await tx
    .selectFrom('special_difficulty_rule')
    .distinctOn('area')
    .selectAll()
    .where('state', '=', 'approved')
    .where('valid_from', '<=', day)
    .orderBy('area')
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toRule)
}

export function toRule(row: Selectable<RuleRow>): KeptRule {
  return {
    id: row.id,
    area: row.area,
    version: row.version,
    name: row.name as unknown as Text,
    members: row.members as unknown as MemberGroup[],
    headings: row.headings,
    unverified: row.unverified as unknown as Text[],
    validFrom: row.valid_from,
  }
}
