import { createHash } from 'node:crypto'
import { importPartSize } from '@yinian/core/people/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places } from '../testing.ts'
import { checkImport, forgetUploads } from './index.ts'
import { sendPart, uploadList } from './testing.ts'

let platform: TestPlatform
let officer: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
})
afterAll(() => platform.close())

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
/** A list of two parts and a little more. */
const list = Buffer.from(
  `姓名,身份证号,备注\n赵一,${madeUpNumber('19400101')},${'长'.repeat(10)}\n`.padEnd(2_200_000, ','),
)
const partOf = (content: Buffer, part: number) => content.subarray(part * importPartSize, (part + 1) * importPartSize)

async function begin(client: Client, more: object = {}) {
  const asked = { region: places.village, fileName: '名单.csv', size: list.length, stamp: '1', ...more }
  return (await client.send('POST', '/people-imports', asked)).json()
}
const stateOf = async (id: string) => (await officer.get(`/people-imports/${id}`)).json().state

describe('uploading a list', () => {
  it('goes on where it broke off, in any order, and a part that comes twice counts once', async () => {
    const { id, received } = await begin(officer)
    expect(received).toEqual([])
    expect((await sendPart(officer, id, 1, partOf(list, 1))).statusCode).toBe(200)
    expect((await sendPart(officer, id, 1, partOf(list, 1))).statusCode).toBe(200)
    expect((await officer.send('POST', `/people-imports/${id}/uploaded`, {})).json()).toMatchObject({
      code: 'people.upload-incomplete',
      message: { zh: expect.stringContaining('还缺 2 段') },
    })
    const again = await begin(officer)
    expect(again).toEqual({ id, partSize: importPartSize, received: [{ part: 1, digest: sha256(partOf(list, 1)) }] })
    for (const part of [0, 2]) await sendPart(officer, id, part, partOf(list, part))
    expect((await officer.send('POST', `/people-imports/${id}/uploaded`, {})).json()).toMatchObject({
      state: 'checking',
      total: 1,
    })
    await checkImport(platform.ground, { county: '360702', id })
    expect(await stateOf(id)).toBe('checked')
    expect((await sendPart(officer, id, 0, partOf(list, 0))).json().code).toBe('people.import-in-other-state')
  })

  it('refuses a file that changes on the way, is cut short, or is not what was sent', async () => {
    const { id } = await begin(officer, { stamp: '2' })
    const code = async (part: number, content: Buffer, digest?: string) =>
      (await sendPart(officer, id, part, content, digest)).json().code
    expect(await code(0, partOf(list, 0).subarray(1))).toBe('people.file-changed')
    expect(await code(0, partOf(list, 0), sha256(Buffer.from('other')))).toBe('people.file-changed')
    expect(await code(3, partOf(list, 2))).toBe('people.file-changed')
    for (const part of [0, 1, 2]) expect(await code(part, partOf(list, part))).toBeUndefined()
    expect(await code(0, Buffer.alloc(importPartSize, 'x'))).toBe('people.file-changed')
    const end = await officer.send('POST', `/people-imports/${id}/uploaded`, { digest: sha256(Buffer.from('other')) })
    expect(end.json().code).toBe('people.file-changed')
    expect(await stateOf(id)).toBe('uploading')
  })

  it('belongs to who began it: another file, another person and another division begin their own', async () => {
    const first = await begin(officer, { stamp: '3' })
    const colleague = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const others = [
      await begin(officer, { stamp: '4' }),
      await begin(officer, { stamp: '3', size: list.length + 1 }),
      await begin(colleague, { stamp: '3' }),
      await begin(officer, { stamp: '3', region: places.otherVillage }),
    ]
    expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(5)
    expect((await sendPart(neighbour, first.id, 0, partOf(list, 0))).statusCode).toBe(404)
    expect(await begin(neighbour)).toMatchObject({ code: 'people.region-unknown' })
  })

  it('refuses a file that is too large before a byte of it has come', async () => {
    expect(await begin(officer, { size: 51 * 1024 * 1024 })).toMatchObject({ code: 'http.too-large' })
    expect((await uploadList(officer, Buffer.alloc(0))).json()).toMatchObject({
      code: 'people.file-unreadable',
      message: { zh: expect.stringContaining('文件是空的') },
    })
  })

  it('keeps nothing readable, and after a day nothing of what broke off', async () => {
    const { id } = await begin(officer, { stamp: '5' })
    await sendPart(officer, id, 0, partOf(list, 0))
    const parts = () =>
      platform.owner.selectFrom('people_import_part').selectAll().where('import_id', '=', id).execute()
    const [part] = await parts()
    expect(part?.content_sealed.includes(Buffer.from('赵一'))).toBe(false)
    await forgetUploads(platform.ground)
    expect(await parts()).toHaveLength(1)
    platform.clock.moveTo('2026-11-22T03:00:00Z')
    await forgetUploads(platform.ground)
    expect(await parts()).toHaveLength(0)
    const kept = platform.owner.selectFrom('people_import').select('state').where('id', '=', id)
    expect(await kept.executeTakeFirst()).toEqual({ state: 'cancelled' })
  })
})
