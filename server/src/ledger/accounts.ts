import type { AccountKind } from '@yinian/core/ledger/transfer.ts'
import { type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'

/** Names an account of a county by what it is; it is opened when it is first named. */
export interface AccountName {
  readonly kind: AccountKind
  /** Absent for recipients: one account holds whatever a person receives. */
  readonly programme?: string
  readonly elderId?: string
  /** The recipient's name, kept as it was when the account was opened. */
  readonly holder?: string
}

export interface OpenAccount {
  readonly id: string
  readonly kind: AccountKind
}

export function keyOfAccount({ kind, programme, elderId }: AccountName): string {
  return `${kind}:${programme ?? ''}:${elderId ?? ''}`
}

/** The accounts of a county by `keyOfAccount`; those that do not exist yet are opened. */
export async function openAccounts(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  county: string,
  names: Iterable<AccountName>,
): Promise<ReadonlyMap<string, OpenAccount>> {
  const wanted = new Map([...names].map((name) => [keyOfAccount(name), name]))
  const region: RegionCode = regionCode(county)
  const rows = [...wanted.values()].map((name) => ({
    id: newId(actor.now),
    kind: name.kind,
    programme: name.programme ?? null,
    elder_id: name.elderId ?? null,
    holder: name.holder ?? null,
  }))
  await sql`
    insert into ledger_account (county, id, region, kind, programme, elder_id, holder, opened_at)
    select ${county}, id, ${region}, kind, programme, elder_id, holder, ${actor.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, kind text, programme text, elder_id uuid, holder text)
    on conflict do nothing`.execute(tx)
  const elders = rows.flatMap((row) => row.elder_id ?? [])
  const open = await tx
    .selectFrom('ledger_account')
    .select(['id', 'kind', 'programme', 'elder_id'])
    .where('county', '=', county)
    .where((where) =>
      where.or([
        where('elder_id', 'is', null),
        where.and([
          where('kind', '=', 'recipient'),
          where('programme', 'is', null),
          sql<boolean>`elder_id = any (${elders}::uuid[])`,
        ]),
      ]),
    )
    .execute()
  const found = new Map<string, OpenAccount>()
  for (const { id, kind, programme, elder_id } of open) {
    const account = { id, kind: kind as AccountKind }
    found.set(keyOfAccount({ ...account, ...named(programme, elder_id) }), account)
  }
  return found
}

function named(programme: string | null, elderId: string | null): Pick<AccountName, 'programme' | 'elderId'> {
  return { ...(programme === null ? {} : { programme }), ...(elderId === null ? {} : { elderId }) }
}
