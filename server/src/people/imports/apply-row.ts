import type { Payee } from '@yinian/core/people/api.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { documentKey } from '@yinian/core/people/identity-document.ts'
import { type ImportFieldId, importFields } from '@yinian/core/people/import-fields.ts'
import type { ImportedCategory, ImportedElder, ImportedRelative, ImportFault } from '@yinian/core/people/import-row.ts'
import { isWithin, levelOf } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Elder, RelatedPerson } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { changeElder } from '../operations/change-elder.ts'
import { addCircumstance } from '../operations/circumstances.ts'
import { registerOne } from '../operations/register-elder.ts'
import { addRelatedPerson, endRelatedPerson } from '../operations/related-persons.ts'
import { indexOfDocument, indexOfPhone, labels } from '../sealed-elder.ts'
import type { RegionsOfRow } from './regions-of-row.ts'
import { RowRefused } from './row-refused.ts'

export interface AppliedRow {
  readonly outcome: 'registered' | 'changed' | 'unchanged'
  readonly elderId: string
  readonly notes: readonly ImportFault[]
}

/** Brings the register to what a row says. What the row leaves blank stays as it is; nothing is ever taken away. */
export async function applyRow(
  work: Work,
  elder: ImportedElder,
  regions: RegionsOfRow,
  source: string,
): Promise<AppliedRow> {
  const held = await findHeld(work, elder)
  return held ? changeHeld(work, held, elder, regions, source) : register(work, elder, regions, source)
}

/** The elder with this document among those the importer is responsible for; anybody else's is for registering to refuse. */
async function findHeld({ tx, vault }: Work, elder: ImportedElder): Promise<Selectable<Elder> | undefined> {
  const index = indexOfDocument(vault, documentKey(elder.documentType, elder.documentNumber))
  const claim = await tx
    .selectFrom('identity_claim')
    .select(['county', 'elder_id'])
    .where('document_index', '=', index)
    .executeTakeFirst()
  if (!claim) return undefined
  return tx
    .selectFrom('elder')
    .selectAll()
    .where('county', '=', claim.county)
    .where('id', '=', claim.elder_id)
    .where(sql<boolean>`in_scope(region)`)
    .executeTakeFirst()
}

async function register(work: Work, elder: ImportedElder, regions: RegionsOfRow, source: string): Promise<AppliedRow> {
  requireVillage(regions)
  const id = await registerOne(work, {
    name: elder.name,
    documentType: elder.documentType,
    documentNumber: elder.documentNumber,
    region: regions.region,
    ...(elder.sex ? { sex: elder.sex } : {}),
    ...(elder.birth ? { birth: elder.birth } : {}),
    ...(elder.ethnicity ? { ethnicity: elder.ethnicity } : {}),
    ...(elder.phone ? { phone: elder.phone } : {}),
    ...(regions.registeredRegion ? { registeredRegion: regions.registeredRegion } : {}),
    ...(elder.address ? { address: { text: elder.address } } : {}),
    ...(elder.payee ? { payee: elder.payee } : {}),
    ...(elder.formerNumber
      ? { formerNumbers: [{ register: importFields.formerNumber.name.zh, number: elder.formerNumber }] }
      : {}),
    circumstances: elder.categories.map(({ kind, value }) => ({ kind, value, from: work.actor.today, source })),
  })
  for (const relative of elder.relatives) await addRelatedPerson(work, id, newRelative(relative))
  return { outcome: 'registered', elderId: id, notes: [] }
}

async function changeHeld(
  work: Work,
  held: Selectable<Elder>,
  elder: ImportedElder,
  regions: RegionsOfRow,
  source: string,
): Promise<AppliedRow> {
  refuseOther(held, elder)
  const changed: ImportFieldId[] = []
  const patch = await patchOf(work, held, elder, regions)
  changed.push(...patch.fields)
  if (patch.fields.length > 0) await changeElder(work, held.id, { version: held.version, ...patch.values })
  const present = await presentCategories(work, held)
  for (const { kind, value, field } of elder.categories) {
    if (present.has(`${kind}:${value}`)) continue
    await addCircumstance(work, held.id, { kind, value, from: work.actor.today, source })
    changed.push(field)
  }
  changed.push(...(await bringRelatives(work, held, elder.relatives)))
  const notes = [...new Set(changed)].map((field) => changeNote(field))
  return {
    outcome: changed.length > 0 ? 'changed' : 'unchanged',
    elderId: held.id,
    notes: [...notes, ...elder.denied.filter((one) => present.has(`${one.kind}:${one.value}`)).map(deniedNote)],
  }
}

/** Everybody lives in a village or community; a town alone leaves open in which. */
function requireVillage({ region, stated }: RegionsOfRow): void {
  if (levelOf(region) === 'village') return
  const message = stated
    ? {
        zh: '只写到乡镇（街道）或以上，请写明村（社区）',
        en: 'Only the town or above is given; write the village or community',
      }
    : {
        zh: '没有写村（社区），上传时选的区域也不是村（社区）',
        en: 'No village is given, and the division chosen for the file is not one',
      }
  throw new RowRefused([{ field: 'village', message }])
}

