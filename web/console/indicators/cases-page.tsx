import { getIndicator, type IndicatorCase, listIndicatorCases } from '@yinian/core/indicators/api.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { type ReactNode, useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { useMe } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import './indicators.css'
import { texts } from './texts.ts'
import { monthsUpTo, useWhere } from './where.ts'

/** The people behind a number, each with the reason and the way to their file. */
export function CasesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { today } = useMe()
  const { id = '' } = useParams()
  const { region, period } = useWhere()
  const [address] = useSearchParams()
  const indicator = useEndpoint(getIndicator, { params: { id }, query: { region, period } })
  const name = indicator.data === undefined ? '' : say(indicator.data.line.name)
  usePageName(name === '' ? undefined : t.casesOf({ name }))
  const sides = indicator.data?.sides
  const side = address.get('side') ?? 'numerator'
  const filters = useMemo<readonly Filter[]>(() => {
    const names = { numerator: t.numerator, denominator: t.denominator, gap: t.gap }
    return [
      {
        kind: 'choice',
        name: 'side',
        label: t.side,
        options: (sides ?? []).map((one) => ({ value: one, label: names[one] })),
      },
      { kind: 'region', name: 'region', label: t.division },
      {
        kind: 'choice',
        name: 'period',
        label: t.month,
        options: monthsUpTo(monthOf(today)).map((month) => ({ value: month, label: format.month(month) })),
      },
    ]
  }, [t, sides, today, format])
  const columns: readonly Column<IndicatorCase>[] = [
    { name: 'name', title: t.person, show: (found) => found.name },
    { name: 'sex', title: t.sex, show: ({ sex }) => t[sex] },
    { name: 'age', title: t.age, align: 'right', show: ({ age }) => <span className="figure">{age}</span> },
    { name: 'region', title: t.lives, show: ({ regionPath }) => regionPath },
    { name: 'why', title: t.why, show: ({ why }) => say(why) },
  ]
  return (
    <ListPage
      name="indicator-cases"
      title={name === '' ? t.cases : t.casesOf({ name })}
      hint={<Hint id={id} region={region} period={period} side={side} />}
      list={listIndicatorCases}
      params={{ id }}
      always={{ region, period, side }}
      filters={filters}
      columns={columns}
      keyOf={({ elderId }) => elderId}
      linkOf={({ elderId }) => `/people/${elderId}`}
      blank={{ title: t.noCases, hint: t.noCasesHint }}
    />
  )
}

/** Who is counted and cannot be listed, and as of when the list is. */
function Hint({ id, region, period, side }: { id: string; region: string; period: string; side: string }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { today } = useMe()
  const one = side as 'numerator' | 'denominator' | 'gap'
  const first = useEndpoint(listIndicatorCases, { params: { id }, query: { region, period, side: one, limit: 50 } })
  const beyond = first.data?.beyondScope ?? 0
  return (
    <>
      {period === monthOf(today) && t.today({ day: format.day(today) })}
      {beyond > 0 && ` ${t.beyondScope({ count: beyond })}`}
    </>
  )
}
