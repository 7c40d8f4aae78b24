import { expect, test } from 'vitest'
import { compilePolicy } from './compile-policy.ts'
import { emptyPolicy } from './policy-draft.ts'
import { tellingRows } from './telling-rows.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const

test('where there are too many kinds of people every fact still takes each of its values, and the check says it is not whole', () => {
  const rules = [
    '年龄 in [60..69] or 年龄 in [70..79] or 年龄 in [80..89] or 年龄 >= 90',
    '残疾类别 != "视力" or 残疾等级 != "一级" or 自理程度 = "全护理" or 供养方式 = "集中" or 性别 = "男"',
    '居住月数 in [6..12] or 居住月数 >= 24 or 能力等级 >= 2 or 独居 or 空巢 or 留守 or 优抚 or 机构入住',
  ]
  const policy = emptyPolicy('360700000000', '2026-12')
  const reading = compilePolicy({
    ...policy,
    who: [...policy.who, ...rules.map((rule, at) => ({ clause: `rule-${at}`, ...said, rule }))],
    amount: { cases: [{ clause: 'all', ...said, when: '在世', fen: 100 }] },
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  const { rows, whole } = tellingRows([reading.compiled])
  const seen = new Map<string, Set<unknown>>()
  for (const row of rows)
    for (const name of reading.compiled.facts) seen.set(name, (seen.get(name) ?? new Set()).add(row[name]))
  expect(whole).toBe(false)
  expect([...seen].filter(([, values]) => values.size < 2)).toEqual([])
  expect(seen.get('残疾类别')?.size).toBe(8)
  expect(seen.get('能力等级')?.size).toBeGreaterThanOrEqual(4)
})
