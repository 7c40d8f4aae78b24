import { endElderAccess, reopenElderAccess } from '../access/index.ts'
import type { SealedTable } from '../crypto/sealed-table.ts'
import type { ElderTrace } from '../db/elder-trace.ts'
import type { ElderRecords, OnDeath } from '../people/index.ts'
import { declareRegionRows } from '../regions/index.ts'
import { wantedLabel } from './ask.ts'

/** What was asked about an elder is asked about the person, whichever file it was put to. */
export const familyRecords: readonly ElderRecords[] = [
  { relation: 'look_question', name: { zh: '对查看的提问', en: 'Questions about looks' }, how: 'moves', follows: true },
  {
    relation: 'correction_request',
    name: { zh: '更正申请', en: 'Requests for corrections' },
    how: 'moves',
    follows: true,
  },
]

export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'look_question',
    erase: { set: { question: `''`, asker_name: `''`, answer: `''`, look: `'{"zh":"","en":""}'` } },
  },
  {
    table: 'correction_request',
    erase: { set: { asker_name: `''`, reason: `''` }, seal: [{ column: 'wanted_sealed', label: wantedLabel, as: '' }] },
  },
]

export const sealedTables: readonly SealedTable[] = [
  {
    table: 'correction_request',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'wanted_sealed', label: (row) => wantedLabel(row.id ?? '') }],
  },
]

/** The agency of a relative and the elder's own account end with the elder's life (Civil Code Art. 173). */
export const accessOnDeath: OnDeath = {
  closed: (work, elder) => endElderAccess(work, { county: elder.county, elderId: elder.id }, { reason: 'died' }),
  undone: (work, elder, closed) => reopenElderAccess(work, elder.county, closed),
}

export function declareFamilyRows(): void {
  declareRegionRows([
    { table: 'look_question', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'correction_request', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
  ])
}
