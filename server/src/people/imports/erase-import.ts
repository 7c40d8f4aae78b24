import { addDays, dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Erasable } from '../../db/erasable.ts'

/** Files of imports that are over, with the names their rows show. */
export const erasableImports: Erasable = {
  rule: 'import-file',
  async listDue(tx, { until, limit }) {
    const { rows } = await sql<{ county: string; id: string; region: string; finished: Date }>`
      select county, id, region, finished_at as finished from people_import i
      where finished_at < ${`${addDays(until, 1)}T00:00:00+08:00`}::timestamptz
        and not exists (select from erasure e where e.county = i.county and e.rule = 'import-file' and e.subject_id = i.id)
      order by finished_at limit ${limit}`.execute(tx)
    return rows.map((row) => ({ ...row, elderId: null, from: dayAt(row.finished) }))
  },
  async find(tx, { county, subjectId }) {
    const row = await tx
      .selectFrom('people_import')
      .select(['region', 'finished_at'])
      .where('county', '=', county)
      .where('id', '=', subjectId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return undefined
    const from = row.finished_at && dayAt(row.finished_at)
    return {
      from,
      blockers: from ? [] : [{ zh: '导入还没有办结', en: 'the import is not finished' }],
    }
  },
  async nameOf(tx, ids) {
    const rows = await tx.selectFrom('people_import').select(['id', 'file_name']).where('id', 'in', ids).execute()
    return new Map(rows.map((row) => [row.id, row.file_name]))
  },
  async erase({ tx }, { county, subjectId }) {
    const parts =
      await sql`delete from people_import_part where county = ${county} and import_id = ${subjectId}`.execute(tx)
    const rows = await sql`
      update people_import_row set name = '', faults = '{"faults":[],"notes":[]}', confirmed = null
      where county = ${county} and import_id = ${subjectId}`.execute(tx)
    await sql`
      update people_import set file_sealed = null, part_size = greatest(part_size, 1), mapping = '{}', file_name = '（已删除）'
      where county = ${county} and id = ${subjectId}`.execute(tx)
    return {
      people_import: 1,
      people_import_part: Number(parts.numAffectedRows ?? 0),
      people_import_row: Number(rows.numAffectedRows ?? 0),
    }
  },
}
