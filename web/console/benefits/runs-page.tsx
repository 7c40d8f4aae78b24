import { PlusOutlined } from '@ant-design/icons'
import { runProcedure } from '@yinian/core/benefits/run.ts'
import { listRuns } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRunRow } from '@yinian/core/benefits/run-schemas.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { InstantText, Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { useMay, useMe } from '../shell/me.tsx'
import { monthsUpTo } from './months.ts'
import { FindingCounts, RunChips } from './states.tsx'
import { texts } from './texts.ts'
import { useProgrammes } from './use-programmes.ts'

export function RunsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const mayDraft = useMay('benefits:draft')
  const { today } = useMe()
  const programmes = useProgrammes()
  const create = mayDraft && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/benefits/new')}>
      {t.newRun}
    </Button>
  )
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(runProcedure.states).map(([value, name]) => ({ value, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'programme',
        label: t.programme,
        options: programmes.map(({ programme, name }) => ({ value: programme, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'month',
        label: t.month,
        options: monthsUpTo(monthOf(today)).map((month) => ({ value: month, label: format.month(month) })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say, format, programmes, today],
  )
  const columns: readonly Column<BenefitRunRow>[] = [
    { name: 'month', title: t.month, show: (run) => format.month(run.month) },
    { name: 'programme', title: t.programme, show: (run) => say(run.programmeName) },
    { name: 'county', title: t.county, show: (run) => run.countyName },
    {
      name: 'state',
      title: t.state,
      show: (run) => (
        <span className="row">
          <RunChips run={run} />
        </span>
      ),
    },
    { name: 'people', title: t.people, align: 'right', show: (run) => format.people(run.people) },
    { name: 'amount', title: t.amount, align: 'right', show: (run) => <Money fen={run.fen} /> },
    {
      name: 'findings',
      title: t.findings,
      show: (run) => (
        <span className="row">
          <FindingCounts run={run} />
        </span>
      ),
    },
    { name: 'draftedAt', title: t.draftedAt, show: (run) => <InstantText at={run.draftedAt} relative /> },
  ]
  return (
    <ListPage
      name="benefit-runs"
      title={t.runs}
      hint={t.runsHint}
      list={listRuns}
      filters={filters}
      columns={columns}
      keyOf={(run) => run.id}
      linkOf={(run) => `/benefits/runs/${run.county}/${run.id}`}
      actions={
        <>
          <Button onClick={() => void navigate('/benefits/returned')}>{t.returnedPayments}</Button>
          {create}
        </>
      }
      blank={{ title: t.noRuns, hint: t.noRunsHint, action: create }}
    />
  )
}
