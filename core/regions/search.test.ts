import { expect, test } from 'vitest'
import { readRegionSearch, wholeForms } from './search.ts'

test('digits are a code, in any width', () => {
  expect(readRegionSearch(' 3607 ')).toEqual({ by: 'code', text: '3607' })
  expect(readRegionSearch('３６０７')).toEqual({ by: 'code', text: '3607' })
})

test('letters are pinyin; blanks, apostrophes, capitals and tones do not matter', () => {
  expect(readRegionSearch('Zhang gong qu')).toEqual({ by: 'pinyin', text: 'zhanggongqu' })
  expect(readRegionSearch("Lu'an")).toEqual({ by: 'pinyin', text: 'luan' })
  expect(readRegionSearch('Lǚliáng')).toEqual({ by: 'pinyin', text: 'lvliang' })
})

test('everything else is a name', () => {
  expect(readRegionSearch('章 贡')).toEqual({ by: 'name', text: '章贡' })
  expect(readRegionSearch('A区')).toEqual({ by: 'name', text: 'A区' })
  expect(readRegionSearch('8号院')).toEqual({ by: 'name', text: '8号院' })
})

test('blanks alone look for nothing', () => {
  expect(readRegionSearch('   ')).toBeNull()
})

test('what people leave off makes no difference', () => {
  expect(wholeForms('赣州', 'name')).toContain('赣州市')
  expect(wholeForms('zhanggong', 'pinyin')).toContain('zhanggongqu')
  expect(wholeForms('gz', 'initials')).toEqual(expect.arrayContaining(['gz', 'gzs']))
})
