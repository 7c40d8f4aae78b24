import type { letRelativeRequest, openPersonAccess, PersonAccess } from '@yinian/core/family/counter-api.ts'
import { isFitPeriod } from '@yinian/core/family/period.ts'
import {
  accessEnded,
  accessHeld,
  accountUnknown,
  notLiving,
  periodWrong,
  relativeMissing,
  selfHeld,
} from '@yinian/core/family/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { endElderAccess, giveElderAccess, openPersonAccount } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { type ElderReference, getElderRow, lockElder } from '../people/index.ts'
import { giveConsentOf, requireConsent } from '../privacy/index.ts'

type Opening = BodyOf<typeof openPersonAccess>
type OfRelative = NonNullable<Opening['relative']>

/**
 * Opens an account at the counter: for the elder, whose identity was seen, or for a relative the elder agreed to, in a consent
 * that names them and its last day (PIPL Arts. 23 and 29).
 * @throws notFound, notLiving, selfHeld, accessHeld, accountUnknown, periodWrong, relativeMissing, and those of a consent
 */
export async function openAccessTo(work: Work, elderId: string, opening: Opening): Promise<PersonAccess> {
  const elder = await lockElder(work.tx, elderId)
  if (elder.state !== 'active') throw notLiving()
  const id =
    opening.standsAs === 'self' ? await openForElder(work, elder, opening) : await openForRelative(work, elder, opening)
  return getAccess(work, elder, id)
}

async function openForElder(work: Work, elder: ElderReference, { identitySeen }: Opening): Promise<string> {
  const { rows } = await listAccessTo(work, elder.id)
  if (rows.some(({ standsAs, state }) => standsAs === 'self' && state === 'open')) throw selfHeld()
  const { accountId } = await openPersonAccount(work, { region: elder.region })
  const id = await giveElderAccess(work, {
    elder,
    accountId,
    holderName: elder.name,
    standsAs: 'self',
    relation: '',
    identitySeen: identitySeen.trim(),
    consentId: null,
    from: work.actor.today,
    to: null,
  })
  if (!id) throw accessHeld()
  return id
}

async function openForRelative(
  work: Work,
  elder: ElderReference,
  { identitySeen, relative }: Opening,
): Promise<string> {
  if (!relative || !Object.hasOwn(relations, relative.relation)) throw relativeMissing({ at: '/relative' })
  const { today } = work.actor
  if (!isFitPeriod(today, relative.until)) throw periodWrong({ at: '/relative/until' })
  const accountId = await accountFor(work, elder, relative)
  const to = addDays(relative.until, 1)
  const { name, relation, consent } = relative
  const given = await giveConsentOf(
    work,
    { get: getElderRow, lock: lockElder },
    elder.id,
    { ...consent, kind: 'relative-access', givenOn: today },
    { accountId, name: name.trim(), validTo: to },
  )
  await requireConsent(work, elder, 'relative-access', accountId)
  const id = await giveElderAccess(work, {
    elder,
    accountId,
    holderName: name.trim(),
    standsAs: 'relative',
    relation,
    identitySeen: identitySeen.trim(),
    consentId: given.id,
    from: today,
    to,
  })
  if (!id) throw accessHeld({ at: '/relative/accountName' })
  return id
}

/**
 * The elder lets a relative ask for assessments in their name, for as long as the relative's account is open.
 * @throws notFound, accessEnded, consentMissing, and those of a consent
 */
export async function letRequest(
  work: Work,
  { id, accessId }: { id: string; accessId: string },
  agreed: BodyOf<typeof letRelativeRequest>,
): Promise<PersonAccess> {
  const elder = await lockElder(work.tx, id)
  const access = await getAccess(work, elder, accessId)
  if (access.standsAs !== 'relative') throw notFound()
  if (access.state !== 'open' || access.to === null) throw accessEnded()
  const { account_id: accountId } = await work.tx
    .selectFrom('elder_access')
    .select('account_id')
    .where('county', '=', elder.county)
    .where('id', '=', accessId)
    .executeTakeFirstOrThrow()
  await requireConsent(work, elder, 'relative-access', accountId)
  await giveConsentOf(
    work,
    { get: getElderRow, lock: lockElder },
    elder.id,
    { ...agreed, kind: 'relative-requests', givenOn: work.actor.today },
    { accountId, name: access.holderName, validTo: access.to },
  )
  return getAccess(work, elder, accessId)
}

