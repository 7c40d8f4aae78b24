import type { Actor } from '@yinian/core/access/actor.ts'
import type { getOwn, getOwnParticulars, listOwnQuestions } from '@yinian/core/family/own-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { abilityLevelNames, sexNames } from '@yinian/core/people/exported-columns.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import type { OwnElder } from './own-elder.ts'
import { toCorrection, toQuestion } from './request-rows.ts'

/** Whose files somebody may see from their own account today. */
export async function describeOwn(tx: Tx, actor: Actor): Promise<ReplyOf<typeof getOwn>> {
  const ids = (actor.standsFor ?? []).map(({ accessId }) => accessId)
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('elder_access')
          .innerJoin('elder', (join) =>
            join.onRef('elder.county', '=', 'elder_access.county').onRef('elder.id', '=', 'elder_id'),
          )
          .select(['elder.id', 'name', 'stands_as', 'relation', 'valid_to', 'holder_name'])
          .where('elder_access.id', 'in', ids)
          .orderBy('stands_as', 'desc')
          .orderBy('elder_access.id')
          .execute()
  return {
    name: rows[0]?.holder_name ?? '',
    accountName: actor.name,
    today: actor.today,
    elders: rows.map((row) => ({
      id: row.id,
      name: row.name,
      standsAs: row.stands_as as OwnElder['standsAs'],
      relation: nameOfRelation(row.relation),
      until: row.valid_to,
    })),
  }
}

export function nameOfRelation(relation: string): { zh: string; en: string } | null {
  if (relation === '') return null
  return { ...((relations as Readonly<Record<string, Text>>)[relation] ?? { zh: relation, en: relation }) }
}

const lookMinutes = 30

/** A relative's look, and the elder's own, are recorded as everybody's: one for half an hour. */
export async function recordOwnLook(work: Work, elder: OwnElder): Promise<void> {
  const { tx, actor } = work
  const recorded = await tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('actor_id', '=', actor.accountId)
    .where('action', '=', 'family.looked')
    .where('at', '>', new Date(actor.now.getTime() - lookMinutes * 60_000))
    .limit(1)
    .executeTakeFirst()
  if (recorded) return
  const subject = { region: elder.region, subjectType: 'elder', subjectId: elder.id, elderId: elder.id }
  await audit(work, 'family.looked', { ...subject, detail: { standsAs: elder.standsAs } })
}

export async function listQuestionsOf(tx: Tx, elder: OwnElder): Promise<ReplyOf<typeof listOwnQuestions>> {
  const rows = await tx
    .selectFrom('look_question')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { rows: rows.map(toQuestion) }
}

/** What is kept about an elder, numbers masked; with the consents that hold and what was asked to be put right. */
export async function readParticulars(work: Work, elder: OwnElder): Promise<ReplyOf<typeof getOwnParticulars>> {
  const { tx, actor } = work
  const of = { county: elder.county, elder_id: elder.id }
  const consents = await tx
    .selectFrom('consent')
    .select(['id', 'kind', 'wording', 'recipient_name', 'given_on', 'valid_to'])
    .where('county', '=', of.county)
    .where('elder_id', '=', of.elder_id)
    .where('withdrawn_on', 'is', null)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .orderBy('given_on', 'desc')
    .execute()
  const holders = await tx
    .selectFrom('elder_access')
    .select(['id', 'holder_name', 'relation', 'valid_to'])
    .where('county', '=', of.county)
    .where('elder_id', '=', of.elder_id)
    .where('stands_as', '=', 'relative')
    .where('ended_at', 'is', null)
    .where('valid_to', '>', actor.today)
    .execute()
  const corrections = await tx
    .selectFrom('correction_request')
    .selectAll()
    .where('county', '=', of.county)
    .where('elder_id', '=', of.elder_id)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const self = elder.standsAs === 'self'
  return {
    rows: await particularsOf(tx, elder),
    consents: consents.flatMap((row) => {
      const kind = findConsentKind(row.kind)
      if (!kind) return []
      return {
        id: row.id,
        name: { ...kind.name },
        wording: { ...(row.wording as unknown as { zh: string; en: string }) },
        recipientName: row.recipient_name,
        givenOn: row.given_on,
        validTo: row.valid_to,
        stops: { ...kind.stops },
      }
    }),
    holders: self
      ? holders.map((row) => ({
          id: row.id,
          name: row.holder_name,
          relation: nameOfRelation(row.relation),
          until: row.valid_to,
        }))
      : [],
    corrections: corrections.map(toCorrection),
  }
}

type Particulars = ReplyOf<typeof getOwnParticulars>['rows']

async function particularsOf(tx: Tx, elder: OwnElder): Promise<Particulars> {
  const row = await tx
    .selectFrom('elder')
    .select([
      'name',
      'sex',
      'birth',
      'document_number_masked',
      'phone_masked',
      'address_masked',
      'payee_masked',
      'region',
      'registered_region',
      'registered_at',
      'ability_level',
      'ability_valid_until',
    ])
    .where('county', '=', elder.county)
    .where('id', '=', elder.id)
    .executeTakeFirstOrThrow()
  const names = await nameRegions(tx, [row.region, row.registered_region])
  const same = (value: string): Text => ({ zh: value, en: value })
  const none: Text = { zh: '没有登记', en: 'Not recorded' }
  const line = (field: string, zh: string, en: string, value: Text): Particulars[number] => ({
    field,
    name: { zh, en },
    value: { ...value },
  })
  const masked = (value: string | null): Text => (value === null ? none : same(value))
  const level = row.ability_level === null ? undefined : abilityLevelNames[row.ability_level]
  return [
    line('name', '姓名', 'Name', same(row.name)),
    line('other', '性别', 'Sex', sexNames[row.sex as 'male']),
    line('birth', '出生日期', 'Date of birth', dayText(row.birth)),
    line('documentNumber', '证件号码', 'Identity number', same(row.document_number_masked)),
    line('phone', '电话', 'Telephone', masked(row.phone_masked)),
    line('address', '住址', 'Address', masked(row.address_masked)),
    line('other', '居住地', 'Lives in', same(names(row.region).path)),
    line('other', '户籍地', 'Registered in', same(names(row.registered_region).path)),
    line('payee', '收款账户', 'Bank account', masked(row.payee_masked)),
    line('other', '能力等级', 'Ability level', level ?? none),
    line('other', '建档日期', 'File begun', dayText(dayAt(row.registered_at))),
  ]
}
