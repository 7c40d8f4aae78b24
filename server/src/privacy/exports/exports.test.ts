import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'

let platform: TestPlatform
let officer: Client
let auditor: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'wang-fang')
  auditor = await platform.signedIn('auditor', '360700000000')
  for (let index = 0; index < 30; index++) await registered(officer, { name: '名单之人' })
})
afterAll(() => platform.close())

const exported = (purpose: string, format = 'xlsx', by = officer) =>
  by.get(`/elders/export?format=${format}&purpose=${encodeURIComponent(purpose)}`)
const trace = async (text: string, by = auditor) => (await by.send('POST', '/data-exports/traces', { text })).json()

async function rowsOf(payload: Buffer): Promise<string[]> {
  const [sheet] = (await readXlsx(new Uint8Array(payload))).sheets
  return (sheet?.rows ?? []).map((row) => row.map((cell) => String(cell ?? '')).join('\t'))
}

describe('whose export a leaked list is', () => {
  it('is told from twenty rows without header and footer, and one export from another', async () => {
    const first = await rowsOf((await exported('重阳节慰问')).rawPayload)
    const second = await rowsOf((await exported('高龄津贴核对')).rawPayload)
    const answer = await trace(first.slice(5, 25).join('\n'))
    expect(answer).toMatchObject({
      rows: [{ export: { accountName: 'wang-fang', purpose: '重阳节慰问', kind: 'elders', rows: 30 } }],
      unknown: 0,
    })
    const mixed = await trace([...first.slice(1, 4), ...second.slice(1, 20)].join('\n'))
    expect(mixed.rows.map((row: { export: { purpose: string } }) => row.export.purpose)).toEqual([
      '高龄津贴核对',
      '重阳节慰问',
    ])
  })

  it('is told from a csv file too, and by the number at its end', async () => {
    const file = (await exported('社区核对', 'csv')).body
    const lines = file.trimEnd().split('\r\n')
    const number = /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec(lines.at(-1) ?? '')?.[0] ?? ''
    expect(lines.at(-1)).toContain('社区核对')
    const listed = (await auditor.get(`/data-exports?number=${number.toLowerCase()}`)).json().rows
    expect(listed).toMatchObject([{ number, purpose: '社区核对', format: 'csv' }])
    expect((await trace(lines[3] ?? '')).rows[0].export.number).toBe(number)
    expect((await auditor.get('/data-exports?number=nonsense')).json().rows).toEqual([])
  })

  it('is not told to whoever may not audit, nor to the auditor of another county', async () => {
    const rows = (await rowsOf((await exported('只问本县')).rawPayload)).slice(1, 21).join('\n')
    expect((await officer.get('/data-exports')).statusCode).toBe(403)
    const elsewhere = await platform.signedIn('auditor', places.nankang)
    expect(await trace(rows, elsewhere)).toEqual({ rows: [], unknown: 1 })
    expect((await elsewhere.get('/data-exports')).json().rows).toEqual([])
  })

  it('is nobody’s where there is no mark', async () => {
    expect(await trace('张桂英\t女\t81\t江西省 赣州市 章贡区')).toEqual({ rows: [], unknown: 0 })
  })

  it('and what was exported can be imported again without the mark staying behind', async () => {
    const [, row = ''] = (await exported('再导入', 'csv')).body.split('\r\n')
    const { plainText } = await import('@yinian/core/people/import-cells.ts')
    const place = row.split(',').find((cell) => cell.replace(/[\u200b-\u200d\u2060]/gu, '').startsWith('江西省')) ?? ''
    expect(place.length).toBeGreaterThan(plainText(place).length)
    expect(plainText(place)).toBe('江西省 赣州市 章贡区 水南镇 腊长村')
  })
})
