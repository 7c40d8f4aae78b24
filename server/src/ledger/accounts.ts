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
  /** The file it was opened for, where that was merged into the recipient’s. */
  readonly mergedFrom?: string
  /** The recipient's name, kept as it was when the account was opened. */
  readonly holder?: string
}

export interface OpenAccount {
  readonly id: string
  readonly kind: AccountKind
}

export function keyOfAccount({ kind, programme, elderId, mergedFrom }: AccountName): string {
  return `${kind}:${programme ?? ''}:${elderId ?? ''}:${mergedFrom ?? ''}`
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
    merged_from: name.mergedFrom ?? null,
    holder: name.holder ?? null,
  }))
  await sql`
    insert into ledger_account (county, id, region, kind, programme, elder_id, merged_from, holder, opened_at)
    select ${county}, id, ${region}, kind, programme, elder_id, merged_from, holder, ${actor.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, kind text, programme text, elder_id uuid, merged_from uuid, holder text)
    on conflict do nothing`.execute(tx)
  const elders = rows.flatMap((row) => row.elder_id ?? [])
  const open = await tx
    .selectFrom('ledger_account')
    .select(['id', 'kind', 'programme', 'elder_id', 'merged_from'])
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
  for (const { id, kind, programme, elder_id, merged_from } of open) {
    const account = { id, kind: kind as AccountKind }
    found.set(keyOfAccount({ ...account, ...named(programme, elder_id, merged_from) }), account)
  }
  return found
}

function named(
  programme: string | null,
  elderId: string | null,
  mergedFrom: string | null,
): Pick<AccountName, 'programme' | 'elderId' | 'mergedFrom'> {
  return {
    ...(programme === null ? {} : { programme }),
    ...(elderId === null ? {} : { elderId }),
    ...(mergedFrom === null ? {} : { mergedFrom }),
  }
}
