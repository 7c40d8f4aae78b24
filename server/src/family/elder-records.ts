import { endElderAccess, giveElderAccess, reopenElderAccess } from '../access/index.ts'
import type { SealedTable } from '../crypto/sealed-table.ts'
import type { ElderTrace } from '../db/elder-trace.ts'
import type { CarryOver, ElderRecords, OnDeath } from '../people/index.ts'
import { declareRegionRows } from '../regions/index.ts'
import { wantedLabel } from './ask.ts'

/** What was asked about an elder is asked about the person, whichever file it was put to. */
export const familyRecords: readonly ElderRecords[] = [
  {
    relation: 'look_question',
    name: { zh: '对查看的提问', en: 'Questions about looks' },
    how: 'moves',
    follows: true,
    onTransfer: { stays: 'Whoever was asked about a look there answers.' },
  },
  {
    relation: 'correction_request',
    name: { zh: '更正申请', en: 'Requests for corrections' },
    how: 'moves',
    onTransfer: { stays: 'Whoever was asked answers; what is still wrong is asked of the county that has the file.' },
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

/**
 * Who may see the file sees it where it is now: the elder, and relatives by the consent that went along. The access to the
 * former file ends.
 */
export const accessCarryOver: CarryOver = {
  name: { zh: '本人和家属账号', en: 'Accounts of the elder and relatives' },
  carry: async (work, from, to, { consents }) => {
    const held = await work.tx
      .selectFrom('elder_access')
      .selectAll()
      .where('county', '=', from.county)
      .where('elder_id', '=', from.id)
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute()
    let along = 0
    for (const one of held) {
      const consentId = one.consent_id === null ? null : (consents.get(one.consent_id) ?? null)
      if (one.stands_as === 'relative' && consentId === null) continue
      const given = await giveElderAccess(work, {
        elder: to,
        accountId: one.account_id,
        holderName: one.holder_name,
        standsAs: one.stands_as as 'self' | 'relative',
        relation: one.relation,
        identitySeen: one.identity_seen,
        consentId,
        from: one.valid_from,
        to: one.valid_to,
      })
      if (given !== undefined) along += 1
    }
    await endElderAccess(work, { county: from.county, elderId: from.id }, { reason: 'moved' })
    return { along }
  },
}

export function declareFamilyRows(): void {
  declareRegionRows([
    { table: 'look_question', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'correction_request', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
  ])
}
