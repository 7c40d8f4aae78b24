/** A phrase in both languages of the platform. Chinese is the source; English is complete. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Text

/** Fills `{name}` places of both languages with the same values. A place without a value stays visible as written. */
export function fill(text: Text, values: Readonly<Record<string, string | number>>): Text {
  return { zh: fillOne(text.zh, values), en: fillOne(text.en, values) }
}

function fillOne(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
