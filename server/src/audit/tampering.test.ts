import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { asSealer, atOneMoment } from './sealer.ts'
import { clock, happen, sealAll } from './testing.ts'
import { type ChainResult, verifyChain } from './verify.ts'

const county = '360702'
let database: TestDatabase
let ids: string[]
/** Which block each event is sealed in. */
let numbers: number[]
let blocks: number
beforeAll(async () => {
  database = await testDatabase()
  ids = []
  for (let block = 0; block < 5; block++) {
    ids.push(...(await happen(database, [county, county, county], [county], [county, county])))
    await sealAll(database)
  }
  const sealed = await database.owner.selectFrom('audit_block').select(['number', 'entries']).execute()
  blocks = sealed.length
  numbers = ids.map((id) => sealed.find(({ entries }) => entries.includes(id.replaceAll('-', ''), 'hex'))?.number ?? 0)
})
afterAll(() => database.close())

/** One thing the owner of the database could do, and what has to be found. */
const tampering = fc.oneof(
  fc.record({
    does: fc.constant('change' as const),
    at: fc.nat(29),
    column: fc.constantFrom('actor_name', 'action', 'subject_type', 'purpose', 'subject_id'),
    value: fc.string({ minLength: 1, unit: fc.constantFrom(...'abc一二三\\"\'{}[],:😀 ') }),
  }),
  fc.record({ does: fc.constant('remove' as const), at: fc.nat(29) }),
  fc.record({ does: fc.constant('insert' as const), at: fc.nat(27) }),
  fc.record({ does: fc.constant('block' as const), at: fc.nat(4), byte: fc.nat(47) }),
)
type Tampering = typeof tampering extends fc.Arbitrary<infer T> ? T : never

async function tamper(tx: Tx, one: Tampering): Promise<unknown> {
  const id = ids[one.at]
  switch (one.does) {
    case 'change':
      return sql`update audit_event set ${sql.ref(one.column)} = coalesce(${sql.ref(one.column)}, '') || ${one.value} where id = ${id}`.execute(
        tx,
      )
    case 'remove':
      return sql`delete from audit_event where id = ${id}`.execute(tx)
    case 'insert':
      return sql`insert into audit_event (county, id, at, actor_name, action, subject_type, region, era, written_in)
        select county, ${newId(clock.now())}, at, actor_name, action, subject_type, region, era, written_in from audit_event where id = ${id}`.execute(
        tx,
      )
    case 'block':
      return sql`update audit_block set entries = set_byte(entries, ${one.byte}, get_byte(entries, ${one.byte}) # 1) where number = ${(one.at % blocks) + 1}`.execute(
        tx,
      )
  }
}

const blockOf = (at: number): number => numbers[at] ?? 0

/** Tampers, verifies, and puts everything back. */
async function afterTampering(those: readonly Tampering[]): Promise<ChainResult> {
  let result: ChainResult | undefined
  await database.owner
    .transaction()
    .execute(async (tx) => {
      await atOneMoment(tx)
      for (const one of those) await tamper(tx, one)
      result = await verifyChain(tx, county)
      throw new Error('put back')
    })
    .catch((error: Error) => {
      if (error.message !== 'put back') throw error
    })
  if (!result) throw new Error('nothing was verified')
  return result
}

it('finds whatever the owner of the database changes, removes, inserts or mends, and names it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(tampering, { minLength: 1, maxLength: 4, selector: ({ does, at }) => `${does === 'block'}${at}` }),
      async (those) => {
        const { faults, faultCount } = await afterTampering(those)
        expect(faultCount).toBeGreaterThan(0)
        const changedBlocks = new Set(those.flatMap((one) => (one.does === 'block' ? [(one.at % blocks) + 1] : [])))
        for (const block of changedBlocks)
          expect(faults).toContainEqual(expect.objectContaining({ kind: 'block-changed', block }))
        for (const one of those) {
          // a block that was changed itself says nothing certain about the events in it
          if (one.does === 'block' || one.does === 'insert' || changedBlocks.has(blockOf(one.at))) continue
          const kind = one.does === 'change' ? 'event-changed' : 'event-removed'
          expect(faults).toContainEqual(expect.objectContaining({ kind, block: blockOf(one.at), eventId: ids[one.at] }))
        }
        const inserted = faults.filter(({ kind }) => kind === 'event-inserted')
        if (changedBlocks.size === 0)
          expect(inserted).toHaveLength(those.filter(({ does }) => does === 'insert').length)
      },
    ),
    { numRuns: 60 },
  )
  const untouched = await asSealer(database.database, async (tx) => {
    await atOneMoment(tx)
    return verifyChain(tx, county)
  })
  expect(untouched).toMatchObject({ events: 30, faultCount: 0 })
})
