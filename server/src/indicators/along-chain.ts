import { valueFrom } from '@yinian/core/indicators/evaluate.ts'
import { dayCounted } from '@yinian/core/indicators/measure.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'
import { isInForce, predecessorsAt, type RegionStep, successorsAt } from '@yinian/core/regions/chain.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day, Month } from '@yinian/core/time/day.ts'
import type { Value, Values } from './values.ts'

/**
 * The divisions whose figures of another month say the same as those of a division now: what it came of where all of
 * that came into it, or what it became where it alone became that. Null where no figure of that month can stand beside it.
 */
export function sameGroundOn(
  steps: readonly RegionStep[],
  region: RegionCode,
  now: Day,
  then: Day,
): readonly RegionCode[] | null {
  if (isInForce(steps, region, then)) return isUnchanged(steps, region, now, then) ? [region] : null
  const found = then < now ? predecessorsAt(steps, region, then) : successorsAt(steps, region, then)
  const back = (code: RegionCode) => (then < now ? successorsAt(steps, code, now) : predecessorsAt(steps, code, now))
  return found.every((code) => back(code).every((one) => one === region)) ? found : null
}

/** Whether a division that stood on both days neither took in nor gave up anything between them. */
function isUnchanged(steps: readonly RegionStep[], region: RegionCode, one: Day, other: Day): boolean {
  const [first, last] = one < other ? [one, other] : [other, one]
  return !steps.some(
    ({ from, to, day }) => day > first && day <= last && from !== to && (from === region || to === region),
  )
}

/** The values of one division continued by those of what it came of and what it became. */
export function alongChain(
  values: Values,
  { region, steps, period, today }: { region: RegionCode; steps: readonly RegionStep[]; period: Month; today: Day },
): Values {
  if (steps.length === 0) return values
  return (code, id, month) => {
    const own = values(code, id, month)
    if (code !== region || month === period) return own
    const ground = sameGroundOn(steps, region, dayCounted(period, today), dayCounted(month, today))
    if (ground === null) return undefined
    if (ground.length === 1 && ground[0] === region) return own
    const parts = ground.map((one) => values(one, id, month))
    return parts.every((part) => part !== undefined) ? together(id, parts) : undefined
  }
}

function together(id: string, parts: readonly Value[]): Value | undefined {
  const definition = recordDefinitions[id]
  const [first] = parts
  if (definition === undefined || first === undefined) return undefined
  const combine = definition.numerator.of === 'least-age' ? least : sum
  const sides = {
    numerator: combine(parts.map(({ numerator }) => numerator)),
    denominator: sum(parts.map(({ denominator }) => denominator)),
  }
  const computedAt = parts.map((part) => part.computedAt).sort()[0] ?? first.computedAt
  return { ...sides, value: valueFrom(definition.shape, sides), computedAt }
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

function sum(values: readonly (number | null)[]): number | null {
  return known(values).length === 0 ? null : known(values).reduce((all, one) => all + one, 0)
}

function least(values: readonly (number | null)[]): number | null {
  return known(values).length === 0 ? null : Math.min(...known(values))
}
