import { nobodysArea } from '../demo/numbers.ts'
import { addDays, type Day } from '../time/day.ts'

/** A person nobody is: only numbers of the area that no division has (GB/T 2260) are answered with a test key. */
export const isSandboxNumber = (identityNumber: string): boolean => identityNumber.startsWith(nobodysArea)

const digits = (identityNumber: string): number => Number(identityNumber.slice(14, 17))

/** What a test key is told: computed from the digits of an invented number, the same every time. */
export function sandboxAbility(
  identityNumber: string,
  today: Day,
): { level: number; confirmedOn: Day; validUntil: Day } | null {
  if (!isSandboxNumber(identityNumber) || digits(identityNumber) % 7 === 0) return null
  const confirmedOn = addDays(today, -(digits(identityNumber) % 200))
  return { level: digits(identityNumber) % 5, confirmedOn, validUntil: addDays(confirmedOn, 365) }
}

const invented = [
  ['hardship:dibao'],
  ['hardship:tekun'],
  ['living-arrangement:alone'],
  ['disability:visual', 'disability-grade:2'],
  [],
]

export function sandboxCategories(identityNumber: string): string[] | null {
  return isSandboxNumber(identityNumber) ? [...(invented[digits(identityNumber) % invented.length] ?? [])] : null
}

/** Figures of a division that could be anybody's. */
export function sandboxFigures(): { elders: number; aged80: number; levels: (number | null)[] } {
  return { elders: 1200, aged80: 210, levels: [160, 60, 40, 20, 10] }
}
