/** An entry that says nothing about its input (DMN 1.3 §8.3.3). */
export const anyEntry = '-'

interface Table {
  readonly inputs: readonly string[]
}
interface Row {
  readonly when: readonly string[]
}

/** A row as the condition it stands for: `年龄 in [80..84] and 低保`. */
export function conditionOf({ inputs }: Table, { when }: Row): string {
  const tests = inputs.flatMap((input, at) => testOf(input, when[at] ?? anyEntry) ?? [])
  return tests.length === 0 ? 'true' : tests.join(' and ')
}

/** One entry as a condition on its input; nothing for `-`. An interval reads better without brackets around it. */
export function testOf(input: string, entry: string): string | undefined {
  const text = entry.trim()
  if (text === anyEntry) return undefined
  if (text === 'true') return input
  if (text === 'false') return `not(${input})`
  const negated = /^not\s*\(([\s\S]*)\)$/.exec(text)
  if (negated) return `not(${input} in (${negated[1]}))`
  return /^[[(\]][^,]*\.\.[^,]*[\])[]$/.test(text) ? `${input} in ${text}` : `${input} in (${text})`
}
