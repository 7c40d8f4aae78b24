import type { Side } from '@yinian/core/people/merging.ts'
import { sql, type Updateable } from 'kysely'
import type { Elder } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { labels } from '../sealed-elder.ts'
import { changeRow, keepRow, type MergeRecord } from './change-row.ts'
import { type Compared, type HeldElder, takes } from './compare.ts'

/**
 * Writes onto the survivor what the other file knows better. Sealed values are opened and sealed again under the survivor;
 * the number that was not chosen is kept as a former one. @returns the index of the number the survivor goes by
 */
export async function takeParticulars(
  work: Work,
  merge: MergeRecord,
  compared: Compared,
  choices: Readonly<Record<string, Side>>,
): Promise<Buffer> {
  const { survivor, merged, pair, level } = compared
  const from = (field: Parameters<typeof takes>[2]) => takes(compared, choices, field) === 'merged'
  const reseal = async (label: (id: string) => string, sealed: Buffer | null) =>
    sealed === null
      ? null
      : work.vault.seal(pair.county, label(survivor.id), await work.vault.open(pair.county, label(merged.id), sealed))
  const set: Updateable<Elder> = {}
  if (from('name')) Object.assign(set, { name: merged.name, pinyin: merged.pinyin, initials: merged.initials })
  if (from('ethnicity')) set.ethnicity = merged.ethnicity
  if (from('phone'))
    Object.assign(set, {
      phone_sealed: await reseal(labels.phone, merged.phone_sealed),
      phone_index: merged.phone_index,
      phone_masked: merged.phone_masked,
    })
  if (from('address'))
    Object.assign(set, {
      address_sealed: await reseal(labels.address, merged.address_sealed),
      address_masked: merged.address_masked,
      longitude: merged.longitude,
      latitude: merged.latitude,
    })
  if (from('payee'))
    Object.assign(set, {
      payee_sealed: await reseal(labels.payee, merged.payee_sealed),
      payee_masked: merged.payee_masked,
      payee_index: merged.payee_index,
    })
  if (from('residence')) set.region = merged.region
  if (from('registration')) set.registered_region = merged.registered_region
  if (level.side === 'merged') Object.assign(set, { ability_level: level.level, ability_valid_until: level.validUntil })
  const served = [...new Set([...survivor.served_by, ...merged.served_by])]
  if (served.length > survivor.served_by.length) set.served_by = served
  if (survivor.document_disputed) set.document_disputed = false
  const differ = !survivor.document_number_index.equals(merged.document_number_index)
  if (differ) await keepNumber(work, merge, from('document') ? survivor : merged, survivor.id)
  if (from('document'))
    Object.assign(set, {
      document_type: merged.document_type,
      document_number_sealed: await reseal(labels.documentNumber, merged.document_number_sealed),
      document_number_index: merged.document_number_index,
      document_number_masked: merged.document_number_masked,
      birth: merged.birth,
      sex: merged.sex,
    })
  await changeRow(work, merge, 'elder', { county: pair.county, id: survivor.id }, set)
  await sql`update elder set version = version + 1, updated_at = ${work.actor.now}
    where county = ${pair.county} and id = ${survivor.id}`.execute(work.tx)
  return from('document') ? merged.document_number_index : survivor.document_number_index
}

async function keepNumber(work: Work, merge: MergeRecord, of: HeldElder, survivorId: string): Promise<void> {
  const { tx, actor, vault } = work
  const id = newId(actor.now)
  const number = await vault.open(of.county, labels.documentNumber(of.id), of.document_number_sealed)
  await tx
    .insertInto('former_document')
    .values({
      county: merge.county,
      id,
      elder_id: survivorId,
      region: merge.region,
      document_type: of.document_type,
      number_sealed: await vault.seal(merge.county, labels.formerDocument(id), number),
      number_index: of.document_number_index,
      number_masked: of.document_number_masked,
      reason: '合并档案',
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      recorded_by_name: actor.name,
    })
    .execute()
  await keepRow(work, merge, {
    relation: 'former_document',
    row: { county: merge.county, id },
    before: null,
    after: {},
  })
}
