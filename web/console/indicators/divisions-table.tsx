import type { DivisionValue, IndicatorPage } from '@yinian/core/indicators/api.ts'
import { judgements } from '@yinian/core/indicators/evaluate.ts'
import { Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { formatValue, formatWithUnit } from './figures.ts'
import { Judgement } from './marks.tsx'
import { texts } from './texts.ts'
import type { Where } from './where.ts'

type Columns = NonNullable<TableProps<DivisionValue>['columns']>

/** Each division below with both sides, sortable by any of them. */
export function DivisionsTable({
  page,
  where,
  linkOf,
}: {
  page: IndicatorPage
  where: Where
  linkOf: (region: string) => string
}): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { line } = page
  const isMoney = page.shape === 'yuan' || page.shape === 'yuan-each'
  const side = (value: number | null, money: boolean): string =>
    value === null ? '—' : formatValue(money ? value / 100 : value)
  const columns: Columns = [
    {
      key: 'name',
      title: t.division,
      render: (_, { region, name }) => <Link to={linkOf(region)}>{name}</Link>,
      sorter: (one, other) => one.region.localeCompare(other.region),
    },
    {
      key: 'value',
      title: t.valueIn({ unit: say(line.unit) }),
      align: 'right',
      render: (_, { value }) => <span className="figure">{formatWithUnit(value, { unit: noUnit }, language)}</span>,
      sorter: by('value'),
      defaultSortOrder: 'descend',
    },
    {
      key: 'numerator',
      title: t.numerator,
      align: 'right',
      render: (_, { numerator }) => <span className="figure">{side(numerator, isMoney)}</span>,
      sorter: by('numerator'),
    },
    ...(page.denominator === null
      ? []
      : [
          {
            key: 'denominator',
            title: t.denominator,
            align: 'right' as const,
            render: (_: unknown, { denominator }: DivisionValue) => (
              <span className="figure">{side(denominator, false)}</span>
            ),
            sorter: by('denominator'),
          },
        ]),
    {
      key: 'judgement',
      title: t.judgement,
      render: (_, { judgement }) => <Judgement of={judgement} />,
      sorter: (one, other) => say(judgements[one.judgement]).localeCompare(say(judgements[other.judgement])),
    },
    ...(page.sides.includes('gap')
      ? [
          {
            key: 'gap',
            title: t.gap,
            align: 'right' as const,
            render: (_: unknown, { region, gap }: DivisionValue) => (
              <GapLink to={where.address(`/indicators/${line.id}/cases`, { region, side: 'gap' })} gap={gap} />
            ),
            sorter: by('gap'),
          },
        ]
      : []),
  ]
  return (
    <Panel title={t.belowTitle({ name: say(line.name) })}>
      <Table<DivisionValue>
        rowKey="region"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={columns}
        dataSource={[...page.divisions]}
      />
    </Panel>
  )
}

function GapLink({ to, gap }: { to: string; gap: number | null }): ReactNode {
  const t = useTexts(texts)
  if (gap === 0) return '0'
  return <Link to={to}>{gap === null ? t.seeCases : formatValue(gap)}</Link>
}

const noUnit = { zh: '', en: '' }

/** Unknown values come last from the largest down. */
function by(name: 'value' | 'numerator' | 'denominator' | 'gap') {
  return (one: DivisionValue, other: DivisionValue): number => (one[name] ?? -1) - (other[name] ?? -1)
}
