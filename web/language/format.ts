import type { Language } from '@yinian/core/language/text.ts'
import type { Day, Month } from '@yinian/core/time/day.ts'

const locales = { zh: 'zh-CN', en: 'en-GB' } as const
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026年11月21日`, `21 Nov 2026`. */
export function formatDay(day: Day, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${englishMonths[month - 1]} ${year}`
}

/** `2026年11月`, `Nov 2026`. */
export function formatMonth(month: Month, language: Language): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return language === 'zh' ? `${year}年${number}月` : `${englishMonths[number - 1]} ${year}`
}

/** An instant as the clock on the wall in Asia/Shanghai showed it: `2026年11月21日 14:05`. */
export function formatInstant(instant: string, language: Language): string {
  const local = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString()
  return `${formatDay(local.slice(0, 10), language)} ${local.slice(11, 16)}`
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago or ahead an instant lies: `5分钟前`, `in 3 days`; within a minute it is now. */
export function formatRelative(instant: string, now: Date, language: Language): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  if (step === undefined) return language === 'zh' ? '刚刚' : 'just now'
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })
  return relative.format(Math.trunc(seconds / step[1]), step[0])
}

/** `1,403,200`; `digits` keeps that many decimals. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A share between 0 and 1 as `93.5%`. */
export function formatShare(share: number, digits = 1): string {
  return `${formatNumber(share * 100, digits)}%`
}

/** Whole fen as `1,234.50 元`, `1,234.50 yuan`; exact for any size. */
export function formatMoney(fen: number | bigint | string, language: Language): string {
  const whole = BigInt(fen)
  const positive = whole < 0n ? -whole : whole
  const yuan = (positive / 100n).toLocaleString('en-US')
  const cents = String(positive % 100n).padStart(2, '0')
  return `${whole < 0n ? '−' : ''}${yuan}.${cents} ${language === 'zh' ? '元' : 'yuan'}`
}

/** From 10,000 yuan in 万元 (`123.46 万元`), from a million yuan in `1.23 million yuan`; below that the exact sum. */
export function formatLargeMoney(fen: number | bigint | string, language: Language): string {
  const yuan = Number(BigInt(fen)) / 100
  if (language === 'zh' && Math.abs(yuan) >= 10_000) return `${withMinus(yuan / 10_000)} 万元`
  if (language === 'en' && Math.abs(yuan) >= 1_000_000) return `${withMinus(yuan / 1_000_000)} million yuan`
  return formatMoney(fen, language)
}

/** `1,403,200 人`, `1,403,200 people`. */
export function formatPeople(count: number, language: Language): string {
  if (language === 'zh') return `${formatNumber(count)} 人`
  return `${formatNumber(count)} ${count === 1 ? 'person' : 'people'}`
}

function withMinus(value: number): string {
  return `${value < 0 ? '−' : ''}${formatNumber(Math.abs(value), 2)}`
}
