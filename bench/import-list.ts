// Writes a list of invented elders: node bench/import-list.ts <path> <rows> <villages as JSON>. Every 33rd row is wrong.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkCharacterOf } from '../core/people/identity-document.ts'
import { type Cell, writeXlsx } from '../server/src/documents/spreadsheet.ts'

const [path = '', count = '0', written = '[]'] = process.argv.slice(2)
const villages = JSON.parse(written) as string[]
const headers = [
  '姓名',
  '身份证号',
  '联系电话',
  '村（社区）',
  '现住址',
  '居住状况',
  '困难类型',
  '联系人',
  '与老人关系',
  '联系人电话',
  '开户行',
  '银行账号',
]
const surnames = [...'张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗']
const given = [...'桂英秀兰玉珍淑芬建国德明志强福生春梅金凤永红']

function* rows(): Generator<Cell[]> {
  for (let index = 0; index < Number(count); index++) {
    const day = new Date(Date.UTC(1930, 0, 1) + (index % 12_000) * 86_400_000).toISOString().slice(0, 10)
    const first17 = `999999${day.replaceAll('-', '')}${String(Math.floor(index / 12_000)).padStart(3, '0')}`
    const name = `${pick(surnames, index)}${pick(given, index * 7)}${pick(given, index * 3)}`
    yield [
      name,
      index % 33 === 0
        ? `${first17}${checkCharacterOf(first17) === '0' ? '1' : '0'}`
        : first17 + checkCharacterOf(first17),
      `138${String(index).padStart(8, '0')}`,
      pick(villages, index),
      `第 ${index % 40} 组 ${index} 号`,
      index % 5 === 0 ? '独居' : '与配偶居住',
      index % 9 === 0 ? '低保' : null,
      index % 2 === 0 ? `${pick(surnames, index)}小${pick(given, index)}` : null,
      index % 2 === 0 ? '儿子' : null,
      index % 2 === 0 ? `139${String(index).padStart(8, '0')}` : null,
      '赣州银行',
      `6217${String(index).padStart(12, '0')}`,
    ]
  }
}

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const columns = headers.map((header) => ({ header }))
await pipeline(Readable.from(writeXlsx({ name: '名单', columns, rows: rows() })), createWriteStream(path))
