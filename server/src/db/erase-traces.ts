import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from './database.ts'
import type { ElderTrace, SealedBlank } from './elder-trace.ts'

/**
 * Erases what the declared tables tell of an elder. Tables that hang on others come first, because the others say whose
 * they are. @returns rows touched, by table
 */
export async function eraseTraces(
  { tx, vault }: { readonly tx: Tx; readonly vault: Vault },
  traces: readonly ElderTrace[],
  elder: { readonly county: string; readonly id: string },
): Promise<Record<string, number>> {
  const touched: Record<string, number> = {}
  const ordered = [...traces].sort(
    (one, other) => Number(other.through !== undefined) - Number(one.through !== undefined),
  )
  for (const trace of ordered) {
    const { table, erase } = trace
    if (typeof erase === 'object' && 'keep' in erase) continue
    const theirs = rowsOf(trace, elder)
    if (erase === 'rows') {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} t where ${theirs}`.execute(tx)
      touched[table] = (touched[table] ?? 0) + Number(numAffectedRows ?? 0)
      continue
    }
    for (const blank of erase.seal ?? []) await sealBlanks(tx, vault, trace, elder, blank)
    const set = Object.entries(erase.set).map(([column, value]) => sql`${sql.id(column)} = ${sql.raw(value)}`)
    const { numAffectedRows } = await sql`update ${sql.table(table)} t set ${sql.join(set)} where ${theirs}`.execute(tx)
    touched[table] = (touched[table] ?? 0) + Number(numAffectedRows ?? 0)
  }
  return touched
}

function rowsOf(
  { column = 'elder_id', county: countyColumn = 'county', through }: ElderTrace,
  { county, id }: { readonly county: string; readonly id: string },
): RawBuilder<boolean> {
  if (!through) return sql`t.${sql.id(countyColumn)} = ${county} and t.${sql.id(column)} = ${id}`
  const names = (through.elder ?? ['elder_id']).map((name) => sql`${sql.id(name)} = ${id}`)
  return sql`t.county = ${county} and t.${sql.id(through.column)} in (
    select id from ${sql.table(through.table)} where county = ${county} and (${sql.join(names, sql` or `)}))`
}

async function sealBlanks(
  tx: Tx,
  vault: Vault,
  trace: ElderTrace,
  elder: { readonly county: string; readonly id: string },
  { column, label, as }: SealedBlank,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(trace.table)} t where ${rowsOf(trace, elder)} and t.${sql.id(column)} is not null`.execute(
    tx,
  )
  for (const { id } of rows) {
    const sealed = await vault.seal(elder.county, label(id), as === 'fresh-id' ? randomUUID() : as)
    await sql`update ${sql.table(trace.table)} t set ${sql.id(column)} = ${sealed}
      where t.county = ${elder.county} and t.id = ${id}`.execute(tx)
  }
}
