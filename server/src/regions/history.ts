import { notFound } from '@yinian/core/http/problems.ts'
import type { RegionChange } from '@yinian/core/regions/api.ts'
import { ancestorsOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { pathOf } from '@yinian/core/regions/names.ts'
import type { Tx } from '../db/database.ts'
import { readChangesOf } from './changes.ts'
import { nameRegions } from './region-names.ts'

/** The chain of a division, newest first, in the names of its days. @throws notFound */
export async function readHistory(tx: Tx, code: RegionCode): Promise<{ rows: RegionChange[] }> {
  const known = await tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst()
  if (known === undefined) throw notFound()
  const changes = await readChangesOf(tx, code)
  const names = await nameRegions(
    tx,
    changes.flatMap(({ from, to }) => [from, to]),
  )
  const path = (one: RegionCode, name: string) => pathOf([...ancestorsOf(one).map((above) => names(above).name), name])
  return {
    rows: changes.toReversed().map((change) => ({
      ...change,
      fromPath: path(change.from, change.fromName),
      toPath: path(change.to, change.toName),
    })),
  }
}
