import { describe, expect, it } from 'vitest'
import { ageBandOf, ageBands, bornBy } from './age-bands.ts'
import { ethnicGroups, readEthnicGroup } from './ethnic-groups.ts'
import { maskAddress, maskName, maskPayee } from './masks.ts'
import { maskPhone, readPhone } from './phone.ts'
import { romaniseName } from './pinyin.ts'
import { readElderSearch } from './search.ts'

describe('a telephone number', () => {
  it.each([
    ['138 0013 8000', '13800138000'],
    ['+86-13800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['0797-8123456', '07978123456'],
    ['(010) 6551-2345', '01065512345'],
    ['0391-35678901', '039135678901'],
  ])('%s is %s', (typed, digits) => expect(readPhone(typed)).toBe(digits))

  it.each(['8123456', '12800138000', '1380013800', '010-6551234', '张三', ''])('%s is none', (typed) =>
    expect(readPhone(typed)).toBeNull(),
  )

  it('is shown with its middle hidden', () => {
    expect(maskPhone('13800138000')).toBe('138****8000')
    expect(maskPhone('07978123456')).toBe('0797****456')
    expect(maskPhone('01065512345')).toBe('010*****345')
  })
})

describe('a name in pinyin', () => {
  it.each([
    ['单桂英', 'shanguiying', 'sgy'],
    ['曾国强', 'zengguoqiang', 'zgq'],
    ['仇小明', 'qiuxiaoming', 'qxm'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['吕布', 'lvbu', 'lb'],
    ['才让·卓玛', 'cairangzhuoma', 'crzm'],
    ['Maria Silva', 'mariasilva', 'm'],
  ])('%s is %s', (name, pinyin, initials) => {
    const read = romaniseName(name)
    expect(read.pinyin).toBe(pinyin)
    expect(read.initials.startsWith(initials)).toBe(true)
  })
})

describe('what is typed to find an elder', () => {
  it.each([
    [
      '34052419800101001x',
      {
        by: 'document-number',
        keys: ['34052419800101001X', 'passport:34052419800101001X', 'other:34052419800101001X'],
      },
    ],
    ['E12345678', { by: 'document-number', keys: ['passport:E12345678', 'other:E12345678'] }],
    ['138-0013-8000', { by: 'phone', phone: '13800138000' }],
    ['001x', { by: 'document-end', end: '001X' }],
    ['欧阳 修', { by: 'name', name: '欧阳修' }],
    ['Lǚ Bù', { by: 'letters', letters: 'lvbu' }],
    ['sgy', { by: 'letters', letters: 'sgy' }],
    ['  ', null],
  ])('%s', (typed, search) => expect(readElderSearch(typed)).toEqual(search))
})

describe('ages', () => {
  it('fall into exactly one band from 60 on', () => {
    for (let age = 60; age <= 120; age++)
      expect(ageBands.filter((band) => band.from <= age && age <= (band.to ?? 200))).toEqual([ageBandOf(age)])
    expect(ageBandOf(59)).toBeUndefined()
  })

  it('are reached by those born no later than a day', () => {
    expect(bornBy(80, '2026-11-21')).toBe('1946-11-21')
    expect(bornBy(1, '2024-02-29')).toBe('2023-02-28')
  })
})

it('there are 56 ethnic groups, written with or without 族', () => {
  expect(Object.keys(ethnicGroups)).toHaveLength(56)
  expect(readEthnicGroup(' 畲')).toBe('畲族')
  expect(readEthnicGroup('外国血统')).toBe('外国血统')
})

it('masks hide the house, the account and the person', () => {
  expect(maskAddress('水南镇腊长村上屋组88号')).not.toContain('88')
  expect(maskPayee({ bank: '赣州银行', accountNumber: '6217 0000 1111 2222' })).toBe('赣州银行 ****2222')
  expect(maskName('张三')).toBe('张*')
  expect(maskName('欧阳娜娜')).toBe('欧阳**')
})
