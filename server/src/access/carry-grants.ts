import type { Permission } from '@yinian/core/access/permissions.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { ancestorsOf, countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { audit } from './audit.ts'

export interface GrantOver {
  readonly accountId: string
  readonly account: string
  readonly role: string
  readonly roleName: Text
  readonly region: RegionCode
}

/** Grants held over exactly these divisions, as far as the reader may see them. */
export async function listGrantsOver(tx: Tx, codes: readonly RegionCode[]): Promise<GrantOver[]> {
  const { rows } = await sql<GrantOver>`
    select g.account_id as "accountId", a.display_name as account, g.role, r.name as "roleName", g.region
      from access_grant g join account a on a.id = g.account_id join role r on r.id = g.role
     where g.region = any(${[...codes]}::text[]) order by a.display_name, g.role, g.region`.execute(tx)
  return rows
}

/**
 * Grants over a division that has other codes now reach over what came of it: over all parts of one that was split, over
 * the whole of one that took it in. Done again it finds none.
 * @returns how many grants were carried
 */
export async function carryGrants(
  work: Work,
  successors: ReadonlyMap<RegionCode, readonly RegionCode[]>,
): Promise<number> {
  const { tx } = work
  const { rows } = await sql<{ id: string; account_id: string; role: string; region: RegionCode }>`
    select id, account_id, role, region from access_grant where region = any(${[...successors.keys()]}::text[]) for update`.execute(
    tx,
  )
  let carried = 0
  for (const grant of rows) {
    const all = successors.get(grant.region) ?? []
    const held = await tx
      .selectFrom('access_grant')
      .select('region')
      .where('account_id', '=', grant.account_id)
      .where('role', '=', grant.role)
      .where('region', 'in', [...all, grant.region])
      .execute()
    const missing = all.filter((to) => !held.some(({ region }) => region === to))
    const goesOn = all.includes(grant.region)
    if (goesOn && missing.length === 0) continue
    const [first, ...others] = goesOn ? [undefined, ...missing] : missing
    if (first !== undefined)
      await tx.updateTable('access_grant').set({ region: first }).where('id', '=', grant.id).execute()
    else if (!goesOn) await fold(tx, grant, all)
    for (const region of others) if (region !== undefined) await repeat(work, grant.id, region)
    await audit(work, 'access.grant-carried', {
      region: `${countyOf(grant.region)}000000`,
      subjectType: 'account',
      subjectId: grant.account_id,
      detail: { role: grant.role, before: grant.region, region: all.join(' ') },
    })
    carried += 1
  }
  return carried
}

/** Who held both divisions holds their successor once; what was lent of the one is lent of the other. */
async function fold(
  tx: Tx,
  grant: { readonly id: string; readonly account_id: string; readonly role: string },
  successors: readonly RegionCode[],
): Promise<void> {
  await sql`
    update grant_loan l set grant_id = k.id from access_grant k
     where l.grant_id = ${grant.id} and k.account_id = ${grant.account_id} and k.role = ${grant.role} and k.region = ${successors[0] ?? null}`.execute(
    tx,
  )
  await tx.deleteFrom('access_grant').where('id', '=', grant.id).execute()
}

/** The same grant over another part, given and approved by whom it was. */
async function repeat({ tx, actor }: Work, grantId: string, region: RegionCode): Promise<void> {
  await sql`
    insert into access_grant (id, account_id, role, region, granted_by, granted_at, approved_by, approved_at)
    select ${newId(actor.now)}, account_id, role, ${region}, granted_by, granted_at, approved_by, approved_at
      from access_grant where id = ${grantId}`.execute(tx)
}

/** Who holds a permission over a division, by a grant and with an account that the reader may see. */
export async function listHoldersOver(
  tx: Tx,
  permission: Permission,
  region: RegionCode,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct a.id, a.display_name as name from access_grant g
      join role_permission p on p.role = g.role and p.permission = ${permission}
      join account a on a.id = g.account_id
     where g.region = any(${[...ancestorsOf(region), region]}::text[]) and a.state = 'active'
       and in_scope(a.region)
     order by name, id limit 500`.execute(tx)
  return rows
}
