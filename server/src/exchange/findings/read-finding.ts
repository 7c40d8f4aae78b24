import type { Proposal } from '@yinian/core/exchange/compare.ts'
import type { Finding, listFindings } from '@yinian/core/exchange/finding-api.ts'
import { fields } from '@yinian/core/exchange/kinds.ts'
import type { FindingState } from '@yinian/core/exchange/states.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { findCircumstanceKind, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ExchangeFinding } from '../../db/generated.ts'
import { type ElderFacts, elderFacts } from '../../people/index.ts'
import { nameRegions } from '../../regions/index.ts'
import type { Place } from '../connectors/read-connector.ts'

export type FindingRow = Selectable<ExchangeFinding>
export const proposalOf = (row: Pick<FindingRow, 'proposal'>): Proposal => row.proposal as unknown as Proposal

/** Held until the transaction ends. @throws notFound */
export async function lockFinding(tx: Tx, { county, id }: Place): Promise<FindingRow> {
  const row = await tx
    .selectFrom('exchange_finding')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** @throws notFound */
export async function readFinding(tx: Tx, { county, id }: Place, today: Day): Promise<Finding> {
  const row = await tx
    .selectFrom('exchange_finding')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  const [shown] = row ? await toFindings(tx, [row], today) : []
  if (!shown) throw notFound()
  return shown
}

export async function listFindingsFor(
  tx: Tx,
  query: QueryOf<typeof listFindings>,
  today: Day,
): Promise<ReplyOf<typeof listFindings>> {
  const limit = query.limit ?? 50
  const chosen = tx
    .selectFrom('exchange_finding')
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.subject !== undefined, (some) => some.where('subject', '=', query.subject ?? ''))
    .$if(query.elderId !== undefined, (some) => some.where('elder_id', '=', query.elderId ?? ''))
  const found = await chosen
    .selectAll()
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { total } = await chosen.select((one) => one.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = found.slice(0, limit)
  return {
    rows: await toFindings(tx, rows, today),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    total: Number(total),
  }
}

export async function countFindingsWaiting(tx: Tx): Promise<number> {
  const { total } = await tx
    .selectFrom('exchange_finding')
    .select((one) => one.fn.countAll<number>().as('total'))
    .where('state', '=', 'waiting')
    .where(sql<boolean>`in_scope(region)`)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** The present value is read now, not when the difference was found. */
async function toFindings(tx: Tx, rows: readonly FindingRow[], today: Day): Promise<Finding[]> {
  const ids = [...new Set(rows.map((row) => row.elder_id))]
  const facts = new Map((await elderFacts(tx, { ids }, today)).map((one) => [one.id, one]))
  const proposals = rows.map(proposalOf)
  const names = await nameRegions(tx, [
    ...rows.map(({ region }) => region),
    ...[...facts.values()].map(({ registeredRegion }) => registeredRegion),
    ...proposals.flatMap((one) => (one.subject === 'registered-region' ? [one.value] : [])),
  ])
  return rows.map((row, index) => {
    const fact = facts.get(row.elder_id)
    const proposal = proposals[index] ?? proposalOf(row)
    return {
      county: row.county,
      id: row.id,
      elderId: row.elder_id,
      elderName: fact?.name ?? '',
      regionPath: names(row.region).path,
      sourceName: row.source_name,
      kind: row.kind,
      subject: proposal.subject,
      ...wordsOf(proposal, fact, (code) => names(code).path),
      evidence: row.evidence,
      state: row.state as FindingState,
      foundAt: row.found_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      reason: row.reason,
    }
  })
}

const same = (words: string): Text => ({ zh: words, en: words })
const nothing: Text = { zh: '（终止）', en: '(ended)' }
const alive: Text = { zh: '在世', en: 'Alive' }
const dead: Text = { zh: '已登记去世', en: 'Recorded as dead' }

function wordsOf(
  proposal: Proposal,
  fact: ElderFacts | undefined,
  nameOf: (code: string) => string,
): Pick<Finding, 'about' | 'present' | 'proposed' | 'from'> {
  switch (proposal.subject) {
    case 'death':
      return {
        about: { ...fields.diedOn.name },
        present: fact ? (fact.state === 'died' ? dead : alive) : null,
        proposed: {
          zh: `${writeDay(proposal.diedOn, 'zh')}去世`,
          en: `Died on ${writeDay(proposal.diedOn, 'en')}`,
        },
        from: null,
      }
    case 'registered-region':
      return {
        about: { zh: '户籍地', en: 'Household registration' },
        present: fact ? same(nameOf(fact.registeredRegion)) : null,
        proposed: same(nameOf(proposal.value)),
        from: proposal.from,
      }
    case 'circumstance': {
      const held = (fact?.circumstances ?? []).filter((one) => one.startsWith(`${proposal.kind}:`)).map(nameOfCategory)
      return {
        about: { ...(findCircumstanceKind(proposal.kind)?.name ?? same(proposal.kind)) },
        present:
          held.length === 0
            ? null
            : { zh: held.map(({ zh }) => zh).join('、'), en: held.map(({ en }) => en).join(', ') },
        proposed: proposal.value === null ? nothing : { ...nameOfCategory(`${proposal.kind}:${proposal.value}`) },
        from: proposal.from,
      }
    }
  }
}
