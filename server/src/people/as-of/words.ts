import type { Text } from '@yinian/core/language/text.ts'
import { type ParticularField, particularFields } from '@yinian/core/people/as-of/particulars.ts'
import type { Bar } from '@yinian/core/people/as-of/tracks.ts'
import { trackNames } from '@yinian/core/people/as-of/tracks.ts'
import { findCircumstanceKind, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { abilityLevelNames, sexNames } from '@yinian/core/people/exported-columns.ts'
import { dayText } from '@yinian/core/time/write-day.ts'

export const same = (text: string): Text => ({ zh: text, en: text })
const nothing: Text = { zh: '（空）', en: '(empty)' }

/** A particular as a person reads it. */
export function wordsOfParticular(field: ParticularField, value: string | null): Text {
  if (value === null || value === '') return { ...nothing }
  if (field === 'birth' || field === 'death' || field === 'move') return { ...dayText(value) }
  if (field === 'sex') return { ...sexNames[value === 'male' ? 'male' : 'female'] }
  return same(value)
}

export function wordsOfBar(
  { track, line, value }: Bar,
  pathOf: (region: string) => string,
): { line: Text; value: Text } {
  if (track === 'residence') return { line: { ...trackNames.residence }, value: same(pathOf(value)) }
  if (track === 'level')
    return { line: { ...trackNames.level }, value: { ...(abilityLevelNames[Number(value)] ?? same(value)) } }
  if (track === 'category')
    return { line: { ...(findCircumstanceKind(line)?.name ?? same(line)) }, value: { ...nameOfCategory(value) } }
  const field = line as ParticularField
  return { line: { ...particularFields[field] }, value: wordsOfParticular(field, value) }
}
