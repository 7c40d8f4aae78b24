import type { Text } from '../../language/text.ts'
import type { Day } from '../../time/day.ts'

/** What of an elder’s row is kept when it is overwritten. */
export const particularFields = {
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  birth: { zh: '出生日期', en: 'Date of birth' },
  ethnicity: { zh: '民族', en: 'Ethnic group' },
  document: { zh: '证件号码', en: 'Identity number' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '住址', en: 'Address' },
  payee: { zh: '收款账户', en: 'Payee account' },
  death: { zh: '死亡日期', en: 'Date of death' },
  move: { zh: '迁出日期', en: 'Date of moving away' },
} as const satisfies Record<string, Text>
export type ParticularField = keyof typeof particularFields

/**
 * `change`: the former value held until a day, and another does since. `correction`: the former value was a mistake and
 * never held.
 */
export type Why = 'change' | 'correction'

/** What an edit is when nobody says: people move and get new numbers; a name in the register is wrong rather than new. */
export const usualWhy: Readonly<Partial<Record<ParticularField, Why>>> = {
  phone: 'change',
  address: 'change',
  payee: 'change',
}

export interface ParticularChange {
  readonly field: ParticularField
  readonly at: string
  readonly why: Why
  /** Day from which the following value holds; null for a correction. */
  readonly from: Day | null
  /** The former value, as it is shown. */
  readonly former: string | null
}

export interface Segment {
  /** Null: since ever, as far as anybody knows. */
  readonly from: Day | null
  readonly value: string | null
}

/**
 * How a particular went, as it was known at an instant: one value after the other, the first without a beginning.
 * @param changes of one field, in the order in which they were made
 * @param present what it says today
 */
export function segmentsAt(
  changes: readonly ParticularChange[],
  present: string | null,
  known: string,
): readonly Segment[] {
  let held: Segment[] = [{ from: null, value: changes[0]?.former ?? null }]
  if (changes.length === 0) return [{ from: null, value: present }]
  for (const [index, change] of changes.entries()) {
    if (change.at > known) break
    const next = changes[index + 1]
    const value = next === undefined ? present : next.former
    // a correction takes the place of what was thought to hold last
    const from = change.why === 'correction' ? (held.at(-1)?.from ?? null) : change.from
    held = [...held.filter((one) => from !== null && (one.from === null || one.from < from)), { from, value }]
  }
  return held
}

/** What held on a day, of segments as they were known. */
export function valueOn(segments: readonly Segment[], day: Day): string | null {
  return segments.findLast(({ from }) => from === null || from <= day)?.value ?? null
}
