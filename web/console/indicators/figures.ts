import type { IndicatorLine } from '@yinian/core/indicators/api.ts'
import { operators } from '@yinian/core/indicators/catalogue.ts'
import type { Language } from '@yinian/core/language/text.ts'
import { formatNumber } from '../../language/format.ts'

/** A value as a person reads it: whole numbers whole, shares and means with the decimals they need. */
export function formatValue(value: number): string {
  if (Number.isInteger(value)) return formatNumber(value)
  return formatNumber(value, Math.abs(value) < 10 ? 2 : 1)
}

type Measured = Pick<IndicatorLine, 'unit' | 'target' | 'operator'>

/** `66.7%`, `1,403,200 人`; large sums of money in 万元. */
export function formatWithUnit(value: number | null, { unit }: Pick<Measured, 'unit'>, language: Language): string {
  if (value === null) return '—'
  const { value: figure, unit: named } = partsOf(value, { unit }, language)
  return named === '%' ? `${figure}%` : `${figure} ${named}`
}

export function partsOf(
  value: number,
  { unit }: Pick<Measured, 'unit'>,
  language: Language,
): { value: string; unit: string; exact?: string } {
  if (unit.zh === '元' && language === 'zh' && Math.abs(value) >= 10_000)
    return { value: formatNumber(value / 10_000, 2), unit: '万元', exact: `${formatNumber(value, 2)} 元` }
  return { value: formatValue(value), unit: unit[language] }
}

/** `不低于 60%`; the plan's own words where it prints no number. */
export function formatTarget({ target, operator, unit }: Measured, language: Language): string | null {
  if (target === null || operator === null) return null
  if ('words' in target) return target.words[language]
  const figure = formatWithUnit(target.number, { unit }, language)
  if (operator === '~') return language === 'zh' ? `${figure}左右` : `about ${figure}`
  return operator === '=' ? figure : `${operators[operator][language]} ${figure}`
}

export function targetNumber({ target }: Pick<Measured, 'target'>): number | null {
  return target !== null && 'number' in target ? target.number : null
}
