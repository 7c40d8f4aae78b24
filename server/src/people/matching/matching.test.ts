import type { ElderFile } from '@yinian/core/people/api.ts'
import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import type { Candidate, ElderPair } from '@yinian/core/people/matching-api.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered, sayAnother } from '../testing.ts'
import { findCandidates } from './find-candidates.ts'
import { findPairs } from './find-pairs.ts'
import { readPerson } from './read-person.ts'

let platform: TestPlatform
let officer: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'zhanggong-matching')
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang, 'nankang-matching')
})
afterAll(() => platform.close())

const passport = (name: string, number: string, more: object = {}) => ({
  name,
  documentType: 'passport',
  documentNumber: number,
  birth: '1948-05-06',
  sex: 'female',
  region: places.village,
  ...more,
})
const ask = async (client: Client, person: object): Promise<Candidate[]> =>
  (await client.send('POST', '/elders/candidates', person)).json().rows
const number = (first17: string) => first17 + checkCharacterOf(first17)

describe('before somebody is registered', () => {
  it('files that look alike are shown, with why', async () => {
    const held = await registered(officer, passport('何思源', 'E11111111', { phone: '13900030001' }))
    const [candidate] = await ask(officer, passport('何思源', 'E22222222', { phone: '13900030001' }))
    expect(candidate).toMatchObject({
      score: 100,
      strong: true,
      elder: { id: held.id, documentNumber: held.documentNumber },
    })
    expect(candidate?.reasons).toEqual(['name-birth-village', 'phone-birth'])
  })

  it('a file of another county is no more than that, and shows neither name nor reason', async () => {
    await registered(
      neighbour,
      passport('南康某', 'E33333333', { region: places.nankangVillage, phone: '13900030003' }),
    )
    const [candidate] = await ask(officer, passport('南康某', 'E33333334', { phone: '13900030003' }))
    expect(candidate).toEqual({
      score: 100,
      strong: true,
      reasons: [],
      countyName: expect.stringContaining('南康区'),
      elder: null,
    })
  })

  it('a strong candidate stops it until an officer says that it is another person, which is remembered', async () => {
    await registered(officer, passport('何重名', 'E44444441', { phone: '13900030004' }))
    const second = passport('何重名', 'E44444442', { phone: '13900030004' })
    const refused = await officer.send('POST', '/elders', second)
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({
      code: 'people.possibly-same',
      message: { zh: expect.stringContaining('何重名') },
    })
    const another = await sayAnother(officer, second)
    const made = (await officer.send('POST', '/elders', { ...second, another })).json() as ElderFile
    const pairs = await pairsOf(made.id)
    expect(pairs).toEqual([expect.objectContaining({ state: 'distinct', reason: another.reason })])
    await findPairs(platform.ground)
    expect(await pairsOf(made.id)).toEqual(pairs)
  })

  it('a number a slip apart, or with day and month swapped, is found under the same name', async () => {
    await registered(officer, { name: '沈错位', documentNumber: number('99999919410203011') })
    const digit = await ask(officer, { ...base('沈错位'), documentNumber: number('99999919410203017') })
    expect(digit[0]?.reasons).toContain('document-slip')
    const swapped = await ask(officer, { ...base('沈错位'), documentNumber: number('99999919410302011') })
    expect(swapped[0]?.reasons).toContain('document-slip')
    expect(await ask(officer, { ...base('陈无关'), documentNumber: number('99999919410203017') })).toEqual([])
  })

  it('the same account, the same former number, and the same sound of a name each say something', async () => {
    const payee = { accountName: '于账户', bank: '赣州银行', accountNumber: '6217 0000 0000 7777' }
    await registered(
      officer,
      passport('于账户', 'E55555551', { payee, formerNumbers: [{ register: '老年人优待证', number: 'A-9' }] }),
    )
    const [byAccount] = await ask(
      officer,
      passport('于帐户', 'E55555552', { payee: { ...payee, accountNumber: '6217000000007777' } }),
    )
    expect(byAccount?.reasons).toEqual(['sound-birth-town', 'payee'])
    const [byNumber] = await ask(
      officer,
      passport('另有其名', 'E55555553', {
        birth: '1939-01-01',
        formerNumbers: [{ register: '老年人优待证', number: 'A-9' }],
      }),
    )
    expect(byNumber?.reasons).toEqual(['former-number'])
  })

  it('a number of fifteen digits is the one of eighteen', async () => {
    const held = await registered(officer, { name: '旧号', documentNumber: number('99999919420909003') })
    const [candidate] = await ask(officer, { ...base('旧号'), documentNumber: '999999420909003' })
    expect(candidate).toMatchObject({ score: 100, reasons: ['document', 'name-birth-village'], elder: { id: held.id } })
  })
})

