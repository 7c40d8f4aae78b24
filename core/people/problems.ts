import { defineProblem, type Problem, type ProblemDetails, type ProblemKind } from '../http/problem.ts'
import type { Text } from '../language/text.ts'

/** A problem whose places are filled with phrases, each in its own language. */
export function withTexts(
  kind: ProblemKind,
  texts: Readonly<Record<string, Text>>,
  details: ProblemDetails = {},
): Problem {
  const filled = (language: keyof Text) =>
    kind.text[language].replace(/\{(\w+)\}/g, (place, name: string) => texts[name]?.[language] ?? place)
  return defineProblem(kind.code, kind.status, { zh: filled('zh'), en: filled('en') })(details)
}

export const documentNumberInvalid = defineProblem('people.document-number-invalid', 422, {
  zh: '证件号码不正确：{reason}',
  en: 'The identity number is not right: {reason}',
})
export const alreadyRegistered = defineProblem('people.already-registered', 409, {
  zh: '这个证件号码已经登记过（{where}）',
  en: 'This identity number is registered already ({where})',
})
export const tooYoung = defineProblem('people.too-young', 422, {
  zh: '未满 60 周岁，不登记为老年人（出生日期 {birth}）',
  en: 'Under 60, so not registered as an elder (born {birth})',
})
export const contradictsDocument = defineProblem('people.contradicts-document', 422, {
  zh: '与证件号码不一致：号码显示为 {expected}',
  en: 'Does not agree with the identity number, which says {expected}',
})
export const regionUnknown = defineProblem('people.region-unknown', 422, {
  zh: '没有这个村（社区），或不在您的管辖范围内：{region}',
  en: 'There is no such village or community in the area you are responsible for: {region}',
})
export const otherCounty = defineProblem('people.other-county', 422, {
  zh: '跨县（市、区）搬迁须办理转移，不能直接修改',
  en: 'A move to another county is a transfer, not a change',
})
export const phoneInvalid = defineProblem('people.phone-invalid', 422, {
  zh: '电话号码格式不正确：11 位手机号，或带区号的固定电话',
  en: 'Not a telephone number: a mobile has 11 digits, a fixed line its area code',
})
export const unknownCategory = defineProblem('people.unknown-category', 422, {
  zh: '没有这个类别：{category}',
  en: 'There is no category {category}',
})
export const relationUnknown = defineProblem('people.relation-unknown', 422, {
  zh: '没有这种关系或身份：{relation}',
  en: 'There is no such relation or role: {relation}',
})
export const periodUpsideDown = defineProblem('people.period-upside-down', 422, {
  zh: '结束日期早于开始日期（{from}）',
  en: 'The period ends before it begins ({from})',
})
export const writtenElsewhere = defineProblem('people.written-elsewhere', 422, {
  zh: '“{kind}”由能力评估写入，不能手工修改',
  en: '“{kind}” is written by the assessment and not by hand',
})
export const deathInFuture = defineProblem('people.death-in-future', 422, {
  zh: '死亡日期不能晚于今天，也不能早于出生日期',
  en: 'A death cannot lie in the future, nor before the birth',
})
export const fileUnreadable = defineProblem('people.file-unreadable', 422, {
  zh: '读不出这个文件：{reason}。请用 .xlsx 或 .csv',
  en: 'This file cannot be read: {reason}. Use .xlsx or .csv',
})
export const noHeaderFound = defineProblem('people.no-header-found', 422, {
  zh: '前 20 行里没有找到表头（至少要有姓名和证件号码两列）',
  en: 'No header was found in the first 20 rows (a name and an identity number at least)',
})
export const mappingIncomplete = defineProblem('people.mapping-incomplete', 422, {
  zh: '还缺少必需的列：{fields}',
  en: 'Columns are missing: {fields}',
})
export const importInOtherState = defineProblem('people.import-in-other-state', 409, {
  zh: '这次导入现在是“{state}”，不能这样操作',
  en: 'This import is “{state}” now, so that cannot be done',
})
export const formerNumberTaken = defineProblem('people.former-number-taken', 409, {
  zh: '原登记号“{number}”已属于另一位老年人',
  en: 'The former number “{number}” belongs to another elder already',
})
export const alreadyEnded = defineProblem('people.already-ended', 409, {
  zh: '这一段已于 {to} 结束',
  en: 'This period ended on {to} already',
})
export const particularsMissing = defineProblem('people.particulars-missing', 422, {
  zh: '这种证件不含出生日期和性别，请填写',
  en: 'This document says neither birth nor sex, so both have to be given',
})

export const uploadIncomplete = defineProblem('people.upload-incomplete', 409, {
  zh: '文件没有传完，还缺 {missing} 段；请选同一个文件继续上传',
  en: 'The file has not arrived whole, {missing} parts are missing; choose the same file again to go on',
})
export const fileChanged = defineProblem('people.file-changed', 409, {
  zh: '文件在上传过程中变了（可能正被编辑或同步）。请保存并关闭它，再重新上传',
  en: 'The file changed while it was uploaded (somebody may be editing it). Save and close it, then upload it again',
})
export const sheetUnknown = defineProblem('people.sheet-unknown', 422, {
  zh: '文件里没有这个工作表：{sheet}',
  en: 'The file has no sheet {sheet}',
})
export const nothingToConfirm = defineProblem('people.nothing-to-confirm', 409, {
  zh: '这一行没有可以确认的疑点；请在文件里改正后重新上传',
  en: 'There is no doubt about this row to be confirmed; put it right in the file and upload it again',
})
export const ruleNamesNothing = defineProblem('people.rule-names-nothing', 422, {
  zh: '“{group}”没有可用的条件：{reason}',
  en: '“{group}” has no condition that can hold: {reason}',
})
export const areaNotYours = defineProblem('people.area-not-yours', 422, {
  zh: '只能为自己管辖的区划制定规则',
  en: 'A rule can be made only for a division you are responsible for',
})
export const ruleInThePast = defineProblem('people.rule-in-the-past', 422, {
  zh: '规则不能从过去的日子起算（最早 {today}）',
  en: 'A rule cannot count from a day gone by ({today} at the earliest)',
})
export const ruleDecidedAlready = defineProblem('people.rule-decided-already', 409, {
  zh: '这份规则已经办结',
  en: 'This rule has been decided already',
})
export const ownDraft = defineProblem('people.own-draft', 409, {
  zh: '自己起草的规则须由他人批准',
  en: 'A rule is approved by somebody else than who drafted it',
})
