import type { ActingClient } from '@yinian/core/access/actor.ts'
import { keyOf, type Proposal } from '@yinian/core/exchange/compare.ts'
import { type PurposeId, purposes } from '@yinian/core/exchange/kinds.ts'
import type { askAbility, askCategories, tellCircumstance, tellDeath } from '@yinian/core/exchange/open-api.ts'
import { categoryUnknown, dayWrong, purposeNotAgreed, wrongNumber } from '@yinian/core/exchange/problems.ts'
import { isSandboxNumber, sandboxAbility, sandboxCategories } from '@yinian/core/exchange/sandbox.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import { checkCircumstance } from '@yinian/core/people/circumstance-periods.ts'
import { isIdentityNumber } from '@yinian/core/people/identity-document.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { latestResult } from '../../assessments/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { findShared, type SharedElder, writeReport } from '../../people/index.ts'
import { hasConsent } from '../../privacy/index.ts'
import { tell } from './told.ts'

/** The application that asks, for a purpose it was let in for. @throws notAllowed, purposeNotAgreed */
export function clientFor({ actor }: Work, purpose: string): ActingClient {
  const { client } = actor
  if (!client) throw notAllowed()
  if (!client.purposes.includes(purpose)) throw purposeNotAgreed({ at: '/purpose' })
  tell(client, { purpose })
  return client
}

interface Asked {
  readonly identityNumber: string
  readonly purpose: string
}

/** @throws wrongNumber, purposeNotAgreed */
export async function answerAbility(work: Work, asked: Asked): Promise<ReplyOf<typeof askAbility>> {
  const client = clientAbout(work, asked)
  if (client.kind === 'test') return { result: sandboxAbility(asked.identityNumber, work.actor.today) }
  const elder = await elderToTellOf(work, client, asked)
  if (!elder) return { result: null }
  await look(work, 'exchange.ability-looked', elder, asked.purpose)
  const found = await latestResult(work.tx, elder, work.actor.today)
  tell(client, { elderIds: [elder.id], fields: found ? ['level', 'confirmedOn', 'validUntil'] : [] })
  return { result: found ? { level: found.level, confirmedOn: found.confirmedOn, validUntil: found.validUntil } : null }
}

/** @throws wrongNumber, purposeNotAgreed */
export async function answerCategories(work: Work, asked: Asked): Promise<ReplyOf<typeof askCategories>> {
  const client = clientAbout(work, asked)
  if (client.kind === 'test') return { categories: sandboxCategories(asked.identityNumber) }
  const elder = await elderToTellOf(work, client, asked)
  if (!elder) return { categories: null }
  await look(work, 'exchange.categories-looked', elder, asked.purpose)
  tell(client, { elderIds: [elder.id], fields: ['categories'] })
  return { categories: [...elder.categories] }
}

/** Changes nothing but that a report waits for the county. @throws wrongNumber, dayWrong, purposeNotAgreed */
export async function receiveDeath(work: Work, told: BodyOf<typeof tellDeath>): Promise<ReplyOf<typeof tellDeath>> {
  const client = clientAbout(work, told)
  if (!isDay(told.diedOn) || told.diedOn > work.actor.today) throw dayWrong({ at: '/diedOn' })
  if (client.kind === 'test') return { state: isSandboxNumber(told.identityNumber) ? 'received' : 'not-on-file' }
  const elder = await findShared(work.tx, work.vault, told.identityNumber)
  if (!elder) return { state: 'not-on-file' }
  tell(client, { elderIds: [elder.id] })
  try {
    await writeReport(work, elder, {
      source: told.source,
      diedOn: told.diedOn,
      evidence: told.evidence ?? '',
      reporter: client.name.slice(0, 60),
      reportedRegion: client.region,
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.kind.code === 'people.death-in-future') throw dayWrong({ at: '/diedOn' })
    return { state: 'already-known' }
  }
  return { state: 'received' }
}

/** Changes nothing but that a difference waits for the county. @throws wrongNumber, categoryUnknown, dayWrong, purposeNotAgreed */
export async function receiveCircumstance(
  work: Work,
  told: BodyOf<typeof tellCircumstance>,
): Promise<ReplyOf<typeof tellCircumstance>> {
  const client = clientAbout(work, told)
  if (!isDay(told.from) || told.from > work.actor.today) throw dayWrong({ at: '/from' })
  if (checkCircumstance(told)) throw categoryUnknown({ at: '/value' })
  if (client.kind === 'test') return { state: isSandboxNumber(told.identityNumber) ? 'received' : 'not-on-file' }
  const elder = await findShared(work.tx, work.vault, told.identityNumber)
  if (!elder?.alive) return { state: 'not-on-file' }
  tell(client, { elderIds: [elder.id] })
  if (elder.categories.includes(`${told.kind}:${told.value}`)) return { state: 'already-known' }
  return { state: (await keepNotice(work, client, elder, told)) ? 'received' : 'already-known' }
}

async function keepNotice(
  work: Work,
  client: ActingClient,
  elder: SharedElder,
  told: BodyOf<typeof tellCircumstance>,
): Promise<boolean> {
  const { tx, actor } = work
  const { kind, value, from } = told
  const proposal: Proposal = { subject: 'circumstance', kind, value, present: null, from }
  const raised = await tx
    .selectFrom('exchange_finding')
    .select('id')
    .where('county', '=', elder.county)
    .where('source_id', '=', client.id)
    .where('elder_id', '=', elder.id)
    .where('key', '=', keyOf(proposal))
    .where('state', 'in', ['waiting', 'rejected'])
    .executeTakeFirst()
  if (raised) return false
  await tx
    .insertInto('exchange_finding')
    .values({
      county: elder.county,
      id: newId(actor.now),
      region: elder.region,
      elder_id: elder.id,
      source: 'client',
      source_id: client.id,
      source_name: client.name.slice(0, 120),
      kind: 'client',
      subject: 'circumstance',
      key: keyOf(proposal),
      proposal: JSON.stringify(proposal),
      evidence: told.evidence ?? '',
      found_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await look(work, 'exchange.notice-received', elder, told.purpose)
  return true
}

function clientAbout(work: Work, { identityNumber, purpose }: Asked): ActingClient {
  const client = clientFor(work, purpose)
  if (!isIdentityNumber(identityNumber)) throw wrongNumber({ at: '/identityNumber' })
  return client
}

/** Absent for somebody unknown as for somebody who has not agreed where they have to. */
async function elderToTellOf(work: Work, client: ActingClient, asked: Asked): Promise<SharedElder | undefined> {
  const elder = await findShared(work.tx, work.vault, asked.identityNumber)
  if (!elder?.alive) return undefined
  if (client.needsConsent && !(await hasConsent(work, elder, 'share-with-organisations'))) return undefined
  return elder
}

function look(work: Work, action: string, elder: SharedElder, purpose: string): Promise<void> {
  const of = { region: elder.region, subjectType: 'elder', subjectId: elder.id, elderId: elder.id }
  return audit(work, action, { ...of, purpose: purposes[purpose as PurposeId].zh })
}
