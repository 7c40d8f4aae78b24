import type { IndicatorLine } from '@yinian/core/indicators/api.ts'
import { kinds } from '@yinian/core/indicators/catalogue.ts'
import { type Judgement as JudgementWord, judgements } from '@yinian/core/indicators/evaluate.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { formatTarget, formatWithUnit, targetNumber } from './figures.ts'
import { texts } from './texts.ts'

const tones: Record<JudgementWord, Tone> = {
  met: 'good',
  'not-met': 'waiting',
  'no-target': 'plain',
  'not-computable': 'ended',
}

export function Judgement({ of: judgement }: { of: JudgementWord }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[judgement]}>{say(judgements[judgement])}</StatusChip>
}

export function Kind({ of: kind }: { of: IndicatorLine['kind'] }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={kind === 'binding' ? 'neutral' : 'plain'}>{say(kinds[kind])}</StatusChip>
}

/** The value as a bar against a line for its target; nothing is drawn where they cannot be compared. */
export function Bullet({ line }: { line: IndicatorLine }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const target = targetNumber(line)
  const { value } = line
  if (value === null || target === null || target <= 0 || !line.targetApplies) return null
  const end = line.unit.zh === '%' ? 100 : Math.max(value, target) * 1.15
  const share = (figure: number): string => `${Math.max(0, Math.min(100, (figure / end) * 100))}%`
  const said = t.valueOfTarget({
    value: formatWithUnit(value, line, language),
    target: formatTarget(line, language) ?? '',
  })
  return (
    <div className={`bullet ${line.judgement}`} role="img" aria-label={said} title={said}>
      <div className="bullet-value" style={{ width: share(value) }} />
      <div className="bullet-target" style={{ insetInlineStart: share(target) }} />
    </div>
  )
}

/** The months up to now as a line, told in words for whoever does not see it. */
export function Spark({ line }: { line: IndicatorLine }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const format = useFormat()
  const known = line.trend.flatMap(({ period, value }, at) => (value === null ? [] : [{ period, value, at }]))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || known.length < 2) return null
  const least = Math.min(...known.map(({ value }) => value))
  const range = Math.max(...known.map(({ value }) => value)) - least || 1
  const points = known.map(({ value, at }) => ({ x: 3 + at * 8, y: 21 - ((value - least) / range) * 18 }))
  const end = points.at(-1)
  const word = last.value > first.value ? t.rising : last.value < first.value ? t.falling : t.steady
  const said = t.trendSaid({
    from: format.month(first.period),
    first: formatWithUnit(first.value, line, language),
    to: format.month(last.period),
    last: formatWithUnit(last.value, line, language),
  })
  return (
    <span className="spark" title={said}>
      <svg viewBox="0 0 96 24" role="img" aria-label={said}>
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {end !== undefined && <circle cx={end.x} cy={end.y} r="2.5" />}
      </svg>
      <span className="faded small">{word}</span>
    </span>
  )
}
