import { pinyin } from 'pinyin-pro'
import type { Sex } from '../people/identity-document.ts'
import { type DrawnPart, givenNames, namesOfTheTime, secondOf } from './given-names.ts'
import { at, type Random, shares } from './random.ts'

/** Surnames common around Ganzhou, how often they come (plausible, not counted) and how they are read. */
const surnameTable: readonly (readonly [string, number, string])[] = [
  ['刘', 95, 'liu'],
  ['李', 58, 'li'],
  ['陈', 56, 'chen'],
  ['黄', 56, 'huang'],
  ['钟', 54, 'zhong'],
  ['谢', 52, 'xie'],
  ['曾', 50, 'zeng'],
  ['赖', 44, 'lai'],
  ['张', 38, 'zhang'],
  ['罗', 35, 'luo'],
  ['廖', 33, 'liao'],
  ['王', 27, 'wang'],
  ['温', 26, 'wen'],
  ['邱', 26, 'qiu'],
  ['杨', 22, 'yang'],
  ['郭', 19, 'guo'],
  ['肖', 19, 'xiao'],
  ['何', 19, 'he'],
  ['朱', 18, 'zhu'],
  ['林', 18, 'lin'],
  ['吴', 18, 'wu'],
  ['叶', 16, 'ye'],
  ['邓', 15, 'deng'],
  ['胡', 14, 'hu'],
  ['彭', 12, 'peng'],
  ['卢', 11, 'lu'],
  ['周', 11, 'zhou'],
  ['徐', 10, 'xu'],
  ['袁', 9, 'yuan'],
  ['宋', 9, 'song'],
  ['蓝', 8, 'lan'],
  ['许', 7, 'xu'],
  ['孙', 7, 'sun'],
  ['凌', 6, 'ling'],
  ['欧阳', 6, 'ouyang'],
  ['郑', 6, 'zheng'],
  ['魏', 6, 'wei'],
  ['华', 5, 'hua'],
  ['池', 5, 'chi'],
  ['易', 5, 'yi'],
  ['范', 5, 'fan'],
  ['雷', 4, 'lei'],
  ['管', 4, 'guan'],
  ['危', 4, 'wei'],
  ['严', 4, 'yan'],
  ['幸', 4, 'xing'],
  ['康', 4, 'kang'],
  ['巫', 4, 'wu'],
  ['丁', 4, 'ding'],
  ['尹', 3, 'yin'],
  ['熊', 3, 'xiong'],
  ['明', 3, 'ming'],
  ['古', 3, 'gu'],
  ['骆', 3, 'luo'],
  ['申', 2, 'shen'],
  ['卓', 2, 'zhuo'],
]

export interface Surname {
  readonly text: string
  readonly reading: string
}

const surnames = shares(
  surnameTable.map(([text, weight, reading]) => [{ text, reading } satisfies Surname, weight] as const),
)
const byText = new Map(surnames.values.map((surname) => [surname.text, surname]))
const she = shares([
  [byText.get('蓝') as Surname, 5],
  [byText.get('雷') as Surname, 3],
  [byText.get('钟') as Surname, 2],
])

export interface PersonName {
  readonly text: string
  /** As a typed name: `liujianguo`. */
  readonly pinyin: string
  readonly initials: string
}

/** A surname; `畲族` names are mostly 蓝, 雷 and 钟. */
export function drawSurname(random: Random, ethnicity: string): Surname {
  return at(ethnicity === '畲族' ? she : surnames, random.unit())
}

/** The family that a village's name says founded it (刘屋村, 赖坑村), or one drawn: most villages here are one family's. */
export function familyOf(random: Random, village: string): Surname {
  const named = byText.get(village.slice(0, 1))
  return named && /^.[屋家村坊坑围陂塘背寨]/.test(village) ? named : at(surnames, random.unit())
}

/** A given name of the time of birth. */
export function nameOf(random: Random, surname: Surname, sex: Sex, birthYear: number): PersonName {
  const given = givenOf(random, sex, birthYear)
  const readings = [...given].map(readingOf)
  const initials = surname.text.length > 1 ? 'oy' : surname.reading.charAt(0)
  return {
    text: surname.text + given,
    pinyin: surname.reading + readings.join(''),
    initials: initials + readings.map((reading) => reading.charAt(0)).join(''),
  }
}

function givenOf(random: Random, sex: Sex, birthYear: number): string {
  const special = namesOfTheTime.find(({ from, to, of }) => birthYear >= from && birthYear <= to && of === sex)
  if (special && random.chance(special.share)) return random.pick(special.names)
  const part: DrawnPart = givenNames(sex, birthYear)
  const first = random.pick(part.first)
  if (random.chance(part.single)) return first
  const second = random.pick(secondOf(part, random.unit()))
  return second === first ? first : first + second
}

/** Characters whose usual reading is not the one they have in names. */
const readings = new Map<string, string>([
  ['长', 'chang'],
  ['朝', 'chao'],
  ['传', 'chuan'],
  ['发', 'fa'],
  ['兴', 'xing'],
  ['盛', 'sheng'],
  ['娣', 'di'],
  ['重', 'zhong'],
  ['乐', 'le'],
])

function readingOf(character: string): string {
  const known = readings.get(character)
  if (known !== undefined) return known
  const reading = pinyin(character, { toneType: 'none', v: true }).replace(/[^a-z]/g, '')
  readings.set(character, reading)
  return reading
}
