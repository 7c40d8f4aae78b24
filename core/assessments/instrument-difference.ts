import type { Instrument } from './instrument.ts'

export interface Difference {
  /** Where: `B.1.1`, `levels/2`, `name`. */
  readonly at: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: string
  readonly after: string
}

/** What a reader would see change, part by part; parts are matched by their ids, not by their order. */
export function compareInstruments(before: Instrument, after: Instrument): readonly Difference[] {
  const [old, young] = [partsOf(before), partsOf(after)]
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((at): Difference[] => {
    const [was, is] = [old.get(at), young.get(at)]
    if (was === is) return []
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    return [{ at, kind, before: was ?? '', after: is ?? '' }]
  })
}

function partsOf(instrument: Instrument): Map<string, string> {
  const { indicators, levels, changes, forms, advice = [], reasons, version: _version, ...rest } = instrument
  const parts: (readonly [string, unknown])[] = [
    ...Object.entries(rest).map(([name, value]) => [name, value] as const),
    ...indicators.map(({ id, items: _items, ...one }) => [id, one] as const),
    ...indicators.flatMap(({ items }) => items).map((item) => [item.id, item] as const),
    ...levels.map((one) => [`levels/${one.level}`, one] as const),
    ...changes.map((one) => [`changes/${one.id}`, one] as const),
    ...forms.flatMap(({ fields }) => fields).map((field) => [field.id, field] as const),
    ...advice.map((one) => [`advice/${one.id}`, one] as const),
    ...reasons.map((one) => [`reasons/${one.code}`, one] as const),
  ]
  return new Map(parts.map(([at, value]) => [at, JSON.stringify(value)]))
}
