import { type Static, type TSchema, Type } from 'typebox'
import { levels, RegionCode } from './code.ts'

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** 城乡分类: 1xx is urban (111 主城区 … 123 特殊区域), 2xx is rural (210 乡中心区, 220 村庄); 《关于统计上划分城乡的规定》国函〔2008〕60号. */
export const UrbanClass = Type.Enum(['111', '112', '121', '122', '123', '210', '220'])
export type UrbanClass = Static<typeof UrbanClass>

/** The people of a village-level division govern themselves through one of these. */
export const Committee = Type.Enum(['residents', 'villagers'])
export type Committee = Static<typeof Committee>

/** One division as the list in force gives it. */
export const Division = Type.Object({
  code: RegionCode,
  /** The official name, e.g. `章贡区`, `黄金岭社区居民委员会`. */
  name: Type.String(),
  level: Type.Enum([...levels]),
  parent: orNull(RegionCode),
  /** The county-level division responsible; null above counties. A city without counties is responsible itself (东莞 441900). */
  county: orNull(Type.String({ pattern: '^\\d{6}$' })),
  /** Three digits, or null where the list in force does not give them. */
  urbanClass: orNull(UrbanClass),
})
export type Division = Static<typeof Division>

/** A division as people find and read it. */
export const Region = Type.Object({
  ...Division.properties,
  urban: orNull(Type.Enum(['urban', 'rural'])),
  /** Derived, see `committeeOf`. */
  committee: orNull(Committee),
  /** Without tones and blanks, `ü` written `v`: `zhanggongqu`. */
  pinyin: Type.String(),
  /** First letters: `zgq`. */
  initials: Type.String(),
  /** The names from the province down to itself: `江西省 赣州市 章贡区`. */
  path: Type.String(),
  /** In force from this day; null: before the list was made. */
  validFrom: orNull(Type.String()),
  /** No longer in force from this day. */
  validTo: orNull(Type.String()),
  /** The division that took its place. */
  successor: orNull(RegionCode),
})
export type Region = Static<typeof Region>

/** Urban or rural by the first digit of the class. */
export function urbanOf(urbanClass: UrbanClass | null): 'urban' | 'rural' | null {
  if (urbanClass === null) return null
  return urbanClass.startsWith('1') ? 'urban' : 'rural'
}

/**
 * Which committee a village-level division has. The list does not say it: what the name says wins, then the range of
 * its last three digits (001–199 residents, 200–399 villagers;《统计用区划代码和城乡划分代码编制规则》, unverified: read in
 * a reprint). It says nothing about urban or rural: villages with a villagers' committee lie in towns too.
 */
export function committeeOf({ code, name, level }: Pick<Division, 'code' | 'name' | 'level'>): Committee | null {
  if (level !== 'village') return null
  if (/(居民委员会|居委会)$/.test(name)) return 'residents'
  if (/(村民委员会|村委会)$/.test(name)) return 'villagers'
  const serial = Number(code.slice(9))
  if (serial >= 1 && serial <= 199) return 'residents'
  if (serial >= 200 && serial <= 399) return 'villagers'
  return null
}
