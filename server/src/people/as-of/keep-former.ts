import type { ParticularField, Why } from '@yinian/core/people/as-of/particulars.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import { sendAlong } from '../../db/statements.ts'
import type { Work } from '../../http/work.ts'

/** What a period said before an update: appended to its `former`, by the update itself. */
export function withFormer(
  { actor }: Pick<Work, 'actor'>,
  ...columns: readonly ('valid_to' | 'former_region' | 'former_registered_region')[]
): RawBuilder<string> {
  const was = columns.flatMap((column) => [sql.lit(column), sql.ref(column)])
  return sql<string>`former || jsonb_build_array(jsonb_build_object('until', ${actor.now.toISOString()}::text,
    'by', ${actor.name}::text, 'was', jsonb_build_object(${sql.join(was)})))`
}

export interface FormerParticular {
  readonly field: ParticularField
  readonly why: Why
  /** Day from which the new value holds; for a change. */
  readonly from?: Day
  /** The new value where it is kept in clear: nothing is kept where it is the same. */
  readonly next?: string | null
}

/**
 * Keeps what particulars say now, before they are overwritten. Sealed values are kept as they are sealed, under the label of
 * the elder’s own column, so that nothing has to be opened; a former identity number is kept by former_document. The
 * statement travels with the next one.
 */
export async function keepParticulars(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  elder: { readonly county: string; readonly id: string },
  former: readonly FormerParticular[],
  reason = '',
): Promise<void> {
  if (former.length === 0) return
  const rows = former.map(({ field, why, from, next }) => ({
    id: newId(actor.now),
    field,
    why,
    next_from: why === 'change' ? (from ?? actor.today) : null,
    compared: next !== undefined,
    next: next ?? null,
  }))
  await sendAlong(
    tx,
    sql`
    insert into elder_former_particular (county, id, elder_id, of_file, region, field, value, value_sealed, why, next_from,
      reason, known_until, changed_by, changed_by_name)
    select county, f.id, elder.id, elder.id, region, f.field, ${shown}, ${sealed}, f.why, f.next_from,
      ${reason}, ${actor.now}, ${actor.accountId}, ${actor.name}
    from elder, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as f(id uuid, field text, why text, next_from date, compared boolean, next text)
    where county = ${elder.county} and elder.id = ${elder.id} and (not f.compared or ${shown} is distinct from f.next)`,
  )
}

const shown = sql`case f.field when 'name' then name when 'sex' then sex when 'birth' then birth::text when 'ethnicity' then ethnicity
  when 'document' then document_number_masked when 'phone' then phone_masked when 'address' then address_masked
  when 'payee' then payee_masked when 'death' then died_on::text when 'move' then moved_on::text end`
const sealed = sql`case f.field when 'phone' then phone_sealed when 'address' then address_sealed when 'payee' then payee_sealed end`
