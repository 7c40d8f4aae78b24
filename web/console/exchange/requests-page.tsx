import { listRequests, type RequestLine } from '@yinian/core/exchange/connector-api.ts'
import { purposes } from '@yinian/core/exchange/kinds.ts'
import type { ReactNode } from 'react'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones: Readonly<Record<RequestLine['outcome'], Tone>> = {
  sent: 'waiting',
  answered: 'good',
  refused: 'bad',
  limited: 'bad',
  failed: 'bad',
}

/** Every request in and out, for the auditor. */
export function RequestsPage(): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const format = useFormat()
  const outcomes: Readonly<Record<RequestLine['outcome'], string>> = {
    sent: t.sent,
    answered: t.answered,
    refused: t.refusedOutcome,
    limited: t.limited,
    failed: t.failed,
  }
  const columns: readonly Column<RequestLine>[] = [
    { name: 'at', title: t.askedAt, show: (one) => <InstantText at={one.at} /> },
    { name: 'direction', title: t.direction, show: (one) => t[one.direction] },
    { name: 'source', title: t.source, show: (one) => one.sourceName },
    { name: 'askedBy', title: t.askedBy, show: (one) => one.askedBy },
    { name: 'purpose', title: t.purpose, show: (one) => (one.purpose === null ? '—' : say(purposes[one.purpose])) },
    { name: 'people', title: t.people, align: 'right', show: (one) => format.number(one.people) },
    {
      name: 'returned',
      title: t.returned,
      show: (one) => one.fields.join(language === 'zh' ? '、' : ', ') || '—',
      atFirst: 'hidden',
    },
    { name: 'operation', title: t.operation, show: (one) => one.operation, atFirst: 'hidden' },
    {
      name: 'outcome',
      title: t.outcome,
      show: (one) => (
        <StatusChip tone={tones[one.outcome]}>
          {outcomes[one.outcome]}
          {one.status === null ? '' : ` ${one.status}`}
        </StatusChip>
      ),
    },
    {
      name: 'duration',
      title: t.duration,
      align: 'right',
      show: (one) => (one.durationMs === null ? '—' : t.milliseconds({ ms: format.number(one.durationMs) })),
    },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'direction',
      label: t.direction,
      options: (['out', 'in'] as const).map((value) => ({ value, label: t[value] })),
    },
    {
      kind: 'choice',
      name: 'outcome',
      label: t.outcome,
      options: Object.entries(outcomes).map(([value, label]) => ({ value, label })),
    },
    { kind: 'given', name: 'sourceId', label: t.source },
  ]
  return (
    <ListPage
      name="exchange-requests"
      title={t.requests}
      hint={t.requestsHint}
      list={listRequests}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      blank={{ title: t.noRequests, hint: t.noRequestsHint }}
    />
  )
}
