import type { Text } from '@yinian/core/language/text.ts'

/** The entries of a vocabulary as choices of a field. */
export function choices(
  vocabulary: Readonly<Record<string, Text>>,
  say: (text: Text) => string,
): { value: string; label: string }[] {
  return Object.entries(vocabulary).map(([value, name]) => ({ value, label: say(name) }))
}
