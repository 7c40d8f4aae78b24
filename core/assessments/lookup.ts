import type { Text } from '../language/text.ts'

/** On what ground another department or county reads a result (个人信息保护法 §13). */
export const lookupBases = {
  consent: { zh: '本人同意', en: 'The person’s consent' },
  statutory: { zh: '履行法定职责', en: 'A statutory duty' },
} as const satisfies Record<string, Text>
export type LookupBasis = keyof typeof lookupBases

/** Platform’s limits, so that nobody reads a register number by number. */
export const lookupLimits = { perHour: 30, perDay: 150, batchRows: 500, batchesPerDay: 4, daysKept: 7 } as const
