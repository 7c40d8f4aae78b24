import type { GuardianshipState } from '@yinian/core/people/guardianship/procedure.ts'
import { decideSignatory, type Signatory } from '@yinian/core/people/guardianship/signatory.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

interface Facts {
  readonly circumstance: string | null
  readonly guardian: { readonly name: string; readonly relation: string } | null
  readonly state: GuardianshipState | null
  readonly temporary: string | null
}

/** Who signs an admission for an elder of the reader's area on a day; for whoever takes somebody in. */
export async function signatoryOf(
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
  day: Day,
): Promise<Signatory> {
  const { rows } = await sql<Facts>`
    select (select c.value from elder_circumstance c
        where c.county = ${elder.county} and c.elder_id = ${elder.id} and c.kind = 'guardianship'
          and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
        order by c.valid_from desc, c.id desc limit 1) as circumstance,
      (select json_build_object('name', p.name, 'relation', p.relation) from related_person p
        where p.county = ${elder.county} and p.elder_id = ${elder.id} and 'guardian' = any (p.roles)
          and (p.valid_to is null or p.valid_to > ${day}::date)
        order by p.id desc limit 1) as guardian,
      a.state, a.temporary_guardian as temporary
    from (values (1)) as one left join (
      select state, temporary_guardian from guardianship_arrangement
      where county = ${elder.county} and elder_id = ${elder.id} and ended_on is null and state <> 'in-force'
      order by id desc limit 1) a on true`.execute(tx)
  const [facts] = rows
  return decideSignatory({
    circumstance: facts?.circumstance ?? null,
    guardian: facts?.guardian ?? null,
    temporaryGuardian: facts?.temporary ?? null,
    state: facts?.state ?? null,
  })
}
