import type { DemoElder } from '@yinian/core/demo/demo-elder.ts'
import type { DemoOfficer } from '@yinian/core/demo/organisations.ts'
import { documentKey, maskDocument } from '@yinian/core/people/identity-document.ts'
import { maskAddress, maskPayee } from '@yinian/core/people/masks.ts'
import { maskPhone } from '@yinian/core/people/phone.ts'
import { sealWith } from '../crypto/seal.ts'
import type { DataKey, Vault } from '../crypto/vault.ts'
import { indexOfDocument, indexOfPhone, sealLabels as labels } from '../people/index.ts'
import { copyTarget, instant, words } from './copy.ts'

/** The tables of the register, in the order in which they may be filled. */
export function registerTables() {
  return {
    elder: copyTarget(
      'elder',
      `county, id, region, registered_region, name, pinyin, initials, sex, birth, ethnicity, document_type,
       document_number_sealed, document_number_index, document_number_masked, phone_sealed, phone_index, phone_masked,
       address_sealed, address_masked, longitude, latitude, payee_sealed, payee_masked, categories, ability_level,
       ability_valid_until, state, died_on, served_by, registered_at, updated_at`,
    ),
    identityClaim: copyTarget('identity_claim', 'document_index, county, elder_id'),
    circumstance: copyTarget(
      'elder_circumstance',
      `county, id, elder_id, region, kind, value, valid_from, valid_to, source, evidence, recorded_at, recorded_by,
       recorded_by_name, ended_at, ended_by`,
    ),
    relatedPerson: copyTarget(
      'related_person',
      'county, id, elder_id, region, name, relation, roles, phone_sealed, phone_masked, note, valid_from, valid_to, recorded_at, recorded_by',
    ),
    formerNumber: copyTarget('former_number', 'county, id, elder_id, region, register, number'),
  }
}

export type RegisterTables = ReturnType<typeof registerTables>

/** Adds an elder and everything the register keeps about them, sealed with the county's key. */
export function addElder(
  tables: RegisterTables,
  elder: DemoElder,
  officer: DemoOfficer,
  vault: Pick<Vault, 'index'>,
  key: DataKey,
): void {
  const { id, name, phone, address, payee } = elder
  const region = elder.village.code
  const county = elder.village.county.code
  const seal = (label: string, plain: string): Buffer => sealWith(key, label, plain)
  const index = indexOfDocument(vault, documentKey('resident-identity', elder.documentNumber))
  tables.elder.add([
    county,
    id,
    region,
    elder.registeredRegion,
    name.text,
    name.pinyin,
    name.initials,
    elder.sex,
    elder.birth,
    elder.ethnicity,
    'resident-identity',
    seal(labels.documentNumber(id), elder.documentNumber),
    index,
    maskDocument(elder.documentNumber),
    phone === null ? null : seal(labels.phone(id), phone),
    phone === null ? null : indexOfPhone(vault, phone),
    phone === null ? null : maskPhone(phone),
    seal(labels.address(id), JSON.stringify(address)),
    maskAddress(address.text),
    Math.round(address.longitude * 1000) / 1000,
    Math.round(address.latitude * 1000) / 1000,
    payee === null ? null : seal(labels.payee(id), JSON.stringify(payee)),
    payee === null ? null : maskPayee(payee),
    words(elder.categories),
    elder.abilityLevel,
    elder.abilityValidUntil,
    elder.state,
    elder.diedOn,
    words(elder.servedBy),
    instant(elder.registeredAt),
    instant(elder.updatedAt),
  ])
  tables.identityClaim.add([index, county, id])
  for (const fact of elder.circumstances)
    tables.circumstance.add([
      county,
      fact.id,
      id,
      region,
      fact.kind,
      fact.value,
      fact.from,
      fact.to,
      fact.source,
      fact.evidence,
      instant(fact.recordedAt),
      officer.accountId,
      officer.name,
      instant(fact.endedAt),
      fact.endedAt === null ? null : officer.accountId,
    ])
  for (const person of elder.related)
    tables.relatedPerson.add([
      county,
      person.id,
      id,
      region,
      person.name,
      person.relation,
      words(person.roles),
      person.phone === null ? null : seal(labels.relatedPersonPhone(person.id), person.phone),
      person.phone === null ? null : maskPhone(person.phone),
      person.note,
      person.from,
      person.to,
      instant(person.recordedAt),
      officer.accountId,
    ])
  for (const former of elder.formerNumbers)
    tables.formerNumber.add([county, former.id, id, region, former.register, former.number])
}
