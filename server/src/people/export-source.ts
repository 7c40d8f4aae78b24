import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { ListFilter } from '@yinian/core/lists/api.ts'
import { notExportable } from '@yinian/core/lists/problems.ts'
import { ElderFilter } from '@yinian/core/people/api.ts'
import { isExportedColumn } from '@yinian/core/people/exported-columns.ts'
import { Value } from 'typebox/value'
import type { Vault } from '../crypto/vault.ts'
import type { ExportSource } from '../lists/index.ts'
import type { Reader } from './elder-filter.ts'
import { exportEldersTo } from './export-elders.ts'
import { countElders } from './list-elders.ts'

/** The register as a list that can be taken out. */
export const elderExport: ExportSource = {
  list: 'elders',
  name: { zh: '老年人名单', en: 'List of elders' },
  permission: 'people:export',
  count: ({ tx, actor, vault }, filter) => countElders(tx, filterOf(filter), exportReader(actor, vault)),
  open: (work, { filter, columns, format, language, purpose }) => {
    const known = columns?.filter(isExportedColumn) ?? []
    return exportEldersTo(work, {
      ...filterOf(filter),
      format,
      language,
      purpose,
      ...(known.length > 0 ? { columns: known } : {}),
    })
  },
}

export function exportReader(actor: Actor, vault: Vault): Reader {
  return { regions: scopeOf(actor, 'people:export')?.regions ?? [], today: actor.today, vault }
}

/** @throws notExportable */
function filterOf(filter: ListFilter): ElderFilter {
  const read = Value.Convert(ElderFilter, { ...filter })
  if (!Value.Check(ElderFilter, read)) throw notExportable({ at: '/filter', values: { list: 'elders' } })
  return read
}
