import type { Payee } from '@yinian/core/people/api.ts'
import type { CheckedElder } from '@yinian/core/people/check-elder.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import type { Insertable } from 'kysely'
import type { Static } from 'typebox'
import type { Vault } from '../crypto/vault.ts'
import type { Elder } from '../db/generated.ts'

/** Labels under which the fields of one row are sealed; a value sealed under one opens under no other. */
export const labels = {
  documentNumber: (elderId: string) => `elder.document_number:${elderId}`,
  phone: (elderId: string) => `elder.phone:${elderId}`,
  address: (elderId: string) => `elder.address:${elderId}`,
  payee: (elderId: string) => `elder.payee:${elderId}`,
  relatedPersonPhone: (id: string) => `related_person.phone:${id}`,
  formerDocument: (id: string) => `former_document.number:${id}`,
  /** As the elder’s own column, because the value is kept as it was sealed there. */
  formerParticular: (field: string, fileId: string) => `elder.${field}:${fileId}`,
  guardianCandidatePhone: (id: string) => `guardianship_arrangement.candidate_phone:${id}`,
  guardianshipNote: (id: string) => `guardianship_step.note:${id}`,
  carePersonPhone: (id: string) => `care_plan.person_phone:${id}`,
  carePlanNote: (id: string) => `care_plan.note:${id}`,
  careFinding: (id: string) => `care_contact.finding:${id}`,
  careNeed: (id: string) => `care_contact.need:${id}`,
  childWorkplace: (id: string) => `family_contact.works_at:${id}`,
  mergeAfter: (id: string) => `elder_merge_sealed.after:${id}`,
}

/** The label of a sealed column of a row, by its name: `elder.phone_sealed` is sealed as `elder.phone:…`. */
export const labelOfColumn = (relation: string, column: string, id: string): string =>
  `${relation}.${column.replace(/_sealed$/, '')}:${id}`

/** Kinds of the blind indexes over elders. */
export const indexKinds = {
  documentNumber: 'elder.document_number',
  phone: 'elder.phone',
  payee: 'elder.payee',
} as const

export const indexOfDocument = (vault: Pick<Vault, 'index'>, key: string): Buffer =>
  vault.index(indexKinds.documentNumber, key)
export const indexOfPhone = (vault: Pick<Vault, 'index'>, phone: string): Buffer => vault.index(indexKinds.phone, phone)

/** Under everything it may be kept, for whoever searches or claims. */
export const indexesOfDocument = (vault: Vault, key: string): readonly Buffer[] =>
  vault.indexes(indexKinds.documentNumber, key)
export const indexesOfPhone = (vault: Vault, phone: string): readonly Buffer[] => vault.indexes(indexKinds.phone, phone)
export const indexOfPayee = (vault: Vault, accountNumber: string): Buffer =>
  vault.index(indexKinds.payee, payeeKey(accountNumber))
export const indexesOfPayee = (vault: Vault, accountNumber: string): readonly Buffer[] =>
  vault.indexes(indexKinds.payee, payeeKey(accountNumber))
export const payeeKey = (accountNumber: string): string => accountNumber.replace(/\s/g, '')

/** The row of a checked elder, with what is sensitive sealed under the county's key. */
export async function sealElder(
  vault: Vault,
  elder: CheckedElder,
  id: string,
  now: Date,
): Promise<Insertable<Elder> & { county: string; document_number_index: Buffer }> {
  const county = countyOf(elder.region)
  return {
    county,
    id,
    region: elder.region,
    registered_region: elder.registeredRegion,
    name: elder.name,
    pinyin: elder.pinyin,
    initials: elder.initials,
    sex: elder.sex,
    birth: elder.birth,
    ethnicity: elder.ethnicity,
    document_type: elder.documentType,
    document_number_sealed: await vault.seal(county, labels.documentNumber(id), elder.documentNumber),
    document_number_index: indexOfDocument(vault, elder.documentKey),
    document_number_masked: elder.documentMasked,
    ...(await sealPhone(vault, county, id, elder.phone, elder.phoneMasked)),
    ...(await sealAddress(vault, county, id, elder.address ?? null, elder.addressMasked)),
    ...(await sealPayee(vault, county, id, elder.payee ?? null, elder.payeeMasked)),
    registered_at: now,
    updated_at: now,
  }
}

export async function sealPhone(vault: Vault, county: string, id: string, phone: string | null, masked: string | null) {
  return {
    phone_sealed: phone === null ? null : await vault.seal(county, labels.phone(id), phone),
    phone_index: phone === null ? null : indexOfPhone(vault, phone),
    phone_masked: masked,
  }
}

/** The exact place is sealed with the address; beside it stand coordinates of about 100 metres, for maps of many. */
export async function sealAddress(
  vault: Vault,
  county: string,
  id: string,
  address: { text: string; longitude?: number; latitude?: number } | null,
  masked: string | null,
) {
  const coarse = (degrees: number | undefined) => (degrees === undefined ? null : Math.round(degrees * 1000) / 1000)
  return {
    address_sealed: address === null ? null : await vault.seal(county, labels.address(id), JSON.stringify(address)),
    address_masked: masked,
    longitude: coarse(address?.longitude),
    latitude: coarse(address?.latitude),
  }
}

export async function sealPayee(
  vault: Vault,
  county: string,
  id: string,
  payee: Static<typeof Payee> | null,
  masked: string | null,
) {
  return {
    payee_sealed: payee === null ? null : await vault.seal(county, labels.payee(id), JSON.stringify(payee)),
    payee_masked: masked,
    payee_index: payee === null ? null : indexOfPayee(vault, payee.accountNumber),
  }
}