/** A new account, or one the relative has already because of another elder. */
async function accountFor(work: Work, elder: ElderReference, { accountName }: OfRelative): Promise<string> {
  const wanted = accountName?.replaceAll(/\s/g, '') ?? ''
  if (wanted === '') return (await openPersonAccount(work, { region: elder.region })).accountId
  const account = await work.tx
    .selectFrom('account')
    .innerJoin('elder_access', 'elder_access.account_id', 'account.id')
    .select('account.id')
    .where('account.name', '=', wanted)
    .where('kind', '=', 'person')
    .where('state', '=', 'active')
    .where('stands_as', '=', 'relative')
    .limit(1)
    .executeTakeFirst()
  if (!account) throw accountUnknown({ at: '/relative/accountName' })
  await endRunOut(work, elder, account.id)
  return account.id
}

/** An access whose last day has passed makes room for another of the same account. */
async function endRunOut({ tx, actor }: Work, elder: ElderReference, accountId: string): Promise<void> {
  await tx
    .updateTable('elder_access')
    .set({ ended_at: actor.now, ended_by: actor.accountId, ended_by_name: actor.name, ended_reason: 'officer' })
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('valid_to', '<=', actor.today)
    .execute()
}

/** @throws notFound, also where another county is responsible */
export async function listAccessTo({ tx, actor }: Work, elderId: string): Promise<{ rows: PersonAccess[] }> {
  const elder = await getElderRow(tx, elderId)
  if (!elder.responsible) throw notFound()
  const rows = await selectAccess(tx, elder, actor.today).orderBy('elder_access.id', 'desc').execute()
  return { rows: rows.map((row) => toAccess(row, actor.today)) }
}

export async function getAccess({ tx, actor }: Work, elder: ElderReference, id: string): Promise<PersonAccess> {
  const row = await selectAccess(tx, elder, actor.today).where('elder_access.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return toAccess(row, actor.today)
}

/** @throws notFound, accessEnded */
export async function endAccessOf(
  work: Work,
  { id, accessId }: { id: string; accessId: string },
  reason: string,
): Promise<void> {
  const elder = await lockElder(work.tx, id)
  const access = await getAccess(work, elder, accessId)
  if (access.state === 'ended') throw accessEnded()
  await endElderAccess(work, { county: elder.county, id: accessId }, { reason: 'officer', note: reason.trim() })
}

function selectAccess(tx: Tx, elder: ElderReference, today: string) {
  return tx
    .selectFrom('elder_access')
    .leftJoin('account', 'account.id', 'account_id')
    .leftJoin('person_account', 'person_account.account_id', 'elder_access.account_id')
    .select([
      'elder_access.id',
      'account.name as account_name',
      'elder_access.account_id',
      'holder_name',
      'stands_as',
      'relation',
      'identity_seen',
      'consent_id',
      'valid_from',
      'valid_to',
      'activated_at',
      'code_ends_at',
      'ended_at',
      'ended_reason',
      'given_at',
      'given_by_name',
      sql<string | null>`(
        select consent.id from consent
        where consent.county = elder_access.county and consent.elder_id = elder_access.elder_id
          and consent.kind = 'relative-requests' and consent.recipient = elder_access.account_id
          and consent.withdrawn_on is null and consent.valid_to > ${today})`.as('requests_consent_id'),
    ])
    .where('elder_access.county', '=', elder.county)
    .where('elder_id', '=', elder.id)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAccess>['execute']>>[number]

function toAccess(row: Row, today: string): PersonAccess {
  return {
    id: row.id,
    accountName: row.account_name,
    holderName: row.holder_name,
    standsAs: row.stands_as as PersonAccess['standsAs'],
    relation: row.relation,
    identitySeen: row.identity_seen,
    consentId: row.consent_id,
    requestsConsentId: row.requests_consent_id,
    from: row.valid_from,
    to: row.valid_to,
    activated: row.activated_at !== null,
    codeEndsAt: row.code_ends_at?.toISOString() ?? null,
    state: row.ended_at !== null ? 'ended' : row.valid_to !== null && row.valid_to <= today ? 'over' : 'open',
    endedReason: row.ended_reason,
    givenAt: row.given_at.toISOString(),
    givenBy: row.given_by_name,
  }
}
