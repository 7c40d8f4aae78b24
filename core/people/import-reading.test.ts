import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/day.ts'
import { checkCharacterOf } from './identity-document.ts'
import { type ImportCell, plainText, readDay, readFlag, readNumber } from './import-cells.ts'
import { importFields } from './import-fields.ts'
import { fieldOfHeader, findHeader, remap } from './import-header.ts'
import { stepDown, writtenForms } from './import-places.ts'
import { isEmptyRow, readImportRow } from './import-row.ts'
import { relationOf } from './import-words.ts'

const number = `36070219440308002${checkCharacterOf('36070219440308002')}`
const read = (row: Record<string, ImportCell>) => {
  const header = findHeader([Object.keys(row)])
  if (!header) throw new Error('no header')
  return readImportRow(Object.values(row), header.columns)
}
const faultsOf = (row: Record<string, ImportCell>) =>
  read(row).faults.map(({ field, message }) => `${field}: ${message.zh}`)

describe('headers as bureaus write them', () => {
  it.each([
    ['老人姓名', 'name'],
    ['公民身份号码', 'documentNumber'],
    ['*身份证号码（必填）', 'documentNumber'],
    ['身份证号码\n（18位）', 'documentNumber'],
    ['联系电话', 'phone'],
    ['户籍地址', 'registration'],
    ['现 住 址', 'address'],
    ['村（居）', 'village'],
    ['乡镇(街道)', 'town'],
    ['是否独居（是/否）', 'livesAlone'],
    ['老人联系电话', 'phone'],
    ['困难类型', 'hardship'],
    ['一卡通账号', 'payeeAccount'],
  ])('%s means %s', (header, field) => expect(fieldOfHeader(header)).toBe(field))

  it('leaves out what holds nothing of the register, and what nobody knows', () => {
    for (const header of ['序号', '备注', '年龄', '血型']) expect(fieldOfHeader(header)).toBeNull()
  })

  it('every field is found by each of its own headers, unless an earlier field has it', () => {
    for (const [id, field] of Object.entries(importFields)) expect(fieldOfHeader(field.headers[0] ?? '')).toBe(id)
  })

  it('are found below a title, a note and an empty row', () => {
    const rows = [
      ['2026年老年人台账', null],
      ['填表单位：民政局', null],
      [],
      ['序号', '姓名', '身份证号'],
      [1, '张', number],
    ]
    expect(findHeader(rows)).toMatchObject({
      row: 3,
      columns: [{ field: null }, { field: 'name' }, { field: 'documentNumber' }],
    })
    expect(findHeader([['姓名', '电话']])).toBeUndefined()
    expect(findHeader([...Array.from({ length: 20 }, () => ['x']), ['姓名', '身份证号']])).toBeUndefined()
  })

  it('below a group take its meaning: the telephone of a contact is not the elder’s', () => {
    const found = findHeader([
      ['老人信息', null, null, '联系人', null],
      ['姓名', '身份证号', '电话', '姓名', '电话'],
    ])
    expect(found?.columns.map(({ field }) => field)).toEqual([
      'name',
      'documentNumber',
      'phone',
      'related1Name',
      'related1Phone',
    ])
  })

  it('are mapped otherwise when somebody says so, and a missing or doubled field is named', () => {
    const columns = findHeader([['姓名', '身份证号', '血型']])?.columns ?? []
    expect(remap(columns, new Map([[2, 'formerNumber']])).columns[2]?.field).toBe('formerNumber')
    expect(remap(columns, new Map([[0, null]])).missing).toEqual(['name'])
    expect(remap(columns, new Map([[2, 'name']])).twice).toEqual(['name'])
  })
})

describe('cells', () => {
  it('a number that a spreadsheet has rounded is refused, never guessed', () => {
    for (const cell of [3.60702194403e17, 360702194403080000, '3.60702E+17', '3.60702e17'])
      expect(readNumber(cell)).toHaveProperty('fault')
    expect(readNumber(13800000000)).toEqual({ value: '13800000000' })
    expect(readNumber('13800000000.0')).toEqual({ value: '13800000000' })
    expect(readNumber('＇３６０７０２ 19440308 002x')).toEqual({ value: '36070219440308002X' })
  })

  it('figures of up to 15 digits keep every digit, longer ones are refused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (digits) => {
        const reading = readNumber(Number(digits))
        return digits < 10n ** 15n ? 'value' in reading && reading.value === String(digits) : 'fault' in reading
      }),
    )
  })

  it('days are read in every notation, with serials as Excel counts them', () => {
    for (const cell of [
      '1944-3-8',
      '1944/03/08',
      '1944.3.8',
      '1944年3月8日',
      '19440308',
      19440308,
      '1944-03-08 00:00:00',
      '１９４４－０３－０８',
    ])
      expect(readDay(cell)).toEqual({ value: '1944-03-08' })
    expect(readDay(16139)).toEqual({ value: '1944-03-08' })
    for (const cell of ['1944-03', '1944-02-30', '44-3-8', '08/03/1944', '三月八日', 3.5])
      expect(readDay(cell)).toHaveProperty('fault')
  })

  it('any day survives any notation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 60_000 }), fc.constantFrom('-', '/', '.'), (serial, separator) => {
        const day = addDays('1899-12-30', serial)
        const written = day.split('-').map(Number).join(separator)
        expect([readDay(serial), readDay(written), readDay(day.replaceAll('-', ''))]).toEqual([
          { value: day },
          { value: day },
          { value: day },
        ])
      }),
    )
  })

  it('a flag is yes, no or a fault', () => {
    for (const cell of ['是', '√', 1, '有', true, 'Y']) expect(readFlag(cell)).toEqual({ value: true })
    for (const cell of ['否', '×', 0, false]) expect(readFlag(cell)).toEqual({ value: false })
    expect(readFlag('独居', ['独居'])).toEqual({ value: true })
    expect(readFlag('可能')).toHaveProperty('fault')
  })

  it('text loses its full width and its stray blanks, and nothing twice', () => {
    expect(plainText('　张　桂英\u200b ')).toBe('张 桂英')
    fc.assert(fc.property(fc.string(), (text) => plainText(plainText(text)) === plainText(text)))
  })
})

