import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { addRelatedPerson as addEndpoint, ElderFile } from '@yinian/core/people/api.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { periodUpsideDown, phoneInvalid, relationUnknown } from '@yinian/core/people/problems.ts'
import { relatedRoles, relations } from '@yinian/core/people/related-persons.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit, auditMany } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { withFormer } from '../as-of/keep-former.ts'
import { getElderFile, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { labels } from '../sealed-elder.ts'
import { touch } from './circumstances.ts'

type NewRelatedPerson = BodyOf<typeof addEndpoint>

interface Whose {
  readonly county: string
  readonly id: string
  readonly region: string
}

/** @throws notFound, phoneInvalid, relationUnknown */
export async function addRelatedPerson(work: Work, elderId: string, person: NewRelatedPerson): Promise<ElderFile> {
  const elder = await lockElder(work.tx, elderId)
  await addRelatedPersons(work, [{ elder, person }])
  await touch(work, elder)
  return getElderFile(work.tx, elder.id, work.actor.today)
}

/**
 * Adds people around elders whom the caller holds or has just registered, a statement for all of them.
 * @returns their ids, in the same order
 * @throws phoneInvalid, relationUnknown
 */
export async function addRelatedPersons(
  work: Work,
  added: readonly { readonly elder: Whose; readonly person: NewRelatedPerson }[],
): Promise<string[]> {
  if (added.length === 0) return []
  const rows = await Promise.all(added.map(({ elder, person }) => rowOf(work, elder, person)))
  await work.tx.insertInto('related_person').values(rows).execute()
  await auditMany(
    work,
    'people.related-person-added',
    added.map(({ elder, person }, index) => ({
      ...lookAt(elder),
      detail: { relatedPerson: rows[index]?.id, relation: person.relation, roles: person.roles },
    })),
  )
  return rows.map(({ id }) => id)
}

async function rowOf({ actor, vault }: Work, elder: Whose, person: NewRelatedPerson) {
  if (!Object.hasOwn(relations, person.relation))
    throw relationUnknown({ at: '/relation', values: { relation: person.relation } })
  const strange = person.roles.find((role) => !Object.hasOwn(relatedRoles, role))
  if (strange !== undefined) throw relationUnknown({ at: '/roles', values: { relation: strange } })
  const phone = person.phone?.trim() ? readPhone(person.phone) : null
  if (person.phone?.trim() && phone === null) throw phoneInvalid({ at: '/phone' })
  const id = newId(actor.now)
  return {
    county: elder.county,
    id,
    elder_id: elder.id,
    region: elder.region,
    name: person.name.trim(),
    relation: person.relation,
    roles: [...new Set(person.roles)],
    phone_sealed: phone === null ? null : await vault.seal(elder.county, labels.relatedPersonPhone(id), phone),
    phone_masked: phone === null ? null : maskPhone(phone),
    note: person.note ?? '',
    valid_from: actor.today,
    recorded_at: actor.now,
    recorded_by: actor.accountId,
  }
}

/** @throws notFound, periodUpsideDown */
export async function endRelatedPerson(work: Work, elderId: string, personId: string, to: string): Promise<ElderFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, elderId)
  const person = await tx
    .selectFrom('related_person')
    .select(['valid_from', 'valid_to'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person || person.valid_to !== null) throw notFound()
  if (!isDay(to) || to < person.valid_from) throw periodUpsideDown({ at: '/to', values: { from: person.valid_from } })
  await tx
    .updateTable('related_person')
    .set({ valid_to: to, former: withFormer(work, 'valid_to') })
    .where('county', '=', elder.county)
    .where('id', '=', personId)
    .execute()
  await touch(work, elder)
  await audit(work, 'people.related-person-ended', { ...lookAt(elder), detail: { relatedPerson: personId, to } })
  return getElderFile(tx, elder.id, actor.today)
}
