import type { Text } from '../../language/text.ts'
import type { Choice, Field, Level } from '../instrument.ts'

/** A field of one choice. */
export function choiceField(id: string, label: Text, options: readonly Choice[], required = true): Field {
  return { id, label, kind: 'choice', options, required }
}

/** A field of any number of choices. */
export function multiField(id: string, label: Text, options: readonly Choice[]): Field {
  return { id, label, kind: 'multi', options, required: false }
}

/** A level that is not found by a range of the sum. */
export function namedLevel(level: number, name: Text, alias: Text = name): Level {
  return { level, name, alias, from: 0, to: 0 }
}
