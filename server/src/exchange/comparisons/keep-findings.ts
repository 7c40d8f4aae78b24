import { compare, keyOf, type Proposal, type Said } from '@yinian/core/exchange/compare.ts'
import { type ConnectorKindId, type FieldId, kindOf } from '@yinian/core/exchange/kinds.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { type AskedPerson, elderFacts, writeReport } from '../../people/index.ts'
import type { ConnectorRow } from '../connectors/read-connector.ts'
import type { ComparisonRow } from './read-comparison.ts'

export interface SaidOf {
  readonly person: AskedPerson
  readonly said: Said
}

/**
 * Writes down where what was said and the register differ, each difference once: what waits or was rejected before is not
 * raised again. A death is a report of that source at once, so that payments are warned before anybody has looked.
 * @returns how many differences are new, and of how many people nothing could be made of what was said
 */
export async function keepFindings(
  work: Work,
  comparison: ComparisonRow,
  connector: ConnectorRow,
  people: readonly SaidOf[],
  { whole }: { readonly whole: boolean },
): Promise<{ found: number; unread: number }> {
  const { tx, actor } = work
  const ids = people.map(({ person }) => person.id)
  if (ids.length === 0) return { found: 0, unread: 0 }
  const facts = new Map((await elderFacts(tx, { ids }, actor.today)).map((one) => [one.id, one]))
  const raised = await raisedBefore(work, comparison.county, connector.id, ids)
  const regions = await knownRegions(work, people)
  let found = 0
  let unread = 0
  for (const { person, said } of people) {
    const fact = facts.get(person.id)
    if (!fact) continue
    const proposals = compare(
      connector.fields as FieldId[],
      said,
      {
        alive: fact.state === 'active',
        registeredRegion: fact.registeredRegion,
        circumstances: fact.circumstances,
      },
      { today: actor.today, whole },
    )
    for (const proposal of proposals) {
      if (raised.has(`${person.id} ${keyOf(proposal)}`)) continue
      const kept = isReadable(proposal, regions)
        ? await keepOne(work, comparison, connector, person, proposal)
        : 'unread'
      if (kept === 'found') found += 1
      if (kept === 'unread') unread += 1
    }
  }
  return { found, unread }
}

async function keepOne(
  work: Work,
  comparison: ComparisonRow,
  connector: ConnectorRow,
  person: AskedPerson,
  proposal: Proposal,
): Promise<'found' | 'known' | 'unread'> {
  const { tx, actor } = work
  const report = proposal.subject === 'death' ? await reportOf(work, connector, person, proposal.diedOn) : null
  if (report === 'known' || report === 'unread') return report
  const inserted = await tx
    .insertInto('exchange_finding')
    .values({
      county: comparison.county,
      id: newId(actor.now),
      region: person.region,
      elder_id: person.id,
      source: 'connector',
      source_id: connector.id,
      source_name: connector.name,
      kind: connector.kind,
      comparison_id: comparison.id,
      subject: proposal.subject,
      key: keyOf(proposal),
      proposal: JSON.stringify(proposal),
      evidence: comparison.file_name ?? connector.department,
      report_id: report,
      found_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted ? 'found' : 'known'
}

async function reportOf(
  work: Work,
  connector: ConnectorRow,
  person: AskedPerson,
  diedOn: string,
): Promise<string | 'known' | 'unread'> {
  const deceased = { ...person, county: person.region.slice(0, 6), alive: true }
  const source = kindOf(connector.kind as ConnectorKindId).deathSource
  try {
    return await writeReport(work, deceased, {
      source,
      diedOn,
      evidence: connector.name.slice(0, 200),
      reporter: connector.department.slice(0, 60),
      reportedRegion: person.region,
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.kind.code === 'people.death-in-future' ? 'unread' : 'known'
  }
}

async function raisedBefore({ tx }: Work, county: string, sourceId: string, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('exchange_finding')
    .select(['elder_id', 'key'])
    .where('county', '=', county)
    .where('source_id', '=', sourceId)
    .where('state', 'in', ['waiting', 'rejected'])
    .where(sql<boolean>`elder_id = any (${ids}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => `${row.elder_id} ${row.key}`))
}

async function knownRegions({ tx }: Work, people: readonly SaidOf[]): Promise<ReadonlySet<string>> {
  const codes = [...new Set(people.flatMap(({ said }) => said.values.registeredRegion ?? []))]
  if (codes.length === 0) return new Set()
  const rows = await tx.selectFrom('region').select('code').where('code', 'in', codes).execute()
  return new Set(rows.map(({ code }) => code))
}

const isReadable = (proposal: Proposal, regions: ReadonlySet<string>): boolean =>
  proposal.subject !== 'registered-region' || regions.has(proposal.value)
