import type { Proposal } from '@yinian/core/exchange/compare.ts'
import type { decideFinding as endpoint, Finding } from '@yinian/core/exchange/finding-api.ts'
import { otherState } from '@yinian/core/exchange/problems.ts'
import { type FindingState, findingStates } from '@yinian/core/exchange/states.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { deathInOtherState } from '@yinian/core/people/one-person-problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { addCircumstance, changeElder, decideReport, endCircumstance, getElderFile } from '../../people/index.ts'
import type { Place } from '../connectors/read-connector.ts'
import { type FindingRow, lockFinding, proposalOf, readFinding } from './read-finding.ts'

/**
 * Takes a difference over into the register by the operation everybody uses, or leaves the register as it is. What holds
 * already, because somebody was quicker, is put aside.
 * @throws notFound, otherState, and what the operation refuses
 */
export async function decideFindingOf(work: Work, place: Place, asked: BodyOf<typeof endpoint>): Promise<Finding> {
  const { tx, actor } = work
  const row = await lockFinding(tx, place)
  if (row.state !== 'waiting') throw withTexts(otherState, { state: findingStates[row.state as FindingState] })
  const proposal = proposalOf(row)
  const accepts = asked.decision === 'accept'
  const state = !accepts ? 'rejected' : (await holdsAlready(work, row, proposal)) ? 'overtaken' : 'accepted'
  // before the operation: a confirmed death puts aside whatever else waits for the same elder
  await settle(work, row, state, asked.reason)
  if (state === 'accepted') await carryOut(work, row, proposal, asked.reason)
  if (state === 'rejected' && row.report_id) await callMistaken(work, row, row.report_id, asked.reason)
  await audit(work, accepts ? 'exchange.finding-accepted' : 'exchange.finding-rejected', {
    region: row.region,
    subjectType: 'finding',
    subjectId: row.id,
    elderId: row.elder_id,
    detail: { source: row.source_name, proposed: row.key, reason: asked.reason },
  })
  return readFinding(tx, place, actor.today)
}

async function settle({ tx, actor }: Work, row: FindingRow, state: FindingState, reason: string): Promise<void> {
  await tx
    .updateTable('exchange_finding')
    .set({ state, reason, decided_at: actor.now, decided_by: actor.accountId, decided_by_name: actor.name })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
}

async function holdsAlready({ tx, actor }: Work, row: FindingRow, proposal: Proposal): Promise<boolean> {
  const elder = await getElderFile(tx, row.elder_id, actor.today)
  if (elder.state !== 'active') return true
  if (proposal.subject === 'death') return false
  if (proposal.subject === 'registered-region') return isWithin(elder.registeredRegion, proposal.value)
  const held = elder.categories.includes(`${proposal.kind}:${proposal.value ?? proposal.present}`)
  return proposal.value === null ? !held : held
}

async function carryOut(work: Work, row: FindingRow, proposal: Proposal, reason: string): Promise<void> {
  const { tx, actor } = work
  const source = row.source_name.slice(0, 60)
  switch (proposal.subject) {
    case 'death': {
      const report = { county: row.county, id: row.report_id ?? '' }
      await decideReport(work, report, { decision: 'confirm', reason: reason || `${source}核对` })
      return
    }
    case 'registered-region': {
      const { version } = await getElderFile(tx, row.elder_id, actor.today)
      await changeElder(work, row.elder_id, { version, registeredRegion: proposal.value, from: proposal.from })
      return
    }
    case 'circumstance': {
      if (proposal.value !== null) {
        const { kind, value, from } = proposal
        await addCircumstance(work, row.elder_id, { kind, value, from, source, evidence: row.evidence })
        return
      }
      const { circumstances } = await getElderFile(tx, row.elder_id, actor.today)
      const held = circumstances.find(
        (one) =>
          one.kind === proposal.kind &&
          one.value === proposal.present &&
          one.from <= actor.today &&
          (one.to === null || one.to > actor.today),
      )
      if (held)
        await endCircumstance(work, row.elder_id, held.id, {
          to: proposal.from < held.from ? held.from : proposal.from,
          reason: reason || `${source}核对`,
        })
    }
  }
}

/** Somebody may have decided the report where deaths are decided; then it stays as they found it. */
async function callMistaken(work: Work, row: FindingRow, id: string, reason: string): Promise<void> {
  try {
    await decideReport(work, { county: row.county, id }, { decision: 'mistaken', reason: reason || '核对后不采纳' })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.code !== deathInOtherState.code) throw error
  }
}
