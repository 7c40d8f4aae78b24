import { decideFinding, type Finding, listFindings } from '@yinian/core/exchange/finding-api.ts'
import { findingStates } from '@yinian/core/exchange/states.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import type { BulkAction } from '../parts/list/bulk.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { texts } from './texts.ts'
import { FindingChip, useOptions } from './words.tsx'

type Decision = 'accept' | 'reject'

/** What waits to be taken over into the register, one by one or many at once with a result per row. */
export function FindingsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const decide = useCommand(decideFinding)
  const states = useOptions(findingStates)
  const take = ({ county, id }: Finding, decision: Decision, reason = '') =>
    decide.mutateAsync({ params: { county, id }, body: { decision, reason } })
  const columns: readonly Column<Finding>[] = [
    { name: 'who', title: t.who, show: (one) => <Link to={`/people/${one.elderId}`}>{one.elderName}</Link> },
    { name: 'about', title: t.about, always: true, show: (one) => say(one.about) },
    {
      name: 'present',
      title: t.present,
      always: true,
      show: (one) => (one.present ? say(one.present) : t.nothingHeld),
    },
    { name: 'proposed', title: t.proposed, always: true, show: (one) => <strong>{say(one.proposed)}</strong> },
    { name: 'since', title: t.since, show: (one) => <DayText day={one.from} /> },
    { name: 'source', title: t.source, show: (one) => one.sourceName },
    { name: 'state', title: t.state, show: (one) => <FindingChip state={one.state} /> },
    { name: 'where', title: t.where, show: (one) => one.regionPath, atFirst: 'hidden' },
    { name: 'evidence', title: t.evidence, show: (one) => one.evidence || '—', atFirst: 'hidden' },
    { name: 'foundAt', title: t.foundAt, show: (one) => <InstantText at={one.foundAt} relative />, atFirst: 'hidden' },
    {
      name: 'decide',
      title: t.decide,
      always: true,
      show: (one) =>
        one.state === 'waiting' ? <Decide take={(decision, reason) => take(one, decision, reason)} /> : '—',
    },
  ]
  const filters: readonly Filter[] = [
    { kind: 'choice', name: 'state', label: t.state, options: states },
    {
      kind: 'choice',
      name: 'subject',
      label: t.subject,
      options: [
        { value: 'death', label: t.death },
        { value: 'registered-region', label: t.registeredRegion },
        { value: 'circumstance', label: t.circumstance },
      ],
    },
    { kind: 'given', name: 'elderId', label: t.who },
  ]
  const bulk: readonly BulkAction<Finding>[] = [
    { name: 'accept', label: t.accept, explain: t.acceptMeans, run: (one) => take(one, 'accept') },
    { name: 'reject', label: t.reject, explain: t.rejectMeans, run: (one) => take(one, 'reject') },
  ]
  return (
    <ListPage
      name="exchange-findings"
      title={t.findings}
      hint={t.findingsHint}
      list={listFindings}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      bulk={bulk}
      blank={{
        title: t.noFindings,
        hint: t.noFindingsHint,
        action: <Link to="/exchange/comparisons">{t.compare}</Link>,
      }}
    />
  )
}

function Decide({ take }: { take: (decision: Decision, reason: string) => Promise<unknown> }): ReactNode {
  const t = useTexts(texts)
  return (
    <span className="row">
      <ConfirmAction
        size="small"
        label={t.accept}
        title={t.accept}
        explain={t.acceptMeans}
        reason="optional"
        run={(reason) => take('accept', reason)}
        done={t.decided}
      />
      <ConfirmAction
        size="small"
        label={t.reject}
        title={t.reject}
        explain={t.rejectMeans}
        reason="required"
        run={(reason) => take('reject', reason)}
        done={t.decided}
      />
    </span>
  )
}
