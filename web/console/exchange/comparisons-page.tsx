import {
  type Comparison,
  listComparisons,
  listSchedules,
  moveComparison,
  scheduleComparison,
} from '@yinian/core/exchange/finding-api.ts'
import { connectorKinds, purposes } from '@yinian/core/exchange/kinds.ts'
import { comparisonStates } from '@yinian/core/exchange/states.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { Panel } from '../parts/page-head.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { texts } from './texts.ts'
import { ComparisonChip, useOptions } from './words.tsx'

const going = ['waiting', 'running']

/** Comparisons of the county: what is going on, what came of it, and what begins by the clock. */
export function ComparisonsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const states = useOptions(comparisonStates)
  // Asked again by itself while something is going on; the list on the page follows, because both are one question.
  const first = useEndpoint(listComparisons, { query: { limit: 50 } })
  useEndpoint(
    listComparisons,
    { query: { limit: 50 } },
    { every: first.data?.rows.some(({ state }) => going.includes(state)) === true ? 1500 : false },
  )
  const columns: readonly Column<Comparison>[] = [
    {
      name: 'connector',
      title: t.connector,
      show: (one) => (
        <>
          {one.connectorName} <span className="faded small">{say(connectorKinds[one.kind].name)}</span>
        </>
      ),
    },
    { name: 'state', title: t.state, always: true, show: (one) => <State of={one} /> },
    {
      name: 'progress',
      title: t.progress,
      align: 'right',
      show: (one) => t.progressOf({ done: format.number(one.done), total: format.number(one.total) }),
    },
    { name: 'known', title: t.known, align: 'right', show: (one) => format.number(one.known) },
    {
      name: 'found',
      title: t.found,
      align: 'right',
      show: (one) =>
        one.found === 0 ? '0' : <Link to="/exchange/findings?state=waiting">{format.number(one.found)}</Link>,
    },
    { name: 'unread', title: t.unread, align: 'right', show: (one) => format.number(one.unread) },
    { name: 'purpose', title: t.purpose, show: (one) => say(purposes[one.purpose]), atFirst: 'hidden' },
    { name: 'list', title: t.list, show: (one) => one.fileName ?? '—', atFirst: 'hidden' },
    { name: 'county', title: t.county, show: (one) => one.regionPath, atFirst: 'hidden' },
    { name: 'askedBy', title: t.askedBy, show: (one) => one.askedBy },
    { name: 'askedAt', title: t.askedAt, show: (one) => <InstantText at={one.askedAt} relative /> },
    { name: 'decide', title: t.decide, always: true, show: (one) => <Move of={one} /> },
  ]
  return (
    <>
      <ListPage
        name="exchange-comparisons"
        title={t.comparisons}
        hint={t.comparisonsHint}
        list={listComparisons}
        filters={[{ kind: 'choice', name: 'state', label: t.state, options: states }]}
        columns={columns}
        keyOf={(one) => one.id}
        actions={<CompareDialog />}
        blank={{ title: t.noComparisons, hint: t.noComparisonsHint, action: <CompareDialog /> }}
      />
      <Schedules />
    </>
  )
}

function State({ of: one }: { of: Comparison }): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      <ComparisonChip state={one.state} />
      {one.fault !== null && <div className="faded small">{say(one.fault)}</div>}
    </>
  )
}

function Move({ of: { county, id, state } }: { of: Comparison }): ReactNode {
  const t = useTexts(texts)
  const move = useCommand(moveComparison)
  const params = { county, id }
  if (state === 'done') return '—'
  if (state === 'failed' || state === 'stopped')
    return (
      <Button size="small" loading={move.isPending} onClick={() => move.mutate({ params, body: { move: 'take-up' } })}>
        {t.takeUp}
      </Button>
    )
  return (
    <ConfirmAction
      size="small"
      label={t.stop}
      title={t.stop}
      explain={t.stopMeans}
      run={() => move.mutateAsync({ params, body: { move: 'stop' } })}
    />
  )
}

function Schedules(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const end = useCommand(scheduleComparison)
  const { data } = useEndpoint(listSchedules)
  if (data === undefined || data.rows.length === 0) return null
  return (
    <Panel title={t.schedules}>
      <ul className="plain-list">
        {data.rows.map((one) => (
          <li key={one.id} className="row">
            {t.scheduleLine({
              name: one.connectorName,
              rhythm: t[one.rhythm],
              day: format.day(one.nextOn),
              who: one.setBy,
            })}
            <Button
              size="small"
              loading={end.isPending}
              onClick={() =>
                end.mutate({
                  body: {
                    connector: { county: one.connectorCounty, id: one.connectorId },
                    county: one.county,
                    purpose: one.purpose,
                    rhythm: null,
                  },
                })
              }
            >
              {t.endSchedule}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
