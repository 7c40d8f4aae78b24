import type { Text } from '../language/text.ts'
import { levelOf, type RegionCode } from '../regions/code.ts'
import type { Arrow } from './difference.ts'

/** What pairing by hand may use. */
export interface Pairable {
  /** Divisions in force today, within the area. */
  readonly present: ReadonlySet<RegionCode>
  /** Present divisions that get another name under the same code. */
  readonly renamed: ReadonlySet<RegionCode>
  /** Divisions that the list brings. */
  readonly fresh: ReadonlySet<RegionCode>
}

/**
 * The arrows after somebody has said what became of one division: nothing, one, several. What is left without a
 * predecessor is new again, what is left without a successor goes on or is gone.
 * @returns the reason in words where it cannot be so
 */
export function pair(
  arrows: readonly Arrow[],
  from: RegionCode,
  successors: readonly RegionCode[],
  { present, renamed, fresh }: Pairable,
): readonly Arrow[] | Text {
  if (!present.has(from)) return { zh: '原区划不在现行区划中', en: 'The old division is not in force' }
  for (const to of successors) {
    if (!present.has(to) && !fresh.has(to)) return { zh: `没有区划 ${to}`, en: `There is no division ${to}` }
    if (levelOf(to) !== levelOf(from)) return { zh: '两者级别不同', en: 'They are of different levels' }
    if (to !== from && present.has(to) && ends(arrows, to))
      return { zh: `${to} 自己也撤销了，不能并入`, en: `${to} ends itself and can take in nothing` }
  }
  const goesOn = successors.includes(from) || (successors.length === 0 && !ends(arrows, from) && !isGone(arrows, from))
  if (!goesOn && arrows.some((arrow) => arrow.to === from && arrow.from !== from))
    return { zh: '有区划并入它，它不能同时撤销', en: 'Another is merged into it, so it cannot end' }
  const others = arrows.filter((arrow) => arrow.from !== from && arrow.from !== null && arrow.from !== arrow.to)
  const own: Arrow[] = successors.filter((to) => to !== from).map((to) => ({ from, to, how: 'hand' }))
  const crossing = [...others.filter(({ to }) => to !== null), ...own]
  const continued = [...present].filter(
    (code) =>
      (renamed.has(code) && (code !== from || goesOn)) ||
      crossing.some((arrow) => arrow.to === code) ||
      (code === from
        ? goesOn && own.length > 0
        : wasContinued(arrows, code) && crossing.some((arrow) => arrow.from === code)),
  )
  const gone: Arrow[] = [
    ...others.filter(({ to }) => to === null),
    ...(successors.length === 0 && !goesOn ? [{ from, to: null, how: 'hand' } as const] : []),
  ]
  const paired = new Set(crossing.map(({ to }) => to))
  return [
    ...crossing,
    ...continued.map((code): Arrow => ({ from: code, to: code, how: 'code' })),
    ...gone,
    ...[...fresh].filter((to) => !paired.has(to)).map((to): Arrow => ({ from: null, to, how: 'none' })),
  ]
}

/** Whether a division does not go on under its code. */
function ends(arrows: readonly Arrow[], code: RegionCode): boolean {
  return arrows.some(({ from }) => from === code) && !wasContinued(arrows, code)
}

function wasContinued(arrows: readonly Arrow[], code: RegionCode): boolean {
  return arrows.some(({ from, to }) => from === code && to === code)
}

function isGone(arrows: readonly Arrow[], code: RegionCode): boolean {
  return arrows.some(({ from, to }) => from === code && to === null)
}
