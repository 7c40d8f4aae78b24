import { expect, test } from 'vitest'
import { setUpLanguage, textsIn } from './language.ts'
import { phrases } from './phrases.ts'

setUpLanguage()
const texts = phrases({
  save: { zh: '保存', en: 'Save' },
  total: { zh: '共 {count} 条', en: '{count} records', one: '{count} record' },
  granted: { zh: '已授予{name}“{role}”', en: '“{role}” granted to {name}' },
})

test('a phrase without places is a string', () => {
  expect(textsIn(texts, 'zh').save).toBe('保存')
  expect(textsIn(texts, 'en').save).toBe('Save')
})

test('a phrase with places takes their values in either order', () => {
  const values = { name: '王秀英 & <李>', role: 'Auditor' }
  expect(textsIn(texts, 'zh').granted(values)).toBe('已授予王秀英 & <李>“Auditor”')
  expect(textsIn(texts, 'en').granted(values)).toBe('“Auditor” granted to 王秀英 & <李>')
})

test('a count chooses the English number and is written with separators', () => {
  expect(textsIn(texts, 'en').total({ count: 1 })).toBe('1 record')
  expect(textsIn(texts, 'en').total({ count: 0 })).toBe('0 records')
  expect(textsIn(texts, 'zh').total({ count: 1_403_200 })).toBe('共 1,403,200 条')
})
