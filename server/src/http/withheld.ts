import { type DataClass, dataClasses } from '@yinian/core/privacy/data-classes.ts'
import { withheldByRule } from '@yinian/core/privacy/problems.ts'

/**
 * Refuses what would carry, or be found by, a class of data that is withheld from whoever asks.
 * @throws withheldByRule
 */
export function refuseWithheld(withheld: ReadonlySet<DataClass>, classes: readonly DataClass[]): void {
  const refused = [...new Set(classes.filter((one) => withheld.has(one)))]
  if (refused.length === 0) return
  throw withheldByRule({
    values: {
      zh: refused.map((one) => dataClasses[one].name.zh).join('、'),
      en: refused.map((one) => dataClasses[one].name.en.toLowerCase()).join(', '),
    },
  })
}