/** A number that belongs to somebody with another name, sex or birth is a mistake of one of the two; which, a person decides. */
function refuseOther(held: Selectable<Elder>, elder: ImportedElder): void {
  const faults: ImportFault[] = []
  const differs = (field: ImportFieldId, zh: string, en: string) =>
    faults.push({
      field,
      message: { zh: `与档案不一致：档案里是${zh}`, en: `Does not agree with the file, which says ${en}` },
    })
  if (held.name !== elder.name) differs('name', `“${held.name}”`, `“${held.name}”`)
  if (elder.birth && held.birth !== elder.birth) differs('birth', ` ${held.birth}`, held.birth)
  if (elder.sex && held.sex !== elder.sex) differs('sex', held.sex === 'male' ? '男' : '女', held.sex)
  if (held.state === 'died')
    faults.push({
      field: '',
      message: { zh: `已登记死亡（${held.died_on ?? ''}）`, en: `Recorded as deceased (${held.died_on ?? ''})` },
    })
  if (faults.length > 0) throw new RowRefused(faults)
}

async function patchOf({ vault }: Work, held: Selectable<Elder>, elder: ImportedElder, regions: RegionsOfRow) {
  const fields: ImportFieldId[] = []
  const values: {
    region?: string
    registeredRegion?: string
    phone?: string
    ethnicity?: string
    address?: { text: string }
    payee?: Static<typeof Payee>
  } = {}
  const open = async (label: string, sealed: Buffer | null): Promise<unknown> =>
    sealed === null ? null : JSON.parse(await vault.open(held.county, label, sealed))
  if (regions.stated && !isWithin(held.region, regions.region)) {
    requireVillage(regions)
    values.region = regions.region
    fields.push('village')
  }
  if (regions.registeredRegion && !isWithin(held.registered_region, regions.registeredRegion)) {
    values.registeredRegion = regions.registeredRegion
    fields.push('registration')
  }
  if (elder.phone && !(held.phone_index && indexOfPhone(vault, elder.phone).equals(held.phone_index))) {
    values.phone = elder.phone
    fields.push('phone')
  }
  if (elder.ethnicity && elder.ethnicity !== held.ethnicity) {
    values.ethnicity = elder.ethnicity
    fields.push('ethnicity')
  }
  if (elder.address) {
    const address = (await open(labels.address(held.id), held.address_sealed)) as { text: string } | null
    if (address?.text !== elder.address) {
      values.address = { text: elder.address }
      fields.push('address')
    }
  }
  if (elder.payee) {
    const payee = (await open(labels.payee(held.id), held.payee_sealed)) as Static<typeof Payee> | null
    if (!payee || !samePayee(payee, elder.payee)) {
      values.payee = elder.payee
      fields.push('payeeAccount')
    }
  }
  return { fields, values }
}

function samePayee(one: Static<typeof Payee>, other: Static<typeof Payee>): boolean {
  const digits = (payee: Static<typeof Payee>) => payee.accountNumber.replace(/\s/g, '')
  return one.accountName === other.accountName && one.bank === other.bank && digits(one) === digits(other)
}

async function presentCategories({ tx, actor }: Work, held: Selectable<Elder>): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('elder_circumstance')
    .select(['kind', 'value'])
    .where('county', '=', held.county)
    .where('elder_id', '=', held.id)
    .where('valid_from', '<=', actor.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  return new Set(rows.map(({ kind, value }) => `${kind}:${value}`))
}

/** People around an elder are told apart by name. A new telephone makes a new period of the same part. */
async function bringRelatives(
  work: Work,
  held: Selectable<Elder>,
  relatives: readonly ImportedRelative[],
): Promise<ImportFieldId[]> {
  if (relatives.length === 0) return []
  const present = await work.tx
    .selectFrom('related_person')
    .selectAll()
    .where('county', '=', held.county)
    .where('elder_id', '=', held.id)
    .where('valid_to', 'is', null)
    .execute()
  const changed: ImportFieldId[] = []
  for (const relative of relatives) {
    const known = present.find(({ name }) => name === relative.name)
    if (known && !(await hasOtherPhone(work, known, relative))) continue
    if (known) await endRelatedPerson(work, held.id, known.id, work.actor.today)
    const before = known
      ? { roles: known.roles, note: known.note, ...(relative.relation === 'other' ? { relation: known.relation } : {}) }
      : {}
    await addRelatedPerson(work, held.id, { ...newRelative(relative), ...before })
    changed.push(relative.field)
  }
  return changed
}

async function hasOtherPhone(
  { vault }: Work,
  known: Selectable<RelatedPerson>,
  relative: ImportedRelative,
): Promise<boolean> {
  if (relative.phone === undefined) return false
  if (known.phone_sealed === null) return true
  return (await vault.open(known.county, labels.relatedPersonPhone(known.id), known.phone_sealed)) !== relative.phone
}

function newRelative({ name, relation, phone, note }: ImportedRelative) {
  return { name, relation, roles: ['contact-person'], note, ...(phone ? { phone } : {}) }
}

function changeNote(field: ImportFieldId): ImportFault {
  const { zh, en } = importFields[field].name
  return { field, message: { zh: `更新${zh}`, en: `${en} is brought up to date` } }
}

function deniedNote({ kind, value, field }: ImportedCategory): ImportFault {
  const name = nameOfCategory(`${kind}:${value}`)
  return {
    field,
    message: {
      zh: `文件填“否”，档案里仍是“${name.zh}”；如确已终止，请在档案中终止`,
      en: `The file says no, the register still says “${name.en}”; end it there if it has ended`,
    },
  }
}
