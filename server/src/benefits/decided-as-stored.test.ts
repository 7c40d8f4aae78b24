import { decide } from '@yinian/core/benefits/decide.ts'
import { type Person, personFacts } from '@yinian/core/benefits/person-facts.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { decideRun } from './jobs.ts'
import { shippedPolicies } from './shipped-policies.ts'

const policies = shippedPolicies()
const month = '2026-10'
let platform: TestPlatform
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
})
afterAll(() => platform.close())

const place = fc.constantFrom<string>(places.village, places.farVillage, places.nankangVillage)
const day = fc.constantFrom('2019-05-01', '2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01')
const circumstance = fc
  .record({
    what: fc.constantFrom(
      ['hardship', 'tekun'],
      ['hardship', 'tekun'],
      ['hardship', 'dibao'],
      ['tekun-self-care', 'full'],
      ['tekun-self-care', 'none'],
      ['living-arrangement', 'alone'],
    ),
    from: day,
    to: fc.option(day),
  })
  .filter(({ from, to }) => to === null || from < to)
const person: fc.Arbitrary<Person> = fc
  .record({
    birth: fc.constantFrom('1926-10-01', '1931-03-05', '1941-11-01', '1946-10-31', '1946-11-01', '1960-01-01'),
    sex: fc.constantFrom('male' as const, 'female' as const),
    diedOn: fc.option(fc.constantFrom('2026-09-30', '2026-10-01', '2026-11-05')),
    region: place,
    registeredRegion: place,
    circumstances: fc.array(circumstance, { maxLength: 3 }),
    moved: fc.option(fc.record({ region: place, registeredRegion: place, to: day })),
  })
  .map(({ circumstances, moved, ...rest }) => ({
    ...rest,
    circumstances: circumstances
      .map(({ what, from, to }) => ({ kind: what[0] ?? '', value: what[1] ?? '', from, to }))
      .toSorted((one, other) => one.from.localeCompare(other.from)),
    formerly: moved ? [{ ...moved, from: null }] : [],
    levels: [],
  }))

it('what is stored for anybody is what the compiled policy decides, name with a tab or a backslash included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 25 }), async (people) => {
      const ids = people.map(() => newId())
      for (const [at, one] of people.entries()) await insert(ids[at] ?? '', one)
      for (const programme of ['old-age-allowance', 'tekun-nursing-allowance']) {
        const compiled = policies.find(programme, places.zhanggong, month)
        if (!compiled) throw new Error('the programme is in force')
        const drafted = await officer.send('POST', '/benefits/runs', { county: '360702', programme, month })
        const run = drafted.json()
        await decideRun(platform.ground, { county: '360702', runId: run.id, accountId: officer.accountId })
        const stored = await platform.owner
          .selectFrom('benefit_payment')
          .select(['elder_id', 'fen', 'decision', 'elder_name'])
          .where('run_id', '=', run.id)
          .execute()
        const untold = await platform.owner
          .selectFrom('benefit_untold')
          .select(['elder_id', 'facts'])
          .where('run_id', '=', run.id)
          .execute()
        for (const [at, one] of people.entries()) {
          const facts = personFacts(one, month)
          const decision = decide(compiled, facts, month)
          const ours = countyOf(facts.户籍地 ?? '') === '360702'
          const seen = ours && readable(one)
          const payment = stored.find((row) => row.elder_id === ids[at])
          expect(payment?.decision).toEqual(seen && decision.due ? decision : undefined)
          if (payment) expect(payment).toMatchObject({ fen: decision.due && decision.fen, elder_name: odd })
          const missing = untold.find((row) => row.elder_id === ids[at])?.facts
          expect(missing).toEqual(seen && !decision.due && decision.unknown.length > 0 ? decision.unknown : undefined)
        }
      }
      await sql`truncate benefit_payment, benefit_untold, benefit_run_progress, benefit_run_step, benefit_run, elder_circumstance, former_residence, elder cascade`.execute(
        platform.owner,
      )
    }),
    { numRuns: 12 },
  )
})

const odd = '王\t\\N桂\n兰'

/** Officials see who lives or is registered with them now. */
const readable = ({ region, registeredRegion }: Person) =>
  [region, registeredRegion].some((one) => one.startsWith('360702'))

async function insert(id: string, one: Person): Promise<void> {
  const county = countyOf(one.region)
  const base = { county, elder_id: id, region: one.region }
  await platform.owner
    .insertInto('elder')
    .values({
      county,
      id,
      region: one.region,
      registered_region: one.registeredRegion,
      name: odd,
      pinyin: 'wang guilan',
      initials: 'wgl',
      sex: one.sex,
      birth: one.birth,
      ethnicity: '汉族',
      document_type: 'other',
      document_number_sealed: Buffer.of(0),
      document_number_index: Buffer.from(id),
      document_number_masked: '****',
      state: one.diedOn ? 'died' : 'active',
      died_on: one.diedOn,
      registered_at: platform.clock.now(),
      updated_at: platform.clock.now(),
    })
    .execute()
  for (const held of one.circumstances)
    await platform.owner
      .insertInto('elder_circumstance')
      .values({
        ...base,
        id: newId(),
        kind: held.kind,
        value: held.value,
        valid_from: held.from,
        valid_to: held.to ?? null,
        source: '测试',
        recorded_at: platform.clock.now(),
        recorded_by: officer.accountId,
      })
      .execute()
  for (const former of one.formerly)
    await platform.owner
      .insertInto('former_residence')
      .values({
        ...base,
        id: newId(),
        former_region: former.region,
        former_registered_region: former.registeredRegion,
        valid_from: null,
        valid_to: former.to,
        recorded_at: platform.clock.now(),
        recorded_by: officer.accountId,
      })
      .execute()
}
