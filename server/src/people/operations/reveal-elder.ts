import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Address, revealElder as endpoint, Payee } from '@yinian/core/people/api.ts'
import { classesOfParticular, classesOfRevealed } from '@yinian/core/people/field-classes.ts'
import type { Static } from 'typebox'
import { audit } from '../../access/index.ts'
import { refuseWithheld } from '../../http/withheld.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, getElderRow } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { labels } from '../sealed-elder.ts'

/**
 * Opens one sealed field for a purpose. The event is written in the same transaction, so nothing is opened unseen.
 * @throws withheldByRule; notFound when the elder is not the actor's responsibility, or the field is empty
 */
export async function revealElder(work: Work, id: string, asked: QueryOf<typeof endpoint>): Promise<{ value: string }> {
  const withheld = withheldFrom(work.actor, 'people:reveal')
  refuseWithheld(withheld, classesOfRevealed[asked.field])
  const elder = await getElderRow(work.tx, id)
  if (!elder.responsible) throw notFound()
  const value = await openField(work, elder, asked)
  await audit(work, 'people.revealed', {
    ...lookAt(elder),
    purpose: asked.purpose,
    detail: {
      field: asked.field,
      ...(asked.relatedPersonId ? { relatedPerson: asked.relatedPersonId } : {}),
      ...(asked.formerParticularId ? { formerParticular: asked.formerParticularId } : {}),
    },
  })
  return { value }
}

async function openField(work: Work, elder: ElderReference, asked: QueryOf<typeof endpoint>): Promise<string> {
  const { county, id } = elder
  const open = (label: string, sealed: Buffer | null | undefined) => {
    if (!sealed) throw notFound()
    return work.vault.open(county, label, sealed)
  }
  if (asked.field === 'relatedPersonPhone') {
    if (asked.relatedPersonId === undefined) throw notFound({ at: '/relatedPersonId' })
    const person = await work.tx
      .selectFrom('related_person')
      .select('phone_sealed')
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('id', '=', asked.relatedPersonId)
      .executeTakeFirst()
    return open(labels.relatedPersonPhone(asked.relatedPersonId), person?.phone_sealed)
  }
  if (asked.field === 'formerParticular') {
    if (asked.formerParticularId === undefined) throw notFound({ at: '/formerParticularId' })
    const former = await work.tx
      .selectFrom('elder_former_particular')
      .select(['field', 'of_file', 'value_sealed'])
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('id', '=', asked.formerParticularId)
      .executeTakeFirst()
    if (!former) throw notFound()
    refuseWithheld(withheldFrom(work.actor, 'people:reveal'), classesOfParticular(former.field))
    return textOf(former.field, await open(labels.formerParticular(former.field, former.of_file), former.value_sealed))
  }
  if (asked.field === 'guardianCandidatePhone') {
    if (asked.recordId === undefined) throw notFound({ at: '/recordId' })
    const arrangement = await work.tx
      .selectFrom('guardianship_arrangement')
      .select('candidate_phone_sealed')
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('id', '=', asked.recordId)
      .executeTakeFirst()
    return open(labels.guardianCandidatePhone(asked.recordId), arrangement?.candidate_phone_sealed)
  }
  if (asked.field === 'carePersonPhone') {
    if (asked.recordId === undefined) throw notFound({ at: '/recordId' })
    const plan = await work.tx
      .selectFrom('care_plan')
      .select('person_phone_sealed')
      .where('county', '=', county)
      .where('elder_id', '=', id)
      .where('id', '=', asked.recordId)
      .executeTakeFirst()
    return open(labels.carePersonPhone(asked.recordId), plan?.person_phone_sealed)
  }
  const sealed = await work.tx
    .selectFrom('elder')
    .select(['document_number_sealed', 'phone_sealed', 'address_sealed', 'payee_sealed'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  switch (asked.field) {
    case 'documentNumber':
      return open(labels.documentNumber(id), sealed.document_number_sealed)
    case 'phone':
      return open(labels.phone(id), sealed.phone_sealed)
    case 'address':
      return textOf('address', await open(labels.address(id), sealed.address_sealed))
    case 'payee':
      return textOf('payee', await open(labels.payee(id), sealed.payee_sealed))
  }
}

/** An opened value as a person reads it. */
function textOf(field: string, opened: string): string {
  if (field === 'address') return (JSON.parse(opened) as Static<typeof Address>).text
  if (field !== 'payee') return opened
  const payee = JSON.parse(opened) as Static<typeof Payee>
  return `${payee.accountName} ${payee.bank} ${payee.accountNumber}`
}
