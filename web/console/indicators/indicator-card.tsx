import type { IndicatorLine } from '@yinian/core/indicators/api.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { type Day, type Month, monthOf } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { useMe } from '../shell/me.tsx'
import { formatTarget, formatWithUnit, partsOf } from './figures.ts'
import { Bullet, Judgement, Kind, Spark } from './marks.tsx'
import { texts } from './texts.ts'
import type { Where } from './where.ts'

export function IndicatorCard({ line, where }: { line: IndicatorLine; where: Where }): ReactNode {
  const { say } = useLanguage()
  const unpaid = isNotPaidYet(line, where.period, useMe().today)
  return (
    <li className="indicator-card">
      <Link to={where.address(`/indicators/${line.id}`)} className="indicator-name">
        {say(line.name)}
      </Link>
      <div className="indicator-value">
        <BigValue line={line} />
        {line.judgement !== 'no-target' && <Judgement of={line.judgement} />}
      </div>
      <Bullet line={line} />
      <div className="indicator-foot">
        {line.kind !== 'register' && <Kind of={line.kind} />}
        <TargetText line={line} />
        <Spark line={line} />
        {unpaid ? <NotPaidYet line={line} /> : <Gap line={line} where={where} />}
      </div>
    </li>
  )
}

export function BigValue({ line }: { line: IndicatorLine }): ReactNode {
  const { language } = useLanguage()
  if (line.value === null) return <span className="value faded">—</span>
  const { value, unit, exact } = partsOf(line.value, line, language)
  return (
    <span className="value" title={exact}>
      {value}
      <span className="unit">{unit}</span>
    </span>
  )
}

export function TargetText({ line }: { line: IndicatorLine }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const target = formatTarget(line, language)
  if (target === null) return null
  return (
    <span className="small faded">
      {line.targetYear === null ? t.targetOnly({ target }) : t.targetBy({ target, year: String(line.targetYear) })}
    </span>
  )
}

/** In the running month an allowance that has not been paid yet is no result. */
function isNotPaidYet(line: IndicatorLine, period: Month, today: Day): boolean {
  const of = recordDefinitions[line.id]?.numerator.of
  const isOfPayments = of === 'paid' || of === 'fen' || of === 'least-age'
  return isOfPayments && line.computedAt !== null && period === monthOf(today) && (line.value ?? 0) === 0
}

function NotPaidYet({ line }: { line: IndicatorLine }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const before = line.trend.at(-2)?.value ?? null
  return (
    <span className="small faded">
      {t.notPaidYet}
      {before !== null && ` · ${t.lastMonth({ value: formatWithUnit(before, line, language) })}`}
    </span>
  )
}

function Gap({ line, where }: { line: IndicatorLine; where: Where }): ReactNode {
  const t = useTexts(texts)
  if (line.gap === null || line.gap === 0) return null
  return (
    <Link className="small" to={where.address(`/indicators/${line.id}/cases`, { side: 'gap' })}>
      {t.gapCases({ count: line.gap })}
    </Link>
  )
}
