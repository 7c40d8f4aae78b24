import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { ElderTrace, ErasureBlocker } from '../db/elder-trace.ts'
import type { Erasable } from '../db/erasable.ts'
import { eraseTraces } from '../db/erase-traces.ts'
import { erasedName } from './elder-traces.ts'

/** An elder's whole file, wherever the modules keep something of it. */
export function erasableFiles(traces: readonly ElderTrace[], blockers: readonly ErasureBlocker[]): Erasable {
  return {
    rule: 'elder-file',
    async listDue(tx, { until, limit }) {
      const { rows } = await sql<{ county: string; id: string; region: string; elderId: string; from: string }>`
        select county, id, region, id as "elderId", died_on as from from elder
        where state = 'died' and died_on <= ${until} and name <> ${erasedName}
          and not exists (select from erasure e where e.county = elder.county and e.rule = 'elder-file' and e.subject_id = elder.id)
        order by died_on limit ${limit}`.execute(tx)
      return rows
    },
    async find(tx, { county, subjectId }) {
      const elder = await tx
        .selectFrom('elder')
        .select(['state', 'died_on', 'name'])
        .where('county', '=', county)
        .where('id', '=', subjectId)
        .forUpdate()
        .executeTakeFirst()
      if (!elder || elder.name === erasedName) return undefined
      const found = []
      // While somebody is in the register the department's duty goes on: there is nothing to erase yet (§47, §13).
      if (elder.state === 'active')
        found.push({
          zh: '老人仍在册，履行职责需要这份档案',
          en: 'the elder is in the register, whose purpose needs the file',
        })
      for (const blocker of blockers) found.push(...(await blocker(tx, { county, id: subjectId })))
      return { from: elder.died_on, blockers: found }
    },
    async nameOf(tx, ids) {
      const rows = await tx.selectFrom('elder').select(['id', 'name']).where('id', 'in', ids).execute()
      return new Map(rows.map((row) => [row.id, row.name]))
    },
    async erase(work, { county, subjectId }) {
      const touched: Record<string, number> = {}
      // Files that were merged into this one are the same person's, and out of sight (docs/decisions/0024).
      for (const id of await filesOf(work.tx, county, subjectId))
        for (const [table, rows] of Object.entries(await eraseTraces(work, traces, { county, id })))
          touched[table] = (touched[table] ?? 0) + rows
      return touched
    },
  }
}

async function filesOf(tx: Tx, county: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive files (id) as (
      select ${id}::uuid union
      select e.id from elder e join files on e.county = ${county} and e.merged_into = files.id)
    select id from files`.execute(tx)
  return rows.map((row) => row.id)
}
