import type { Actor } from '@yinian/core/access/actor.ts'
import type { Grant } from '@yinian/core/access/api.ts'
import { mixesDuties } from '@yinian/core/access/duties.ts'
import type { findColleagues, Loan, lendGrant } from '@yinian/core/access/grant-api.ts'
import { findOffice } from '@yinian/core/access/offices.ts'
import { loanMixesDuties, loanPeriod, loanRefused, loanTooWide, oneOffice } from '@yinian/core/access/problems.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, prefixOf } from '@yinian/core/regions/code.ts'
import { addDays, isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { getAccountById, type OrganisationNames } from './account-queries.ts'
import { audit } from './audit.ts'
import { grantsHeldBy } from './held-grants.ts'

const longestDays = 92

/** The loans of an account that are running, coming, or ended within the last quarter. */
export async function listLoans(tx: Tx, actor: Actor, accountId: string): Promise<{ lent: Loan[]; borrowed: Loan[] }> {
  const { rows } = await sql<LoanRow>`
    select grant_loan.id, lender_id, borrower_id, grant_loan.region, valid_from, valid_to, reason, ended_at, role.id as role,
      role.name as role_name, lender_name, borrower_name
    from grant_loan join role on role.id = grant_loan.role
    where (lender_id = ${accountId} or borrower_id = ${accountId}) and valid_to > ${addDays(actor.today, -longestDays)}
    order by grant_loan.id desc limit 200`.execute(tx)
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  const loans = rows.map((row) => toLoan(row, actor, { code: row.region, ...names(row.region) }))
  return {
    lent: loans.filter((loan) => loan.lender.id === accountId),
    borrowed: loans.filter((loan) => loan.borrower.id === accountId),
  }
}

interface LoanRow {
  readonly id: string
  readonly lender_id: string
  readonly lender_name: string
  readonly borrower_id: string
  readonly borrower_name: string
  readonly region: string
  readonly valid_from: string
  readonly valid_to: string
  readonly reason: string
  readonly ended_at: Date | null
  readonly role: string
  readonly role_name: Text
}

function toLoan(row: LoanRow, { today }: Actor, region: Loan['region']): Loan {
  return {
    id: row.id,
    role: { id: row.role, name: { ...row.role_name } },
    lender: { id: row.lender_id, name: row.lender_name },
    borrower: { id: row.borrower_id, name: row.borrower_name },
    region,
    from: row.valid_from,
    until: addDays(row.valid_to, -1),
    reason: row.reason,
    state:
      row.ended_at !== null ? 'ended' : today < row.valid_from ? 'coming' : today < row.valid_to ? 'running' : 'over',
  }
}

/** What somebody can lend: grants over divisions in their own name, but no office. */
export async function listLendable(tx: Tx, actor: Actor, organisations: OrganisationNames): Promise<Grant[]> {
  const { grants } = await getAccountById(tx, actor.accountId, organisations)
  return grants.filter((grant) => grant.region !== null && findOffice(grant.role) === undefined)
}

/** Accounts of the divisions somebody is responsible for in their own name, whom they can lend to. */
export async function listColleagues(
  tx: Tx,
  actor: Actor,
  { q }: QueryOf<typeof findColleagues>,
): Promise<ReplyOf<typeof findColleagues>> {
  const places = actor.grants.flatMap((grant) => (grant.region !== null && !grant.lender ? [grant.region] : []))
  if (places.length === 0) return { rows: [] }
  const like = `%${q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'name', 'display_name as displayName', 'title'])
    .where('state', '=', 'active')
    .where('kind', '=', 'official')
    .where('id', '<>', actor.accountId)
    .where((where) => where.or(places.map((place) => where('region', 'like', `${prefixOf(place)}%`))))
    .where((where) => where.or([where('name', 'like', like), where('display_name', 'like', like)]))
    .orderBy('name')
    .orderBy('id')
    .limit(20)
    .execute()
  return { rows }
}

/**
 * Lends a grant of one's own. Read at the gate, because what the borrower holds elsewhere matters and is not the lender's to see.
 * @throws notFound, loanRefused, loanTooWide, loanPeriod, loanMixesDuties, oneOffice
 */
export async function lendGrantOf(tx: Tx, actor: Actor, input: BodyOf<typeof lendGrant>): Promise<{ id: string }> {
  const lent = (await grantsHeldBy(tx, actor.accountId)).find((grant) => grant.id === input.grantId)
  if (!lent) throw notFound({ at: '/grantId' })
  if (lent.region === null || findOffice(lent.role) !== undefined) throw loanRefused({ at: '/grantId' })
  const region = input.region ?? lent.region
  if (!isWithin(region, lent.region)) throw loanTooWide({ at: '/region' })
  checkPeriod(input, actor)
  const accounts = await tx
    .selectFrom('account')
    .select(['id', 'display_name', 'region', 'state'])
    .where('id', 'in', [actor.accountId, input.borrowerId])
    .where('kind', '=', 'official')
    .execute()
  const lender = accounts.find(({ id }) => id === actor.accountId)
  const borrower = accounts.find(({ id }) => id === input.borrowerId)
  const near = borrower && borrower.id !== actor.accountId && isWithin(borrower.region, lent.region)
  if (!lender || !near || borrower.state !== 'active') throw notFound({ at: '/borrowerId' })
  const held = await grantsHeldBy(tx, borrower.id)
  if (held.some(({ role }) => findOffice(role) !== undefined)) throw oneOffice({ at: '/borrowerId' })
  if (mixesDuties(held, { ...lent, region })) throw loanMixesDuties({ at: '/borrowerId' })
  const loan = {
    id: newId(actor.now),
    grant_id: lent.id,
    role: lent.role,
    lender_id: lender.id,
    lender_name: lender.display_name,
    lender_region: lender.region,
    borrower_id: borrower.id,
    borrower_name: borrower.display_name,
    borrower_region: borrower.region,
    region,
    valid_from: input.from,
    valid_to: addDays(input.until, 1),
    reason: input.reason.trim(),
    lent_at: actor.now,
  }
  await tx.insertInto('grant_loan').values(loan).execute()
  await audit({ tx, actor }, 'access.lent', {
    region,
    subjectType: 'account',
    subjectId: borrower.id,
    detail: { role: lent.role, region, from: input.from, to: input.until, reason: loan.reason },
  })
  return { id: loan.id }
}

function checkPeriod({ from, until }: { from: string; until: string }, { today }: Actor): void {
  if (!isDay(from) || !isDay(until) || from < today) throw loanPeriod({ at: '/from' })
  if (until < from || until >= addDays(from, longestDays)) throw loanPeriod({ at: '/until' })
}

/**
 * Ends a loan now.
 * @param party whose loan it has to be, as lender or borrower
 * @throws notFound
 */
export async function endLoanFor(work: Work, id: string, party: string): Promise<void> {
  const { tx, actor } = work
  const ended = await tx
    .updateTable('grant_loan')
    .set({ ended_at: actor.now, ended_by: actor.accountId })
    .where('id', '=', id)
    .where((where) => where.or([where('lender_id', '=', party), where('borrower_id', '=', party)]))
    .where('ended_at', 'is', null)
    .returning(['borrower_id', 'region', 'role'])
    .executeTakeFirst()
  if (!ended) throw notFound()
  await audit(work, 'access.loan-ended', {
    region: ended.region,
    subjectType: 'account',
    subjectId: ended.borrower_id,
    detail: { role: ended.role, region: ended.region },
  })
}
