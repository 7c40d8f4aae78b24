import type { Payee } from '@yinian/core/people/api.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { type ImportFieldId, importFields } from '@yinian/core/people/import-fields.ts'
import type { ImportedCategory, ImportedElder, ImportedRelative, ImportFault } from '@yinian/core/people/import-row.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import type { Static } from 'typebox'
import type { Elder, RelatedPerson } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { changeElder } from '../operations/change-elder.ts'
import { addCircumstance } from '../operations/circumstances.ts'
import { addRelatedPerson, endRelatedPerson } from '../operations/related-persons.ts'
import { indexesOfPhone, labels } from '../sealed-elder.ts'
import type { HeldElder } from './held-elders.ts'
import type { RegionsOfRow } from './regions-of-row.ts'
import { RowRefused, requireVillage } from './row-refused.ts'

/** What a row would change of an elder who is registered already. Nothing is ever taken away. */
export interface PlannedChange {
  readonly held: Selectable<Elder>
  readonly patch: Patch
  readonly categories: readonly ImportedCategory[]
  readonly relatives: readonly {
    readonly relative: ImportedRelative
    readonly known: Selectable<RelatedPerson> | undefined
  }[]
  readonly changes: boolean
  readonly notes: readonly ImportFault[]
}

interface Patch {
  readonly fields: readonly ImportFieldId[]
  readonly values: Omit<Parameters<typeof changeElder>[2], 'version'>
}

/** What the row leaves blank stays as it is. @throws RowRefused */
export async function planChange(
  work: Work,
  { elder: held, present, relatives: known }: HeldElder,
  elder: ImportedElder,
  regions: RegionsOfRow,
): Promise<PlannedChange> {
  refuseOther(held, elder)
  const patch = await patchOf(work, held, elder, regions)
  const categories = elder.categories.filter(({ kind, value }) => !present.has(`${kind}:${value}`))
  const relatives = []
  for (const relative of elder.relatives) {
    const same = known.find(({ name }) => name === relative.name)
    if (!same || (await hasOtherPhone(work, same, relative))) relatives.push({ relative, known: same })
  }
  const changed = new Set<ImportFieldId>([
    ...patch.fields,
    ...categories.map(({ field }) => field),
    ...relatives.map(({ relative }) => relative.field),
  ])
  const denied = elder.denied.filter((one) => present.has(`${one.kind}:${one.value}`))
  return {
    held,
    patch,
    categories,
    relatives,
    changes: changed.size > 0,
    notes: [...[...changed].map(changeNote), ...denied.map(deniedNote)],
  }
}

/** @throws the refusals of changing an elder */
export async function carryOut(work: Work, { held, patch, categories, relatives }: PlannedChange, source: string) {
  if (patch.fields.length > 0) await changeElder(work, held.id, { version: held.version, ...patch.values })
  for (const { kind, value } of categories)
    await addCircumstance(work, held.id, { kind, value, from: work.actor.today, source })
  // People around an elder are told apart by name. A new telephone makes a new period of the same part.
  for (const { relative, known } of relatives) {
    if (known) await endRelatedPerson(work, held.id, known.id, work.actor.today)
    const before = known
      ? { roles: known.roles, note: known.note, ...(relative.relation === 'other' ? { relation: known.relation } : {}) }
      : {}
    await addRelatedPerson(work, held.id, { ...newRelative(relative), ...before })
  }
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

async function patchOf(
  { vault }: Work,
  held: Selectable<Elder>,
  elder: ImportedElder,
  regions: RegionsOfRow,
): Promise<Patch> {
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
  if (elder.phone && !indexesOfPhone(vault, elder.phone).some((index) => held.phone_index?.equals(index))) {
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

async function hasOtherPhone(
  { vault }: Work,
  known: Selectable<RelatedPerson>,
  relative: ImportedRelative,
): Promise<boolean> {
  if (relative.phone === undefined) return false
  if (known.phone_sealed === null) return true
  return (await vault.open(known.county, labels.relatedPersonPhone(known.id), known.phone_sealed)) !== relative.phone
}

export function newRelative({ name, relation, phone, note }: ImportedRelative) {
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
