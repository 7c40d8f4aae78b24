import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { checkElder } from '@yinian/core/people/check-elder.ts'
import { findCircumstanceKind, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { type Relation, relations } from '@yinian/core/people/related-persons.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import type { getProposal, listProposals, Proposal } from '@yinian/core/surveys/results-api.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { findCandidates, personOf, showCandidates } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import type { Place } from './campaign-queries.ts'
import { newElderOf } from './found.ts'
import { labels } from './seals.ts'

const kindNames: Readonly<Record<Proposal['kind'], Text>> = {
  circumstance: { zh: '情形', en: 'Circumstance' },
  relative: { zh: '身边的人', en: 'Somebody around the elder' },
  move: { zh: '搬走', en: 'Moved away' },
  register: { zh: '新发现的老人，疑似已有档案', en: 'Newly found, perhaps on file already' },
}
const none: Text = { zh: '没有登记', en: 'Not recorded' }
const sealedWords: Text = { zh: '打开查看', en: 'Open to read' }

function selectProposals(tx: Tx) {
  return tx
    .selectFrom('survey_proposal as p')
    .leftJoin('elder as e', (join) => join.onRef('e.county', '=', 'p.county').onRef('e.id', '=', 'p.elder_id'))
    .selectAll('p')
    .select('e.name as elder_name')
}
export type ProposalRow = Awaited<ReturnType<ReturnType<typeof selectProposals>['execute']>>[number]

export async function listProposalsOf(
  work: Work,
  { campaignId, region, kind, state, after, limit = 50 }: QueryOf<typeof listProposals>,
): Promise<ReplyOf<typeof listProposals>> {
  let asked = selectProposals(work.tx)
    .orderBy('p.id', 'desc')
    .limit(limit + 1)
  if (campaignId) asked = asked.where('p.campaign_id', '=', campaignId)
  if (region) asked = asked.where('p.region', '>=', rangeOf(region).from).where('p.region', '<=', rangeOf(region).to)
  if (kind) asked = asked.where('p.kind', '=', kind)
  if (state) asked = asked.where('p.state', '=', state)
  if (after) asked = asked.where('p.id', '<', after)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { rows: await toProposals(work, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

async function toProposals({ tx, vault }: Work, rows: readonly ProposalRow[]): Promise<Proposal[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const found: Proposal[] = []
  for (const row of rows) {
    const words = row.elder_name === null && row.wanted_sealed ? await openWords(vault, row) : {}
    found.push({
      county: row.county,
      id: row.id,
      respondentId: row.respondent_id,
      elderId: row.elder_id,
      elderName: row.elder_name ?? words.name ?? '',
      region: row.region,
      regionPath: names(row.region).path,
      kind: row.kind as Proposal['kind'],
      about: { ...aboutOf(row) },
      present: { ...presentOf(row) },
      wanted: { ...wantedOf(row) },
      state: row.state as Proposal['state'],
      proposedAt: row.proposed_at.toISOString(),
      proposedBy: row.proposed_by_name,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      reason: row.reason,
    })
  }
  return found
}

const aboutOf = (row: ProposalRow): Text =>
  findCircumstanceKind(row.field)?.name ?? kindNames[row.kind as Proposal['kind']]

function presentOf(row: ProposalRow): Text {
  if (row.kind !== 'circumstance') return { zh: '', en: '' }
  return row.present === '' ? none : nameOfCategory(`${row.field}:${row.present}`)
}

function wantedOf(row: ProposalRow): Text {
  if (row.kind === 'circumstance') return nameOfCategory(`${row.field}:${row.wanted}`)
  return row.wanted_sealed === null ? { zh: '', en: '' } : sealedWords
}

export async function openWords(
  vault: Work['vault'],
  row: Pick<ProposalRow, 'county' | 'id' | 'wanted_sealed'>,
): Promise<Readonly<Record<string, string>>> {
  if (row.wanted_sealed === null) return {}
  return JSON.parse(await vault.open(row.county, labels.wanted(row.id), row.wanted_sealed)) as Record<string, string>
}

/** @throws notFound */
export async function getProposalRow(tx: Tx, place: Place): Promise<ProposalRow> {
  const row = await selectProposals(tx)
    .where('p.county', '=', place.county)
    .where('p.id', '=', place.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

const wordNames: Readonly<Record<string, Text>> = {
  name: { zh: '姓名', en: 'Name' },
  relation: { zh: '与老人的关系', en: 'Relation' },
  phone: { zh: '电话', en: 'Telephone' },
  movedTo: { zh: '据说搬到', en: 'Said to have moved to' },
}

/** One proposal with what is sealed of it, opened for whoever decides; the look is recorded. @throws notFound */
export async function readProposal(work: Work, place: Place): Promise<ReplyOf<typeof getProposal>> {
  const row = await getProposalRow(work.tx, place)
  const [proposal] = await toProposals(work, [row])
  if (!proposal) throw notFound()
  const words = await openWords(work.vault, row)
  await audit(work, 'surveys.proposal-looked', {
    region: row.region,
    subjectType: 'survey-proposal',
    subjectId: row.id,
    elderId: row.elder_id,
  })
  return {
    proposal,
    words: Object.entries(words).flatMap(([key, text]) => {
      const label = wordNames[key]
      if (!label || text === '') return []
      return [{ label: { ...label }, text: key === 'relation' ? (relations[text as Relation]?.zh ?? text) : text }]
    }),
    candidates: row.kind === 'register' && row.state === 'proposed' ? await candidatesFor(work, row) : [],
  }
}

/** Files that may be those of somebody newly found. */
export async function candidatesFor(work: Work, row: ProposalRow) {
  return showCandidates(work.tx, await findFor(work, row))
}

export async function findFor(work: Work, row: ProposalRow) {
  const words = await openWords(work.vault, row)
  const input = newElderOf({ name: words.name ?? '', documentNumber: words.documentNumber ?? '' }, row.region)
  const { elder } = checkElder(input, work.actor.today)
  if (!elder) throw staleVersion()
  return findCandidates(work, personOf(work.vault, elder))
}
