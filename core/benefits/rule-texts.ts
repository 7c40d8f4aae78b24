import { fill, type Text, type Values } from '../language/text.ts'
import type { RuleFault, RuleFaultCode, RuleType } from './rule.ts'

export const typeNames: Readonly<Record<RuleType, Text>> = {
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'a date' },
  null: { zh: '空', en: 'null' },
}

export const faultTexts = {
  incomplete: { zh: '这里还缺少内容', en: 'Something is missing here' },
  unexpected: { zh: '看不懂“{found}”', en: '“{found}” is not understood here' },
  fullWidth: {
    zh: '“{found}”里有全角符号，请改用半角的 > < = ( ) ,',
    en: '“{found}” holds full-width signs; write > < = ( ) , in half width',
  },
  notInLanguage: {
    zh: '规则语言 v1 不包含“{found}”（{node}）',
    en: '“{found}” ({node}) is not part of rule language v1',
  },
  unknownFact: { zh: '事实词表里没有“{found}”', en: 'The vocabulary has no fact “{found}”' },
  unknownFunction: { zh: '规则语言 v1 没有函数“{found}”', en: 'Rule language v1 has no function “{found}”' },
  wrongArguments: {
    zh: '“{found}”需要 {expected} 个参数，这里有 {count} 个',
    en: '“{found}” takes {expected} arguments; {count} are given',
  },
  oneOrMore: { zh: '至少 1', en: 'at least 1' },
  wrongType: { zh: '这里应为{expected}，实际为{found}', en: 'This should be {expected} but is {found}' },
  differentTypes: { zh: '{left}不能与{right}比较', en: '{left} cannot be compared with {right}' },
  noOrder: { zh: '{found}没有大小之分', en: '{found} has no order' },
  notAValue: {
    zh: '“{fact}”没有“{found}”这个取值；可用：{values}',
    en: '“{found}” is not a value of “{fact}”; there are: {values}',
  },
  notADate: {
    zh: '“{found}”不是日历上的一天，应写成 date("2026-11-21")',
    en: '“{found}” is not a day of the calendar; write date("2026-11-21")',
  },
  emptyRange: { zh: '范围的起点大于终点', en: 'The range starts after it ends' },
  nullComparison: {
    zh: 'null 只能与一项事实比较，例如 能力等级 = null',
    en: 'null can only be compared with a fact, as in 能力等级 = null',
  },
} as const satisfies Readonly<Record<string, Text>>

/** Signs that a Chinese keyboard writes and FEEL does not know; lezer-feel takes some for letters. */
export const fullWidthSigns = /[＞＜＝（），＋－＊／！“”]/

/** Makes a fault at a place of the source. */
export function ruleFault(source: string, at: number, code: RuleFaultCode, text: Text, values: Values = {}): RuleFault {
  const before = source.slice(0, at).split('\n')
  return {
    line: before.length,
    column: [...(before.at(-1) ?? '')].length + 1,
    code,
    message: fill(text, values),
  }
}
