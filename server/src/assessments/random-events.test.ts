import {
  type AssessmentEvent,
  type AssessmentState,
  assessmentEvents,
  eventsFrom,
  nextState,
  openStates,
} from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { currentLevel } from '@yinian/core/assessments/validity.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { levelsInForce } from './index.ts'
import { answered, at, filledIn, layOutCounty, type TestCounty, type TestOrganisation } from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let organisations: readonly [TestOrganisation, TestOrganisation]

beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  organisations = [await county.organisation(), await county.organisation()]
})
afterAll(() => platform.close())

interface Attempt {
  /** `onward`: what leads to a result from here; random events alone hardly ever get there. */
  readonly event: AssessmentEvent | 'onward'
  readonly who: 0 | 1
  readonly score: number
}

const onward: Readonly<Partial<Record<AssessmentState, readonly AssessmentEvent[]>>> = {
  requested: ['assign'],
  assigned: ['accept'],
  'in-progress': ['save', 'sign'],
  'signed-once': ['countersign'],
  signed: ['confirm'],
  returned: ['save'],
  confirmed: ['object'],
  objected: ['reassess'],
}

const attempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.record({
    event: fc.oneof(
      { weight: 3, arbitrary: fc.constant<'onward'>('onward') },
      { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(assessmentEvents) as AssessmentEvent[])) },
    ),
    who: fc.constantFrom<0 | 1>(0, 1),
    score: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 15, maxLength: 40 },
)

async function attempt(held: Assessment, { event: tried, who, score }: Attempt) {
  const leading = onward[held.state] ?? []
  const event = tried === 'onward' ? (leading[score % leading.length] ?? 'confirm') : tried
  const { officer } = county
  const organisation = organisations[who]
  const { version } = held
  const because = { reason: '随机试验', version }
  const assessor = (organisations.find(({ id }) => id === held.organisationId) ?? organisation).assessors[who].client
  const coordinator = (organisations.find(({ id }) => id === held.organisationId) ?? organisation).coordinator
  const assessorIds = (organisations.find(({ id }) => id === held.organisationId) ?? organisation).assessors.map(
    (one) => one.id,
  )
  switch (event) {
    case 'assign':
      return officer.send('POST', '/assessments/assign', {
        organisationId: organisation.id,
        assessments: [{ county: held.county, id: held.id, version }],
      })
    case 'accept':
      return coordinator.send('POST', at(held, 'accept'), { assessorIds, version })
    case 'decline':
      return coordinator.send('POST', at(held, 'decline'), because)
    case 'save':
      return assessor.send('PATCH', at(held), { answers: answered({ 'B.1.1': score }), information: filledIn, version })
    case 'sign':
    case 'countersign':
      return assessor.send('POST', at(held, 'sign'), { version })
    case 'withdraw-signature':
      return assessor.send('POST', at(held, 'withdraw-signature'), because)
    case 'uphold':
    case 'reassess':
      return officer.send('POST', at(held, 'settle'), { ...because, decision: event })
    case 'confirm':
      return officer.send('POST', at(held, 'confirm'), { version })
    default:
      return officer.send('POST', at(held, event), because)
  }
}

it('whatever is tried in whatever order, no state is reached that the table does not list and no elder has two results in force', async () => {
  let confirmed = 0
  await fc.assert(
    fc.asyncProperty(attempts, async (tried) => {
      let held = await county.request()
      const { elderId } = held
      for (const one of tried) {
        county.pass()
        await attempt(held, one)
        const now = (await county.officer.get(at(held))).json() as Assessment
        const last = now.steps.at(-1)
        if (now.state !== held.state) {
          const event = last?.event as AssessmentEvent
          expect(eventsFrom(held.state)).toContain(event)
          expect(nextState(held.state, event)).toBe(now.state)
        }
        if (now.state === 'confirmed') {
          confirmed++
          const standing = now.signatures.filter((signature) => signature.withdrawnAt === null)
          expect(new Set(standing.map(({ assessorId }) => assessorId)).size).toBe(2)
          expect(new Set(standing.map(({ contentHash }) => contentHash)).size).toBe(1)
        }
        held = await successorOf(now)
      }
      await expectOneResult(elderId)
    }),
    { numRuns: 25 },
  )
  expect(confirmed).toBeGreaterThan(0)
}, 120_000)

/** The re-assessment that an objection led to, where there is one to go on with. */
async function successorOf(now: Assessment): Promise<Assessment> {
  if (now.state !== 'reassessment-requested') return now
  const { rows } = (await county.officer.get(`/elders/360702/${now.elderId}/assessments`)).json()
  const open = rows.find((row: { state: AssessmentState }) => (openStates as readonly string[]).includes(row.state))
  return open ? (await county.officer.get(at(open))).json() : now
}

async function expectOneResult(elderId: string): Promise<void> {
  const rows = await platform.owner
    .selectFrom('assessment')
    .select(['state', 'confirmed_on', 'final_level', 'valid_until'])
    .where('elder_id', '=', elderId)
    .orderBy('confirmed_at')
    .execute()
  const open: readonly string[] = openStates
  expect(rows.filter((row) => open.includes(row.state)).length).toBeLessThan(2)
  const day = '2026-11-21'
  const inForce = (
    await platform.as({ role: 'official', regions: ['360702000000'] }, (tx) =>
      levelsInForce(tx, { county: '360702', day }),
    )
  ).filter((one) => one.elderId === elderId)
  const history = rows.map((row) => ({
    state: row.state as AssessmentState,
    confirmedOn: row.confirmed_on,
    level: row.final_level,
    validUntil: row.valid_until,
  }))
  expect(inForce.map(({ level }) => level)).toEqual(
    [currentLevel(history, day).level].filter((level) => level !== null),
  )
  const elder = await platform.owner
    .selectFrom('elder')
    .select(['ability_level', 'served_by'])
    .where('id', '=', elderId)
    .executeTakeFirstOrThrow()
  expect(elder.ability_level).toBe(inForce[0]?.level ?? null)
  expect(elder.served_by.length).toBeLessThan(2)
}
