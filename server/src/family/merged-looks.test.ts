import type { ElderFile } from '@yinian/core/people/api.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { personFor } from './testing.ts'

let platform: TestPlatform
let officer: Client
let village: Client
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'joining-desk')
  village = await platform.signedIn('village-worker', places.village, 'village-desk')
})
afterAll(() => platform.close())

interface OfficialLook {
  readonly id: string
  readonly purpose: string | null
  readonly formerFile: { readonly name: string; readonly documentNumber: string } | null
}
interface OwnLook {
  readonly id: string
  readonly said: { readonly zh: string; readonly en: string }
}

const revealed = async (elder: { id: string }, purpose: string) => {
  const path = `/elders/${elder.id}/reveal?field=documentNumber&purpose=${encodeURIComponent(purpose)}`
  expect((await officer.get(path)).statusCode).toBe(200)
}

async function joined(survivor: ElderFile, merged: ElderFile): Promise<{ county: string; id: string }> {
  const shown = (await officer.get(`/elder-merges/preview?survivor=${survivor.id}&merged=${merged.id}`)).json()
  const answer = await officer.send('POST', '/elder-merges', {
    survivorId: survivor.id,
    survivorVersion: shown.survivor.version,
    mergedId: merged.id,
    mergedVersion: shown.merged.version,
    choices: Object.fromEntries(shown.clashes.map(({ field }: { field: string }) => [field, 'survivor'])),
    reason: '同一人重复登记',
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

const parted = async (made: { county: string; id: string }) =>
  officer.send('POST', `/elder-merges/${made.county}/${made.id}/undo`, { reason: '核对后是两个人', rows: [] })

async function everyPage<Look extends { id: string }>(client: Client, path: string): Promise<Look[]> {
  const rows: Look[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: Look[]; next: string | null } = (
      await client.get(`${path}${after === '' ? '' : `?after=${after}`}`)
    ).json()
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}
const officialLooks = (client: Client, { id }: { id: string }) => everyPage<OfficialLook>(client, `/elders/${id}/looks`)
const purposes = (rows: readonly OfficialLook[]) => rows.flatMap(({ purpose }) => purpose ?? [])

describe('looks at a file that was merged into another', () => {
  it('are told with the survivor, each marked with the file it was, page by page and none twice', async () => {
    const one = await registered(officer, { name: '温合档', documentNumber: madeUpNumber('19410101') })
    const other = await registered(officer, { name: '温和档', documentNumber: madeUpNumber('19410102') })
    const third = await registered(officer, { name: '温何档', documentNumber: madeUpNumber('19410103') })
    for (let count = 0; count < 30; count++) {
      await revealed(one, `甲${count}`)
      await revealed(other, `乙${count}`)
    }
    await revealed(third, '丙丙')
    const inner = await joined(other, third)
    const outer = await joined(one, other)
    const rows = await officialLooks(officer, one)
    expect(purposes(rows)).toHaveLength(61)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1)))
    const of = (purpose: string) => rows.find((row) => row.purpose === purpose)?.formerFile
    expect([of('甲3'), of('乙3')?.name, of('丙丙')?.name]).toEqual([null, '温和档', '温何档'])
    expect(of('乙3')?.documentNumber).toBe(other.documentNumber)
    expect((await officer.get(`/elders/${other.id}/looks`)).statusCode).toBe(404)

    expect((await parted(outer)).statusCode).toBe(200)
    expect((await parted(inner)).statusCode).toBe(200)
    const apart = await officialLooks(officer, one)
    expect(purposes(apart).filter((purpose) => !purpose.startsWith('甲'))).toEqual([])
    expect(apart.every(({ formerFile }) => formerFile === null)).toBe(true)
    expect(purposes(await officialLooks(officer, other)).every((purpose) => purpose.startsWith('乙'))).toBe(true)
    expect(purposes(await officialLooks(officer, third))).toEqual(['丙丙'])
  })

  it('are not shown to whoever may not see the place of the other file', async () => {
    const one = await registered(officer, { name: '游远档', documentNumber: madeUpNumber('19420101') })
    const far = await registered(officer, {
      name: '游院档',
      documentNumber: madeUpNumber('19420102'),
      region: places.farVillage,
      registeredRegion: places.farVillage,
    })
    await revealed(one, '本村')
    await revealed(far, '远村')
    await joined(one, far)
    expect(purposes(await officialLooks(officer, one))).toEqual(['远村', '本村'])
    expect(purposes(await officialLooks(village, one))).toEqual(['本村'])
  })

  it('are told to the elder in plain words, online and at the counter, until the files part again', async () => {
    const one = await registered(officer, { name: '阮本人', documentNumber: madeUpNumber('19430101') })
    const other = await registered(officer, { name: '阮本仁', documentNumber: madeUpNumber('19430102') })
    const person = await personFor(platform, village, one)
    for (let count = 0; count < 20; count++) {
      await revealed(one, `甲${count}甲`)
      await revealed(other, `乙${count}乙`)
    }
    const own = () => everyPage<OwnLook>(person, `/family/elders/${one.id}/looks`)
    const text = (rows: readonly OwnLook[]) => rows.map(({ said }) => said.zh)
    expect(text(await own()).filter((said) => said.includes('乙'))).toEqual([])
    const made = await joined(one, other)
    const rows = await own()
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const ofOther = text(rows).filter((said) => /乙\d+乙/.test(said))
    expect(ofOther).toHaveLength(20)
    expect(ofOther.every((said) => said.includes('那时您还有另一份档案，后来合成了一份'))).toBe(true)
    expect(text(rows).filter((said) => /甲\d+甲/.test(said) && said.includes('另一份'))).toEqual([])
    const former = rows.find(({ said }) => said.zh.includes('乙7乙'))
    expect(former?.said.en).toContain('a second file that was kept of you then')
    const counter = (await village.get(`/elders/${one.id}/looks-in-words`)).json().rows as OwnLook[]
    expect(text(counter)).toEqual(text(rows.slice(0, counter.length)))
    const asked = { lookId: former?.id, question: '这个人我不认识' }
    expect((await person.send('POST', `/family/elders/${one.id}/questions`, asked)).statusCode).toBe(200)

    expect((await parted(made)).statusCode).toBe(200)
    expect(text(await own()).filter((said) => said.includes('乙'))).toEqual([])
    const late = await person.send('POST', `/family/elders/${one.id}/questions`, asked)
    expect(late.statusCode).toBe(404)
  })

  it('are nobody else’s: who stands for another elder is told of no file by naming it', async () => {
    const one = await registered(officer, { name: '管一', documentNumber: madeUpNumber('19440101') })
    const two = await registered(officer, { name: '管二二', documentNumber: madeUpNumber('19440102') })
    const stranger = await registered(officer, { name: '外人', documentNumber: madeUpNumber('19440103') })
    await joined(one, two)
    const standing = { accessId: stranger.id, county: '360702', elderId: stranger.id, standsAs: 'self' } as const
    const found = await platform.as({ role: 'person', regions: [], standsFor: [standing] }, async (tx) => {
      return (await sql`select * from former_files('360702', ${one.id}::uuid)`.execute(tx)).rows
    })
    expect(found).toEqual([])
  })
})
