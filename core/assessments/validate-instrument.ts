import { fill, type Text } from '../language/text.ts'
import { fieldsOf, type Instrument, type Item, itemsOf } from './instrument.ts'

/** What is wrong with an instrument, place by place; empty when it can be used. Run before a version is put in force. */
export function validateInstrument(instrument: Instrument): readonly { readonly at: string; readonly message: Text }[] {
  return [
    ...repeated([...itemsOf(instrument), ...fieldsOf(instrument)].map((part) => part.id)),
    ...itemsOf(instrument).flatMap(faultsOfItem),
    ...faultsOfTotals(instrument),
    ...faultsOfLevels(instrument),
    ...faultsOfChanges(instrument),
  ]
}

type Fault = { readonly at: string; readonly message: Text }

function fault(at: string, message: Text, values: Record<string, string | number> = {}): Fault {
  return { at, message: fill(message, values) }
}

function repeated(ids: readonly string[]): Fault[] {
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...twice].map((id) => fault(id, { zh: '编号重复', en: 'The id is used twice' }))
}

function faultsOfItem(item: Item): Fault[] {
  const scores = item.options.map((option) => option.score).toSorted((a, b) => a - b)
  const wanted = Array.from({ length: item.max + 1 }, (_, score) => score)
  return scores.join() === wanted.join()
    ? []
    : [
        fault(
          item.id,
          { zh: '选项分值应为 0 到 {max} 各一个', en: 'Options must score every whole number from 0 to {max} once' },
          { max: item.max },
        ),
      ]
}

function faultsOfTotals(instrument: Instrument): Fault[] {
  const notSum = { zh: '满分 {max} 不等于各项之和 {sum}', en: 'The maximum {max} is not the sum {sum} of its parts' }
  const wholes = [
    { id: instrument.id, max: instrument.max, parts: instrument.indicators },
    ...instrument.indicators.map(({ id, max, items }) => ({ id, max, parts: items })),
  ]
  return wholes.flatMap(({ id, max, parts }) => {
    const sum = parts.map((part) => part.max).reduce((total, part) => total + part, 0)
    return sum === max ? [] : [fault(id, notSum, { max, sum })]
  })
}

function faultsOfLevels(instrument: Instrument): Fault[] {
  const levels = instrument.levels.toSorted((a, b) => a.level - b.level)
  const found: Fault[] = []
  let expected = instrument.max
  for (const [index, { level, from, to }] of levels.entries()) {
    if (level !== index)
      found.push(fault(`levels/${level}`, { zh: '等级应从 0 起连续', en: 'Levels must count up from 0' }))
    if (to !== expected || from > to)
      found.push(
        fault(`levels/${level}`, {
          zh: '分数段与上一级有空缺或重叠',
          en: 'The range leaves a gap to, or overlaps, the level before',
        }),
      )
    expected = from - 1
  }
  if (expected !== -1)
    found.push(fault('levels', { zh: '分数段未覆盖到 0 分', en: 'The ranges do not reach down to 0' }))
  return found
}

function faultsOfChanges(instrument: Instrument): Fault[] {
  return instrument.changes.flatMap((rule) => {
    const field = fieldsOf(instrument).find(({ id }) => id === rule.when.field)
    if (!field || field.readBy !== rule.id)
      return [
        fault(rule.id, { zh: '所依据的信息项不存在或未标明', en: 'The field it reads is missing or does not name it' }),
      ]
    const known =
      rule.when.kind === 'chosen'
        ? (field.kind === 'choice' || field.kind === 'multi') && codesIn(rule.when.anyOf, field.options)
        : field.kind === 'table' && codesIn(Object.keys(rule.when.counts), optionsOf(field.columns, rule.when.column))
    const highest = Math.max(...instrument.levels.map(({ level }) => level))
    const reachable = 'raise' in rule.effect ? rule.effect.raise > 0 : rule.effect.to <= highest && rule.effect.to >= 0
    return known && reachable
      ? []
      : [
          fault(rule.id, {
            zh: '条件或结果超出量表的选项',
            en: 'Its condition or effect names what the instrument lacks',
          }),
        ]
  })
}

function optionsOf(
  columns: readonly { readonly code: string; readonly options?: readonly { readonly code: string }[] }[],
  column: string,
): readonly { readonly code: string }[] {
  return columns.find(({ code }) => code === column)?.options ?? []
}

function codesIn(codes: readonly string[], options: readonly { readonly code: string }[]): boolean {
  return codes.every((wanted) => options.some(({ code }) => code === wanted))
}
