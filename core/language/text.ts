/** A phrase in both languages of the platform. Chinese is the source; English is complete. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Text

export type Values = Readonly<Record<string, string | number | Text>>

/** Fills `{name}` places of both languages with the same values, phrases each in its own language. A place without a value stays visible as written. */
export function fill(text: Text, values: Values): Text {
  return { zh: fillOne(text, values, 'zh'), en: fillOne(text, values, 'en') }
}

function fillOne(text: Text, values: Values, language: Language): string {
  return text[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name] ?? place
    return String(typeof value === 'object' ? value[language] : value)
  })
}
