import { Type } from 'typebox'

/** Levels of government, from the nation down to the village (统计用区划代码, 12 digits). */
export const levels = ['nation', 'province', 'city', 'county', 'town', 'village'] as const
export type Level = (typeof levels)[number]

const digitsOfLevel = { nation: 0, province: 2, city: 4, county: 6, town: 9, village: 12 } as const

/** The full 12-digit code of a division of any level, padded with zeros; `000000000000` is the nation. */
export const RegionCode = Type.String({ pattern: '^\\d{12}$' })
export type RegionCode = string

/** The six-digit code of the county-level division that is responsible. */
export type CountyCode = string

export const nation: RegionCode = '000000000000'

/** Pads the official code of any level (`36`, `3607`, `360702`, `360702001`) to twelve digits. */
export function regionCode(official: string): RegionCode {
  return official.padEnd(12, '0')
}

/** The level a code belongs to, read from its trailing zeros. */
export function levelOf(code: RegionCode): Level {
  for (let index = levels.length - 1; index > 0; index--) {
    const level = levels[index] as Level
    const above = digitsOfLevel[levels[index - 1] as Level]
    if (Number(code.slice(above, digitsOfLevel[level])) !== 0) return level
  }
  return 'nation'
}

/** The digits that all codes below a division share: `3607` for a city, `360702001` for a town, nothing for the nation. */
export function prefixOf(code: RegionCode): string {
  return code.slice(0, digitsOfLevel[levelOf(code)])
}

/** The first and last code of a division's subtree, itself included. */
export function rangeOf(code: RegionCode): { from: RegionCode; to: RegionCode } {
  const prefix = prefixOf(code)
  return { from: prefix.padEnd(12, '0'), to: prefix.padEnd(12, '9') }
}

/** Whether `code` is `region` or lies below it. */
export function isWithin(code: RegionCode, region: RegionCode): boolean {
  return code.startsWith(prefixOf(region))
}

/** The county-level division responsible for a county, town or village code. */
export function countyOf(code: RegionCode): CountyCode {
  return code.slice(0, 6)
}

/** A division's ancestor (or itself) at a level; absent where the code is above that level. */
export function ancestorAt(code: RegionCode, level: Level): RegionCode | undefined {
  return levels.indexOf(levelOf(code)) < levels.indexOf(level)
    ? undefined
    : code.slice(0, digitsOfLevel[level]).padEnd(12, '0')
}

/** The divisions above a code, from the province down to its immediate parent. */
export function ancestorsOf(code: RegionCode): RegionCode[] {
  const own = levels.indexOf(levelOf(code))
  const found = levels.slice(1, own).map((level) => code.slice(0, digitsOfLevel[level]).padEnd(12, '0'))
  return [...new Set(found)]
}
