import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { ListFilter } from '@yinian/core/lists/api.ts'
import { notExportable } from '@yinian/core/lists/problems.ts'
import { ElderFilter } from '@yinian/core/people/api.ts'
import { classOfColumn, isExportedColumn } from '@yinian/core/people/exported-columns.ts'
import { classesAsked } from '@yinian/core/privacy/withholding.ts'
import { Value } from 'typebox/value'
import type { Vault } from '../crypto/vault.ts'
import { refuseWithheld } from '../http/withheld.ts'
import type { ExportSource } from '../lists/index.ts'
import type { Reader } from './elder-filter.ts'
import { exportEldersTo } from './export-elders.ts'
import { countElders } from './list-elders.ts'

/** The register as a list that can be taken out. */
export const elderExport: ExportSource = {
  list: 'elders',
  name: { zh: '老年人名单', en: 'List of elders' },
  permission: 'people:export',
  classes: [...new Set(Object.values(classOfColumn))],
  count: ({ tx, actor, vault }, filter) => countElders(tx, filterFor(actor, filter), exportReader(actor, vault)),
  open: (work, { filter, columns, format, language, purpose }) => {
    const known = columns?.filter(isExportedColumn) ?? []
    return exportEldersTo(work, {
      ...filterFor(work.actor, filter),
      format,
      language,
      purpose,
      ...(known.length > 0 ? { columns: known } : {}),
    })
  },
}

export function exportReader(actor: Actor, vault: Vault): Reader {
  const withheld = withheldFrom(actor, 'people:export')
  return { regions: scopeOf(actor, 'people:export')?.regions ?? [], today: actor.today, vault, withheld }
}

/** @throws notExportable, withheldByRule */
function filterFor(actor: Actor, filter: ListFilter): ElderFilter {
  const read = filterOf(filter)
  refuseWithheld(withheldFrom(actor, 'people:export'), classesAsked(ElderFilter, read))
  return read
}

/** @throws notExportable */
function filterOf(filter: ListFilter): ElderFilter {
  const read = Value.Convert(ElderFilter, { ...filter })
  if (!Value.Check(ElderFilter, read)) throw notExportable({ at: '/filter', values: { list: 'elders' } })
  return read
}