describe('a number that two people claim', () => {
  it('ends as a pair for an officer; nobody holds it twice, and correcting the wrong one settles it', async () => {
    const claimed = madeUpNumber('19350505', 'female')
    const wrong = await registered(officer, { name: '原先者', documentNumber: claimed })
    const right = { ...base('后来者'), documentNumber: claimed }
    expect((await officer.send('POST', '/elders', right)).json().code).toBe('people.already-registered')
    const made = (
      await officer.send('POST', '/elders', { ...right, another: { elders: [wrong.id], reason: '本人持证到场' } })
    ).json()
    expect(made.documentDisputed).toBe(true)
    const [pair] = await pairsOf(made.id)
    expect(pair).toMatchObject({ state: 'open', score: 100 })
    const distinct = await officer.send('POST', `/elder-pairs/${pair?.county}/${pair?.id}/decide`, {
      decision: 'distinct',
      reason: '是两个人',
    })
    expect(distinct.json().code).toBe('people.still-one-number')
    const corrected = await officer.send('POST', `/elders/${wrong.id}/document`, {
      version: wrong.version,
      documentType: 'resident-identity',
      documentNumber: madeUpNumber('19350606', 'female'),
      reason: '录入时抄错',
      evidence: '户口簿复印件',
    })
    expect(corrected.json().pair).toBeNull()
    expect((await officer.get(`/elders/${made.id}`)).json().documentDisputed).toBe(false)
    expect(await holdersOf(made.id)).toBe(1)
    const settled = await officer.send('POST', `/elder-pairs/${pair?.county}/${pair?.id}/decide`, {
      decision: 'distinct',
      reason: '是两个人',
    })
    expect(settled.json().state).toBe('distinct')
  })

  it('is not taken from its holder by a correction', async () => {
    const holder = await registered(officer, { name: '持号者', documentNumber: madeUpNumber('19360707') })
    const other = await registered(officer, { name: '改号者', documentNumber: number('99999919360808115') })
    const held = (
      await platform.owner
        .selectFrom('elder')
        .select('document_number_index')
        .where('id', '=', holder.id)
        .executeTakeFirstOrThrow()
    ).document_number_index
    const revealed = (await officer.get(`/elders/${holder.id}/reveal?field=documentNumber&purpose=test`)).json().value
    const answer = await officer.send('POST', `/elders/${other.id}/document`, {
      version: other.version,
      documentType: 'resident-identity',
      documentNumber: revealed,
      reason: '本人称号码如此',
      evidence: '身份证',
    })
    expect(answer.json().pair).not.toBeNull()
    expect(answer.json().elder.documentNumber).toBe(other.documentNumber)
    const claim = await platform.owner
      .selectFrom('identity_claim')
      .selectAll()
      .where('document_index', '=', held)
      .execute()
    expect(claim.map(({ elder_id }) => elder_id)).toEqual([holder.id])
  })
})

