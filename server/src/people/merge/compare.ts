import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import {
  clashesOf,
  type FieldValues,
  laterLevel,
  type MergedPeriod,
  type MergedRelative,
  type MergeField,
  type Side,
  sideOf,
} from '@yinian/core/people/merging.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { Elder } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow } from '../elder-file.ts'
import { elsewhere } from '../matching/decide-pair.ts'
import { labels } from '../sealed-elder.ts'
import { elderRecords, type MergePair } from './records.ts'

export type HeldElder = Selectable<Elder>

/** Both files with everything a merge compares. Texts are opened only to compare them; what is shown is masked. */
export interface Compared {
  readonly pair: MergePair
  readonly survivor: HeldElder
  readonly merged: HeldElder
  readonly values: { readonly survivor: FieldValues; readonly merged: FieldValues }
  readonly periods: { readonly survivor: MergedPeriod[]; readonly merged: MergedPeriod[] }
  readonly relatives: { readonly survivor: MergedRelative[]; readonly merged: MergedRelative[] }
  readonly level: { readonly side: Side; readonly level: number | null; readonly validUntil: string | null }
}

/** @throws notFound; pairElsewhere for files of two counties, which are brought into one by a transfer first */
export async function comparePair(work: Work, survivorId: string, mergedId: string): Promise<Compared> {
  const { tx } = work
  if (survivorId === mergedId) throw notFound()
  const one = await getElderRow(tx, survivorId)
  const other = await getElderRow(tx, mergedId)
  if (!one.responsible && !other.responsible) throw notFound()
  if (one.county !== other.county) throw await elsewhere(tx, other.county)
  if (!one.responsible || !other.responsible) throw notFound()
  const { county } = one
  const pair = { county, survivorId, mergedId }
  const [survivor, merged] = [await readHeld(tx, county, survivorId), await readHeld(tx, county, mergedId)]
  return {
    pair,
    survivor,
    merged,
    values: { survivor: await valuesOf(work, survivor), merged: await valuesOf(work, merged) },
    periods: { survivor: await readPeriods(tx, county, survivorId), merged: await readPeriods(tx, county, mergedId) },
    relatives: {
      survivor: await readRelatives(tx, county, survivorId),
      merged: await readRelatives(tx, county, mergedId),
    },
    level: await levelOf(tx, pair, survivor, merged, work.actor.today),
  }
}

/** Whose word a field takes. */
export const takes = (
  { values }: Compared,
  choices: Readonly<Partial<Record<string, Side>>>,
  field: MergeField,
): Side => sideOf(field, values.survivor, values.merged, choices)

export const clashesIn = ({ values }: Compared) => clashesOf(values.survivor, values.merged)

function readHeld(tx: Tx, county: string, id: string): Promise<HeldElder> {
  return tx.selectFrom('elder').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirstOrThrow()
}

/** What is compared of a file: keys and opened texts, so that two spellings of one account are one. */
async function valuesOf({ vault }: Work, elder: HeldElder): Promise<FieldValues> {
  const { county, id } = elder
  const open = async (label: string, sealed: Buffer | null): Promise<Record<string, string> | null> =>
    sealed === null ? null : (JSON.parse(await vault.open(county, label, sealed)) as Record<string, string>)
  const address = await open(labels.address(id), elder.address_sealed)
  const payee = await open(labels.payee(id), elder.payee_sealed)
  return {
    name: elder.name,
    document: elder.document_number_index.toString('hex'),
    ethnicity: elder.ethnicity || null,
    phone: elder.phone_index?.toString('hex') ?? null,
    address: address?.text?.trim() || null,
    payee: payee ? [payee.accountName, payee.bank, payee.accountNumber?.replace(/\s/g, '')].join(' ') : null,
    residence: elder.region,
    registration: elder.registered_region,
  }
}

function readPeriods(tx: Tx, county: string, id: string): Promise<MergedPeriod[]> {
  return tx
    .selectFrom('elder_circumstance')
    .select(['id', 'kind', 'value', 'valid_from as from', 'valid_to as to'])
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

function readRelatives(tx: Tx, county: string, id: string): Promise<MergedRelative[]> {
  return tx
    .selectFrom('related_person')
    .select(['id', 'name', 'relation', 'valid_to as to'])
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .orderBy('id')
    .execute()
}

/** The later result counts: by its assessment where there is one, otherwise by how long it is valid. */
async function levelOf(
  tx: Tx,
  pair: MergePair,
  survivor: HeldElder,
  merged: HeldElder,
  today: string,
): Promise<Compared['level']> {
  const valid = (elder: HeldElder) => {
    const over = elder.ability_valid_until !== null && elder.ability_valid_until < today
    return { level: over ? null : elder.ability_level, validUntil: elder.ability_valid_until }
  }
  for (const { level } of elderRecords()) {
    const known = await level?.(tx, pair)
    if (known)
      return {
        side: known.elderId === pair.mergedId ? 'merged' : 'survivor',
        level: known.level,
        validUntil: known.validUntil,
      }
  }
  const side = laterLevel(valid(survivor), valid(merged))
  return { side, ...valid(side === 'merged' ? merged : survivor) }
}

/** What stands in the way of a merge now. */
export async function obstaclesOf(tx: Tx, { pair, survivor, merged }: Compared): Promise<Text[]> {
  const found: Text[] = []
  if (survivor.state === 'moved-out' || merged.state === 'moved-out')
    found.push({ zh: '其中一份档案已迁出本县', en: 'one of the files has left this county' })
  if (survivor.state !== merged.state && (survivor.state === 'died' || merged.state === 'died'))
    found.push({
      zh: '其中一份已登记死亡、另一份没有，请先登记或更正',
      en: 'one of the two is recorded as deceased and the other is not; record or correct that first',
    })
  const transfer = await tx
    .selectFrom('elder_transfer')
    .select('id')
    .where('county', '=', pair.county)
    .where('elder_id', 'in', [pair.survivorId, pair.mergedId])
    .where('state', 'in', ['requested', 'accepted'])
    .executeTakeFirst()
  if (transfer) found.push({ zh: '有跨县迁移正在办理', en: 'a move to another county is in hand' })
  const undoing = await tx
    .selectFrom('death_report')
    .select('id')
    .where('county', '=', pair.county)
    .where('elder_id', 'in', [pair.survivorId, pair.mergedId])
    .where('state', '=', 'undo-asked')
    .executeTakeFirst()
  if (undoing) found.push({ zh: '死亡登记正在更正', en: 'a recorded death is being corrected' })
  for (const { obstacles } of elderRecords()) found.push(...((await obstacles?.(tx, pair)) ?? []))
  return found
}
