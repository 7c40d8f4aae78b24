import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { alreadyDecided, placeMissing, registerFirst, registerOneByOne } from '@yinian/core/surveys/problems.ts'
import type { decideProposals } from '@yinian/core/surveys/results-api.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import {
  addCircumstance,
  addRelatedPerson,
  changeElder,
  getElderRow,
  offerElder,
  registerOne,
} from '../people/index.ts'
import type { Place } from './campaign-queries.ts'
import { eachAlone } from './each-alone.ts'
import { newElderOf } from './found.ts'
import { findFor, getProposalRow, openWords, type ProposalRow } from './proposals.ts'

type Decision = Omit<BodyOf<typeof decideProposals>, 'proposals'>

/** Decides each by itself; what cannot be done says why and takes no other with it. */
export function decideAll(
  work: Work,
  { proposals, ...decision }: BodyOf<typeof decideProposals>,
): Promise<ReplyOf<typeof decideProposals>> {
  return eachAlone(work.tx, proposals, (place) => decideOne(work, place, decision, proposals.length === 1))
}

async function decideOne(work: Work, place: Place, decision: Decision, alone: boolean): Promise<void> {
  const { tx, actor } = work
  await sql`select from survey_proposal where county = ${place.county} and id = ${place.id}::uuid for update`.execute(
    tx,
  )
  const row = await getProposalRow(tx, place)
  if (row.state !== 'proposed') throw alreadyDecided()
  if ((row.kind === 'register' || row.kind === 'move') && !alone) throw registerOneByOne()
  const accepted = decision.decision === 'accept'
  if (accepted) await accept[row.kind as keyof typeof accept](work, row, decision)
  else if (row.kind === 'register' && decision.sameAs) await linkTo(work, row, decision.sameAs)
  await tx
    .updateTable('survey_proposal')
    .set({
      state: accepted ? 'accepted' : 'rejected',
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      reason: decision.reason?.trim() ?? '',
      // What was proposed in words stands in the register now, or is nobody's business.
      ...(row.kind === 'register' && !accepted && !decision.sameAs ? {} : { wanted_sealed: null }),
    })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  await audit(work, accepted ? 'surveys.proposal-accepted' : 'surveys.proposal-rejected', {
    region: row.region,
    subjectType: 'survey-proposal',
    subjectId: row.id,
    elderId: row.elder_id,
    detail: { kind: row.kind, ...(row.field === '' ? {} : { category: `${row.field}:${row.wanted}` }) },
  })
}

type Accept = (work: Work, row: ProposalRow, decision: Decision) => Promise<void>

/** Each kind through the operation everybody uses. */
const accept: Readonly<Record<'circumstance' | 'relative' | 'move' | 'register', Accept>> = {
  circumstance: async (work, row) => {
    await addCircumstance(work, elderOf(row), {
      kind: row.field,
      value: row.wanted,
      from: await answeredOn(work, row),
      source: '摸底调查',
      evidence: row.proposed_by_name,
    })
  },
  relative: async (work, row) => {
    const { name = '', relation = 'other-relative', phone = '' } = await openWords(work.vault, row)
    await addRelatedPerson(work, elderOf(row), {
      name,
      relation,
      roles: ['contact-person'],
      ...(phone === '' ? {} : { phone }),
    })
  },
  move: async (work, row, { toRegion, reason }) => {
    if (!toRegion) throw placeMissing({ at: '/toRegion' })
    const elder = await getElderRow(work.tx, elderOf(row))
    const movedOn = await answeredOn(work, row)
    if (countyOf(toRegion) === elder.county)
      await changeElder(work, elder.id, { version: elder.version, region: toRegion, from: movedOn })
    else await offerElder(work, { elderId: elder.id, toRegion, movedOn, reason: reason?.trim() || '摸底调查' })
  },
  register: async (work, row, { reason }) => {
    const words = await openWords(work.vault, row)
    const candidates = await findFor(work, row)
    const person = { name: words.name ?? '', documentNumber: words.documentNumber ?? '', phone: words.phone ?? '' }
    const id = await registerOne(work, {
      ...newElderOf(person, row.region),
      another: {
        elders: candidates.map(({ elderId }) => elderId),
        elsewhere: true,
        reason: reason?.trim() || '已核对，是另一个人',
      },
    })
    await linkTo(work, row, id)
  },
}

/** @throws registerFirst */
function elderOf({ elder_id }: ProposalRow): string {
  if (elder_id === null) throw registerFirst()
  return elder_id
}

/** The day of the visit that said so: what was answered held then. */
async function answeredOn({ tx, actor }: Work, row: ProposalRow): Promise<string> {
  const answer = await tx
    .selectFrom('survey_respondent as r')
    .innerJoin('survey_answer as a', (join) =>
      join.onRef('a.county', '=', 'r.county').onRef('a.id', '=', 'r.answer_id'),
    )
    .select('a.made_at')
    .where('r.county', '=', row.county)
    .where('r.id', '=', row.respondent_id)
    .executeTakeFirst()
  return answer ? dayAt(answer.made_at) : actor.today
}

/** Somebody newly found has this file: what was asked of them belongs to it. @throws notFound, alreadyDecided */
async function linkTo({ tx }: Work, row: ProposalRow, elderId: string): Promise<void> {
  const elder = await getElderRow(tx, elderId)
  if (!elder.responsible || elder.county !== row.county) throw notFound({ at: '/sameAs' })
  const listed = await tx
    .selectFrom('survey_respondent')
    .select('id')
    .where('county', '=', row.county)
    .where('campaign_id', '=', row.campaign_id)
    .where('elder_id', '=', elderId)
    .executeTakeFirst()
  // Whoever stands on the list anyway keeps that place; what was said at this door still becomes theirs.
  if (!listed)
    await sql`update survey_respondent set elder_id = ${elderId}::uuid
      where county = ${row.county} and id = ${row.respondent_id}::uuid`.execute(tx)
  for (const table of ['survey_answer', 'survey_proposal', 'survey_referral'])
    await sql`update ${sql.table(table)} set elder_id = ${elderId}::uuid
      where county = ${row.county} and respondent_id = ${row.respondent_id}::uuid`.execute(tx)
}