describe('the queue of possible duplicates', () => {
  it('gathers what the register holds, once, and leads through it by strength', async () => {
    const names = ['甲乙丙', '甲乙丙']
    for (const [index, name] of names.entries())
      await registered(officer, passport(name, `E6666666${index}`, { birth: '1931-01-01' }))
    await findPairs(platform.ground)
    const once = (await officer.get('/elder-pairs?limit=200')).json()
    await findPairs(platform.ground)
    expect((await officer.get('/elder-pairs?limit=200')).json()).toEqual(once)
    const scores = once.rows.map((row: ElderPair) => row.score)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
    const open = once.rows[0] as ElderPair
    const shown = (await officer.get(`/elder-pairs/${open.county}/${open.id}`)).json()
    expect(shown).toMatchObject({ position: 1, total: once.total })
    expect(
      await officer.send('POST', `/elder-pairs/${open.county}/${open.id}/decide`, {
        decision: 'later',
        reason: '等家属回话',
      }),
    ).toMatchObject({ statusCode: 200 })
    expect((await officer.get('/elder-pairs')).json().total).toBe(once.total - 1)
  })

  it('shows of a pair across counties only the side one is responsible for; two people is for who sees both', async () => {
    const person = (region: string) =>
      passport('跨县人', region.slice(4, 9), { region, birth: '1932-02-02', phone: '13900030009' })
    const mine = await registered(officer, person(places.village))
    await registered(neighbour, person(places.nankangVillage))
    await findPairs(platform.ground)
    const [pair] = await pairsOf(mine.id)
    for (const client of [officer, neighbour]) {
      const shown = (await client.get(`/elder-pairs/${pair?.county}/${pair?.id}`)).json()
      expect([shown.one, shown.other].filter((side) => side === null)).toHaveLength(1)
      expect(shown.pair.reasons).toEqual([])
      const decided = await client.send('POST', `/elder-pairs/${pair?.county}/${pair?.id}/decide`, {
        decision: 'distinct',
        reason: '是两个人',
      })
      expect(decided.json().code).toBe('people.pair-elsewhere')
    }
    const city = await platform.signedIn('civil-affairs-officer', '360700000000', 'city-matching')
    const decided = await city.send('POST', `/elder-pairs/${pair?.county}/${pair?.id}/decide`, {
      decision: 'distinct',
      reason: '同名的两个人',
    })
    expect(decided.json()).toMatchObject({ state: 'distinct', reasons: expect.arrayContaining(['phone-birth']) })
  })
})

describe('matching', () => {
  it('finds from either file the other, with one score and for the same reasons, every time', async () => {
    const names = ['林清', '林青', '凌清']
    const draw = fc.record({
      name: fc.constantFrom(...names),
      birth: fc.constantFrom('1950-03-05', '1950-05-03', '1950-03-06'),
      sex: fc.constantFrom('male', 'female'),
      phone: fc.option(fc.constantFrom('13900040001', '13900040002'), { nil: undefined }),
      region: fc.constantFrom(places.village, places.otherVillage, places.farVillage),
    })
    let made = 0
    await fc.assert(
      fc.asyncProperty(draw, draw, async (first, second) => {
        const ids: string[] = []
        for (const { phone, ...person } of [first, second]) {
          made += 1
          const elder = {
            ...person,
            ...(phone ? { phone } : {}),
            documentType: 'passport',
            documentNumber: `P${String(made).padStart(8, '0')}`,
          }
          ids.push((await registered(officer, elder)).id)
        }
        const [one = '', other = ''] = ids
        await platform.as({ regions: [places.zhanggong] }, async (tx) => {
          const from = async (id: string) => findCandidates({ tx }, await readPerson(tx, '360702', id))
          const strip = (found: Awaited<ReturnType<typeof from>>, id: string) =>
            found.filter(({ elderId }) => elderId === id).map(({ score, reasons }) => ({ score, reasons }))
          const [there, back] = [strip(await from(one), other), strip(await from(other), one)]
          expect(there).toEqual(back)
          expect(strip(await from(one), other)).toEqual(there)
        })
      }),
      { numRuns: 15 },
    )
  })

  it('reaches every key by an index', async () => {
    const { rows } = await sql<{
      indexdef: string
    }>`select indexdef from pg_indexes where tablename in ('elder', 'former_number')`.execute(platform.owner)
    const all = rows.map(({ indexdef }) => indexdef).join('\n')
    for (const key of [
      '(document_number_index)',
      '(phone_index)',
      '(pinyin, birth)',
      '(payee_index)',
      '(number, register)',
    ])
      expect(all).toContain(key)
  })
})

const base = (name: string) => ({ name, documentType: 'resident-identity', region: places.village })

async function pairsOf(
  id: string,
): Promise<{ county: string; id: string; state: string; reason: string | null; score: number }[]> {
  return platform.owner
    .selectFrom('elder_pair')
    .select(['county', 'id', 'state', 'reason', 'score'])
    .where((where) => where.or([where('elder_id', '=', id), where('other_id', '=', id)]))
    .execute()
}

async function holdersOf(id: string): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from identity_claim c join elder e on e.document_number_index = c.document_index
    where e.id = ${id} and c.elder_id = ${id}`.execute(platform.owner)
  return rows[0]?.held ?? 0
}
