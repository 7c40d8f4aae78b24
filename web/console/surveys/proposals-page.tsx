import { decideProposals, listProposals, type Proposal } from '@yinian/core/surveys/results-api.ts'
import { type ReactNode, useMemo } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { refusalOfRow } from './row-refusal.ts'
import { texts } from './texts.ts'

const tones = { proposed: 'waiting', accepted: 'good', rejected: 'ended', lapsed: 'ended' } as const

/** What answers would change in the register, beside what it says now. */
export function ProposalsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const decide = useCommand(decideProposals)
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: (['proposed', 'accepted', 'rejected', 'lapsed'] as const).map((value) => ({ value, label: t[value] })),
      },
      { kind: 'region', name: 'region', label: t.division },
      { kind: 'given', name: 'campaignId', label: t.survey },
    ],
    [t],
  )
  const columns: readonly Column<Proposal>[] = [
    { name: 'elder', title: t.elder, show: (row) => row.elderName },
    { name: 'about', title: t.about, show: (row) => say(row.about) },
    { name: 'present', title: t.present, show: (row) => say(row.present) },
    { name: 'wanted', title: t.wanted, show: (row) => <strong>{say(row.wanted)}</strong> },
    { name: 'region', title: t.place, show: (row) => row.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'proposedBy', title: t.proposedBy, show: (row) => row.proposedBy },
    { name: 'state', title: t.state, show: (row) => <StatusChip tone={tones[row.state]}>{t[row.state]}</StatusChip> },
  ]
  const one = (decision: 'accept' | 'reject') => async (row: Proposal) => {
    const { county, id } = row
    const { rows } = await decide.mutateAsync({ body: { proposals: [{ county, id }], decision } })
    const refused = refusalOfRow(rows[0])
    if (refused) throw refused
  }
  return (
    <ListPage
      name="survey-proposals"
      title={t.proposals}
      hint={t.proposalsHint}
      list={listProposals}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/surveys/proposals/${row.county}/${row.id}`}
      bulk={[
        { name: 'accept', label: t.accept, explain: t.acceptExplain, run: one('accept') },
        { name: 'reject', label: t.reject, explain: t.rejectExplain, danger: true, run: one('reject') },
      ]}
      blank={{ title: t.noProposals }}
    />
  )
}
