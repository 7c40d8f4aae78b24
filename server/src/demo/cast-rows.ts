import type { Cast, DemoAssessor, DemoOrganisation } from '@yinian/core/demo/organisations.ts'
import { qualifiedOn } from '@yinian/core/demo/organisations.ts'
import { maskDocument } from '@yinian/core/people/identity-document.ts'
import { maskPhone } from '@yinian/core/people/phone.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { type FirstAccount, makeAccount } from '../access/index.ts'
import { nobodysHash } from '../crypto/password.ts'
import { sealWith } from '../crypto/seal.ts'
import type { Vault } from '../crypto/vault.ts'
import { newId } from '../db/ids.ts'
import { copyIn, copyTarget, instant, words } from './copy.ts'

/**
 * Makes the three accounts of the first county's organisation that somebody can sign in with.
 * @returns the cast with those accounts in it, and what the welcome message shows
 */
export async function makeAssessmentAccounts(
  owner: Client,
  cast: Cast,
  now: Date,
): Promise<{ cast: Cast; accounts: FirstAccount[] }> {
  const [first, ...others] = cast.organisations
  if (!first) return { cast, accounts: [] }
  const accounts: FirstAccount[] = []
  const make = async (name: string, displayName: string, role: string, title: string): Promise<string> => {
    accounts.push(
      await makeAccount(
        owner,
        { name, displayName, title: `${first.name}${title}`, region: first.region, roles: [] },
        now,
      ),
    )
    const { rows } = await owner.query<{ id: string }>('select id from account where name = $1', [name])
    const id = rows[0]?.id ?? ''
    await owner.query(
      'insert into access_grant (id, account_id, role, organisation_id, granted_at) values ($1, $2, $3, $4, $5)',
      [newId(now), id, role, first.id, now],
    )
    return id
  }
  const { coordinator } = first
  const accountId = await make('coordinator', coordinator.name, 'assessment-coordinator', '派单员')
  const assessors: DemoAssessor[] = []
  for (const [index, assessor] of first.assessors.entries()) {
    const name = `assessor${index + 1}`
    assessors.push(
      index < 2
        ? { ...assessor, accountName: name, accountId: await make(name, assessor.name, 'assessor', '评估员') }
        : assessor,
    )
  }
  const own = { ...first, assessors, coordinator: { ...coordinator, accountName: 'coordinator', accountId } }
  return { cast: { ...cast, organisations: [own, ...others] }, accounts }
}

/** Accounts of everybody else who acts in the demo region: real rows, with a password nobody knows. */
export async function copyCast(owner: Client, cast: Cast, vault: Vault, today: Day): Promise<void> {
  const account = copyTarget('account', 'id, name, display_name, title, region, password_hash, created_at')
  const grant = copyTarget('access_grant', 'id, account_id, role, region, organisation_id, granted_at')
  const organisation = copyTarget(
    'organisation',
    `county, id, region, credit_code, name, kind, legal_form, address, telephone, contact_name, territory,
     contract_number, contract_from, contract_until, fee_per_assessment, assessors, qualified_assessors, registered_at,
     registered_by, updated_at`,
  )
  const assessorTable = copyTarget(
    'assessor',
    `county, id, region, organisation_id, account_id, name, document_number_sealed, document_number_index,
     document_number_masked, phone_sealed, phone_masked, education, background, practice_since, trained_on,
     training_until, certificate, certificate_number, full_time, status, status_reason, registered_at, registered_by,
     updated_at`,
  )
  const { rows } = await owner.query<{ name: string }>('select name from account')
  const taken = new Set(rows.map(({ name }) => name))
  const addAccount = (
    id: string,
    name: string,
    display: string,
    title: string,
    region: string,
    at: number,
  ): boolean => {
    if (taken.has(name)) return false
    account.add([id, name, display, title, region, nobodysHash, instant(at)])
    return true
  }
  for (const officer of cast.officers.values()) {
    const region = officer.county.padEnd(12, '0')
    const at = cast.organisations[0]?.registeredAt ?? 0
    if (addAccount(officer.accountId, officer.accountName, officer.name, officer.title, region, at))
      grant.add([newId(), officer.accountId, 'civil-affairs-officer', region, null, instant(at)])
  }
  for (const one of cast.organisations) {
    const registrar = cast.officers.get(one.county)?.accountId ?? ''
    organisation.add(organisationRow(one, registrar, today))
    const { coordinator } = one
    if (
      addAccount(
        coordinator.accountId,
        coordinator.accountName,
        coordinator.name,
        `${one.name}派单员`,
        one.region,
        one.registeredAt,
      )
    )
      grant.add([newId(), coordinator.accountId, 'assessment-coordinator', null, one.id, instant(one.registeredAt)])
    const key = await vault.currentKey(one.county)
    for (const assessor of one.assessors) {
      const { id, accountId, documentNumber, phone } = assessor
      if (
        addAccount(
          accountId,
          assessor.accountName,
          assessor.name,
          `${one.name}评估员`,
          one.region,
          assessor.registeredAt,
        )
      )
        grant.add([newId(), accountId, 'assessor', null, one.id, instant(assessor.registeredAt)])
      assessorTable.add([
        one.county,
        id,
        one.region,
        one.id,
        accountId,
        assessor.name,
        sealWith(key, `assessor.document_number:${id}`, documentNumber),
        vault.index('assessor.document_number', documentNumber),
        maskDocument(documentNumber),
        sealWith(key, `assessor.phone:${id}`, phone),
        maskPhone(phone),
        assessor.education,
        assessor.background,
        assessor.practiceSince,
        assessor.trainedOn,
        assessor.trainingUntil,
        assessor.certificate,
        assessor.certificateNumber,
        assessor.fullTime,
        assessor.status,
        assessor.statusReason,
        instant(assessor.registeredAt),
        registrar,
        instant(assessor.registeredAt),
      ])
    }
  }
  for (const target of [account, grant, organisation, assessorTable]) {
    const piece = target.take()
    if (piece) await copyIn(owner, piece)
  }
}

function organisationRow(one: DemoOrganisation, registrar: string, today: Day) {
  return [
    one.county,
    one.id,
    one.region,
    one.creditCode,
    one.name,
    'assessment-organisation',
    one.legalForm,
    one.address,
    one.telephone,
    one.contactName,
    words(one.territory),
    one.contractNumber,
    one.contractFrom,
    one.contractUntil,
    one.fee,
    one.assessors.length,
    qualifiedOn(one, today).length,
    instant(one.registeredAt),
    registrar,
    instant(one.registeredAt),
  ]
}
