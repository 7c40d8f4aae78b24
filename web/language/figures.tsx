import type { Language } from '@yinian/core/language/text.ts'
import type { Day, Month } from '@yinian/core/time/day.ts'
import { type ReactNode, useMemo } from 'react'
import * as format from './format.ts'
import { useLanguage } from './language.ts'

/** The formats of the interface's language, for places where an element does not fit (titles, charts, exports). */
export function useFormat() {
  const { language } = useLanguage()
  return useMemo(() => formatsIn(language), [language])
}

function formatsIn(language: Language) {
  return {
    day: (day: Day) => format.formatDay(day, language),
    month: (month: Month) => format.formatMonth(month, language),
    instant: (instant: string) => format.formatInstant(instant, language),
    relative: (instant: string, now: Date) => format.formatRelative(instant, now, language),
    number: format.formatNumber,
    share: format.formatShare,
    money: (fen: number | bigint | string) => format.formatMoney(fen, language),
    largeMoney: (fen: number | bigint | string) => format.formatLargeMoney(fen, language),
    people: (count: number) => format.formatPeople(count, language),
  }
}

/** A sum of money; `large` shows 万元 with the exact sum on hover and to screen readers. */
export function Money({ fen, large = false }: { fen: number | bigint | string; large?: boolean }): ReactNode {
  const { money, largeMoney } = useFormat()
  if (!large) return <span className="figure">{money(fen)}</span>
  return (
    <span className="figure" title={money(fen)}>
      {largeMoney(fen)}
    </span>
  )
}

/** A legal day. */
export function DayText({ day }: { day: Day | null | undefined }): ReactNode {
  const { day: say } = useFormat()
  return day == null ? '—' : <time dateTime={day}>{say(day)}</time>
}

/** Something that happened: an instant, or a day where nobody keeps the hour. */
export function MomentText({ at }: { at: string }): ReactNode {
  return /^\d{4}-\d{2}-\d{2}$/.test(at) ? <DayText day={at} /> : <InstantText at={at} />
}

/** An instant: exact, or `relative` with the exact time on hover. */
export function InstantText({
  at,
  relative = false,
}: {
  at: string | null | undefined
  relative?: boolean
}): ReactNode {
  const say = useFormat()
  if (at == null) return '—'
  return (
    <time dateTime={at} title={say.instant(at)}>
      {relative ? say.relative(at, new Date()) : say.instant(at)}
    </time>
  )
}