describe('a row', () => {
  it('says what its cells say, in the words of the vocabulary', () => {
    const { elder } = read({
      姓名: '张 桂英',
      身份证号: number.toLowerCase(),
      性别: '女',
      出生日期: '1944年3月8日',
      民族: '汉',
      手机: '138 0000 0000',
      乡镇: '沙石镇',
      '村（社区）': '新路村',
      是否独居: '√',
      困难类型: '五保、分散供养',
      是否低保: '否',
      残疾类别: '肢体二级',
      联系人: '李强',
      与老人关系: '长子',
      联系人电话: 13900000000,
      开户行: '赣州银行',
      一卡通账号: '6217000000000000000',
    })
    expect(elder).toMatchObject({
      name: '张桂英',
      documentNumber: number,
      documentType: 'resident-identity',
      sex: 'female',
      birth: '1944-03-08',
      ethnicity: '汉族',
      phone: '13800000000',
      residence: { code: undefined, path: '沙石镇 新路村' },
      relatives: [{ name: '李强', relation: 'son', phone: '13900000000', note: '' }],
      payee: { accountName: '张桂英', bank: '赣州银行', accountNumber: '6217000000000000000' },
    })
    expect(elder?.categories.map(({ kind, value }) => `${kind}:${value}`)).toEqual([
      'living-arrangement:alone',
      'hardship:tekun',
      'tekun-support:dispersed',
      'disability:physical',
      'disability-grade:2',
    ])
    expect(elder?.denied).toMatchObject([{ kind: 'hardship', value: 'dibao' }])
  })

  it('names every fault at its field', () => {
    expect(
      faultsOf({ 姓名: '', 身份证号: '360702194403080021', 电话: '123', 是否空巢: '大概', 困难类型: '富裕户' }),
    ).toEqual([
      'name: 必填，但这一格是空的',
      'documentNumber: 校验位不符，请逐位核对',
      'phone: 电话号码格式不正确：11 位手机号，或带区号的固定电话',
      'emptyNest: 看不懂“大概”，请写“是”或“否”',
      'hardship: 看不懂“富裕户”，不是“困难类型”里的一种',
    ])
    expect(faultsOf({ 姓名: '张', 身份证号: '360702194403090000' })[0]).toContain('末三位为 000')
    expect(faultsOf({ 姓名: '张', 身份证号: number, 是否低保: '是', 困难类型: '特困' })).toHaveLength(2)
    expect(faultsOf({ 姓名: '张', 身份证号: number, 银行卡号: '6217000000000' })).toEqual([
      'payeeBank: 有银行账号，没有开户银行',
    ])
  })

  it('says nothing where it is blank, and an unknown relation is kept as it was written', () => {
    expect(read({ 姓名: '张', 身份证号: number, 电话: '无', 残疾类别: '/', 困难类型: '一般' }).elder).toMatchObject({
      phone: undefined,
      categories: [],
    })
    expect(read({ 姓名: '张', 身份证号: number, 联系人: '王', 关系: '干女儿' }).elder?.relatives[0]).toMatchObject({
      relation: 'other',
      note: '干女儿',
    })
    expect(relationOf('次女')).toEqual({ relation: 'daughter', known: true })
    expect([isEmptyRow([null, ' ', '']), isEmptyRow([null, '/'])]).toEqual([true, false])
  })

  it('never reads an identity number that does not agree with its check character', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789'), (at, digit) => {
        const changed = number.slice(0, at) + digit + number.slice(at + 1)
        const { elder } = read({ 姓名: '张', 身份证号: changed })
        return elder === undefined || elder.documentNumber === number
      }),
    )
  })
})

describe('villages by their names', () => {
  const village = (name: string, code: string) => ({ name, code, level: 'village' as const })
  const villages = [
    village('新路村委会', '360702103201'),
    village('水口村委会', '360702103202'),
    village('水口社区居委会', '360702103001'),
  ]

  it.each(['新路村委会', '新路村民委员会', '新路村', '新路'])('%s is found', (written) => {
    expect(stepDown(written, villages)).toMatchObject({ found: { code: '360702103201' }, rest: '' })
  })

  it('a stem that two share names neither', () => {
    expect(stepDown('水口', villages)).toEqual({ found: 'several' })
    expect(stepDown('水口社区12号', villages)).toMatchObject({ found: { code: '360702103001' }, rest: '12号' })
    expect(stepDown('无此村', villages)).toEqual({ found: null })
  })

  it('every written form of a village leads back to it', () => {
    for (const one of villages)
      for (const form of writtenForms(one)) {
        const { found } = stepDown(form, villages)
        if (found !== null && found !== 'several') expect(found.code).toBe(one.code)
      }
  })
})
