import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import type { Client, TestPlatform } from '../testing.ts'

/** Divisions the tests of this module live in: two villages and a town of 章贡区, one village of 南康区. */
export const places = {
  zhanggong: '360702000000',
  shuinan: '360702007000',
  village: '360702007001',
  otherVillage: '360702007002',
  farVillage: '360702008001',
  nankang: '360703000000',
  nankangVillage: '360703001001',
} as const

const rows: [code: string, name: string, level: string, parent: string | null][] = [
  ['000000000000', '中国', 'nation', null],
  ['360000000000', '江西省', 'province', '000000000000'],
  ['360700000000', '赣州市', 'city', '360000000000'],
  [places.zhanggong, '章贡区', 'county', '360700000000'],
  [places.shuinan, '水南镇', 'town', places.zhanggong],
  [places.village, '腊长村', 'village', places.shuinan],
  [places.otherVillage, '长塘村', 'village', places.shuinan],
  ['360702008000', '水西镇', 'town', places.zhanggong],
  [places.farVillage, '永红村', 'village', '360702008000'],
  [places.nankang, '南康区', 'county', '360700000000'],
  ['360703001000', '蓉江街道', 'town', places.nankang],
  [places.nankangVillage, '东门村', 'village', '360703001000'],
]

export async function layOutPlaces({ owner }: Pick<TestPlatform, 'owner'>): Promise<void> {
  await owner
    .insertInto('region')
    .values(
      rows.map(([code, name, level, parent]) => ({
        code,
        name,
        level,
        parent,
        county: level === 'county' || level === 'town' || level === 'village' ? code.slice(0, 6) : null,
        pinyin: '',
        initials: '',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

let count = 0

/** An identity number of an area that does not exist, so that nobody holds it. */
export function madeUpNumber(birth = '19500315', sex: 'male' | 'female' = 'male'): string {
  count += 1
  const first17 = `999999${birth}${String(Math.floor(count / 5) % 100).padStart(2, '0')}${(count % 5) * 2 + (sex === 'male' ? 1 : 0)}`
  return first17 + checkCharacterOf(first17)
}

/**
 * Registers an elder over HTTP and gives the file back. Made-up people look much alike, so whoever is taken for another is
 * said to be somebody else.
 */
export async function registered(client: Client, elder: Record<string, unknown> = {}) {
  const body = {
    name: '张桂英',
    documentType: 'resident-identity',
    documentNumber: madeUpNumber(),
    region: places.village,
    ...elder,
  }
  const first = await client.send('POST', '/elders', body)
  if (first.statusCode === 200) return first.json()
  if (first.json().code !== 'people.possibly-same') throw new Error(first.body)
  const answer = await client.send('POST', '/elders', { ...body, another: await sayAnother(client, body) })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

/** What an officer says after comparing: none of the candidates is this person. */
export async function sayAnother(client: Client, elder: object) {
  const { rows } = (await client.send('POST', '/elders/candidates', elder)).json() as {
    rows: { elder: { id: string } | null }[]
  }
  return {
    elders: rows.flatMap((row) => (row.elder ? [row.elder.id] : [])),
    elsewhere: rows.some((row) => row.elder === null),
    reason: '已当面核对，是另一个人',
  }
}
