import { fill, type Text } from '../language/text.ts'
import { fieldsOf, type Grading, type Instrument, type Item, itemsOf } from './instrument.ts'

/** What is wrong with an instrument, place by place; empty when it can be used. Run before a version is put in force. */
export function validateInstrument(instrument: Instrument): readonly { readonly at: string; readonly message: Text }[] {
  return [
    ...repeated([...itemsOf(instrument), ...fieldsOf(instrument)].map((part) => part.id)),
    ...itemsOf(instrument).flatMap(faultsOfItem),
    ...faultsOfTotals(instrument),
    ...faultsOfGrading(instrument),
    ...faultsOfChanges(instrument),
    ...faultsOfAdvice(instrument),
    ...faultsOfKind(instrument),
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
  if (item.steps) {
    const climbs = scores.every((score, index) => Number.isInteger(score) && score > (scores[index - 1] ?? -1))
    const ends = scores[0] === 0 && scores.at(-1) === item.max
    return climbs && ends ? [] : [fault(item.id, wrongSteps, { max: item.max })]
  }
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

const wrongSteps: Text = {
  zh: '选项分值应从 0 到 {max}，互不相同的整数',
  en: 'Options must be different whole numbers from 0 to {max}',
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

function faultsOfGrading(instrument: Instrument): Fault[] {
  const grading = instrument.grading ?? { kind: 'total' }
  switch (grading.kind) {
    case 'total':
      return faultsOfLevels(instrument)
    case 'none':
      return []
    case 'recorded': {
      const field = fieldsOf(instrument).find(({ id }) => id === grading.field)
      const codes = field?.kind === 'choice' ? field.options.map(({ code }) => code) : []
      const levels = instrument.levels.map(({ level }) => String(level))
      return codes.toSorted().join() === levels.toSorted().join()
        ? []
        : [fault(grading.field, { zh: '选项与等级不一致', en: 'Its options are not the levels' })]
    }
    case 'combination':
      return faultsOfCombination(instrument, grading)
  }
}

/** Every sum has one degree and every meeting of degrees one level: a table with a hole grades somebody by chance. */
function faultsOfCombination(instrument: Instrument, grading: Grading & { kind: 'combination' }): Fault[] {
  const found: Fault[] = instrument.indicators.flatMap(({ id, max, bands = [] }) => {
    const whole = Array.from({ length: max + 1 }, (_, sum) => sum)
    // Sums that no answers give may lie between two ranges; no sum lies in two.
    const twice = whole.some((sum) => bands.filter(({ from, to }) => from <= sum && sum <= to).length > 1)
    const ends = bands.some(({ from }) => from === 0) && bands.some(({ to }) => to === max)
    return !twice && ends ? [] : [fault(id, { zh: '分段有重叠或未到两端', en: 'Its ranges overlap or miss an end' })]
  })
  const inGroups = grading.groups.flatMap(({ worstOf }) => worstOf)
  const axes = [
    ...instrument.indicators.filter(({ id }) => !inGroups.includes(id)).map((one) => [one.id, bandsOf(one)] as const),
    ...grading.groups.map(({ id, worstOf }) => {
      const members = instrument.indicators.filter((one) => worstOf.includes(one.id))
      return [id, [...new Set(members.flatMap(bandsOf))]] as const
    }),
  ]
  const meetings = axes.reduce<Readonly<Record<string, number>>[]>(
    (all, [id, degrees]) => all.flatMap((one) => degrees.map((band) => ({ ...one, [id]: band }))),
    [{}],
  )
  for (const meeting of meetings) {
    const rows = grading.rows.filter(({ when }) => Object.entries(when).every(([id, band]) => meeting[id] === band))
    if (rows.length !== 1)
      found.push(
        fault(
          `grading/${Object.entries(meeting).flat().join('-')}`,
          { zh: '这一组合对应 {count} 个等级', en: 'This combination leads to {count} levels' },
          { count: rows.length },
        ),
      )
  }
  const levels = instrument.levels.map(({ level }) => level)
  return [
    ...found,
    ...grading.rows
      .filter(({ level }) => !levels.includes(level))
      .map(({ level }) => fault(`grading/${level}`, { zh: '没有这个等级', en: 'There is no such level' })),
  ]
}

const bandsOf = ({ bands = [] }: Instrument['indicators'][number]): number[] => bands.map(({ band }) => band)

function faultsOfAdvice(instrument: Instrument): Fault[] {
  return (instrument.advice ?? []).flatMap(({ id, when }) => {
    const known = when.every((condition) => {
      if (condition.kind === 'ability') return condition.anyOf.every((level) => level >= 0 && level <= 4)
      if (condition.kind === 'level')
        return condition.anyOf.every((level) => instrument.levels.some((one) => one.level === level))
      const field = fieldsOf(instrument).find((one) => one.id === condition.field)
      return (field?.kind === 'choice' || field?.kind === 'multi') && codesIn(condition.anyOf, field.options)
    })
    return known && when.length > 0
      ? []
      : [fault(id, { zh: '建议的条件超出量表的选项', en: 'Its condition names what the instrument lacks' })]
  })
}

/** What benefits go by has five levels, found by the sum: the rules of every region name them. */
function faultsOfKind(instrument: Instrument): Fault[] {
  if (instrument.kind !== 'ability' || instrument.levels.length === 5) return []
  return [fault('levels', { zh: '能力评估须有 0 至 4 五个等级', en: 'An ability assessment has five levels, 0 to 4' })]
}

function faultsOfLevels(instrument: Instrument): Fault[] {
  const count = instrument.levels.length
  // Where more is worse, the ranges are read from the other end.
  const levels = instrument.higherIsWorse
    ? instrument.levels.map((one) => ({ ...one, level: count - 1 - one.level })).toSorted((a, b) => a.level - b.level)
    : instrument.levels.toSorted((a, b) => a.level - b.level)
  const found: Fault[] = []
  let expected = instrument.max
  for (const [index, { level, from, to }] of levels.entries()) {
    const at = `levels/${instrument.higherIsWorse ? count - 1 - level : level}`
    if (level !== index) found.push(fault(at, { zh: '等级应从 0 起连续', en: 'Levels must count up from 0' }))
    if (to !== expected || from > to)
      found.push(
        fault(at, {
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
