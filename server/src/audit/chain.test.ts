import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { openEra } from './era.ts'
import { sealNewEvents } from './seal.ts'
import { clock, eventOf, faultsOf, happen, sealAll, verified } from './testing.ts'

const here = '360702'
const there = '360703'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.close())

describe('sealing', () => {
  it('puts every event of a county into its chain once, block after block', async () => {
    await happen(database, [here, there, here], [here])
    expect(await sealAll(database)).toBe(4)
    await happen(database, [here])
    expect(await sealAll(database)).toBe(1)
    expect(await sealAll(database)).toBe(0)
    const results = await verified(database, [here, there])
    expect(results.map(({ blocks, events, unsealed, faults }) => [blocks, events, unsealed, faults])).toEqual([
      [2, 4, 0, []],
      [1, 1, 0, []],
    ])
  })

  it('waits for a transaction that is slow to commit, and then seals what it wrote', async () => {
    const slow = new pg.Client({ connectionString: database.ownerUrl })
    await slow.connect()
    await slow.query('begin')
    const late = eventOf(here, newId(new Date('2026-11-21T01:00:00Z')))
    await slow.query(
      'insert into audit_event (county, id, at, actor_name, action, subject_type, region) values ($1, $2, $3, $4, $5, $6, $7)',
      [late.county, late.id, late.at, late.actor_name, late.action, late.subject_type, late.region],
    )
    const quick = await happen(database, [here], [here])
    expect(await sealNewEvents({ database: database.database, clock }, 'sha256')).toBe(0)
    expect((await verified(database, [here]))[0]).toMatchObject({ blocks: 0, unsealed: 2, faultCount: 0 })
    await slow.query('commit')
    await slow.end()
    await sealAll(database)
    const [result] = await verified(database, [here])
    expect(result).toMatchObject({ events: 3, unsealed: 0, faultCount: 0 })
    const { rows } = await sql<{ id: string }>`select id from audit_event order by era, written_in, id`.execute(
      database.owner,
    )
    expect(rows.map(({ id }) => id)).toEqual([late.id, ...quick])
  })

  it('leaves out nothing while many write at once and several seal', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 15; round++)
        await database.as({ role: 'gatekeeper' }, async (tx) => {
          for (let event = 0; event <= (writer + round) % 4; event++)
            await tx
              .insertInto('audit_event')
              .values(eventOf(event % 2 === 0 ? here : there, newId(clock.now())))
              .execute()
          if ((writer + round) % 3 === 0) await sql`select pg_sleep(0.01)`.execute(tx)
        })
    })
    let writing = true
    const sealers = Array.from({ length: 2 }, async () => {
      while (writing) await sealNewEvents({ database: database.database, clock }, 'sha256')
    })
    await Promise.all(writers)
    writing = false
    await Promise.all(sealers)
    await sealAll(database)
    const results = await verified(database, [here, there])
    expect(results.flatMap(({ faults }) => faults)).toEqual([])
    const { total } = await database.owner
      .selectFrom('audit_event')
      .select((count) => count.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    expect(results.reduce((sum, { events }) => sum + events, 0)).toBe(Number(total))
  })

  it('goes on with SM3 where SHA-256 ended', async () => {
    await happen(database, [here])
    await sealAll(database, 'sha256')
    await happen(database, [here])
    await sealAll(database, 'sm3')
    expect((await verified(database, [here]))[0]).toMatchObject({ blocks: 2, events: 2, faultCount: 0 })
    await sql`update audit_event set purpose = '随便看看' where id = (select max(id::text)::uuid from audit_event)`.execute(
      database.owner,
    )
    expect((await faultsOf(database, here)).map(({ kind }) => kind)).toEqual(['event-changed'])
  })

  it('keeps the hashes of old events when the trail gains a column', async () => {
    await happen(database, [here])
    await sealAll(database)
    await sql`alter table audit_event add column on_behalf_of uuid`.execute(database.owner)
    expect(await faultsOf(database, here)).toEqual([])
    await sql`update audit_event set on_behalf_of = gen_random_uuid()`.execute(database.owner)
    expect((await faultsOf(database, here)).map(({ kind }) => kind)).toEqual(['event-changed'])
  })

  it('goes on after the database was moved to a cluster whose transaction numbers are lower', async () => {
    await happen(database, [here], [here])
    await sql`update audit_event set written_in = (written_in::text::bigint + 1000000000000)::text::xid8`.execute(
      database.owner,
    )
    expect(await sealNewEvents({ database: database.database, clock }, 'sha256')).toBe(0)
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    expect(await openEra(owner)).toBe(2)
    expect(await openEra(owner)).toBe(2)
    await owner.end()
    await happen(database, [here])
    await sealAll(database)
    expect((await verified(database, [here]))[0]).toMatchObject({ events: 3, unsealed: 0, faultCount: 0 })
  })
})

describe('verifying', () => {
  let ids: string[]
  beforeEach(async () => {
    ids = await happen(database, [here, here], [here, there])
    await sealAll(database)
    ids.push(...(await happen(database, [here])))
    await sealAll(database)
    ids.push(...(await happen(database, [there], [here])))
    await sealAll(database)
  })

  it('names the event that was changed, in whichever column', async () => {
    const changes = [
      `actor_name = '别人'`,
      `at = at - interval '1 microsecond'`,
      'elder_id = gen_random_uuid()',
      `detail = detail || '{"amount": 11}'`,
      `detail = detail - 'nothing'`,
      `region = '360702001000'`,
    ]
    for (const change of changes) {
      await sql`begin`.execute(database.owner)
      await sql.raw(`update audit_event set ${change} where id = '${ids[2]}'`).execute(database.owner)
      await sql`commit`.execute(database.owner)
      const faults = await faultsOf(database, here)
      expect(
        faults.map(({ kind, block, eventId }) => [kind, block, eventId]),
        change,
      ).toEqual([['event-changed', 1, ids[2]]])
      await sql`update audit_event e set (actor_name, at, elder_id, detail, region)
        = (select o.actor_name, o.at, null::uuid, o.detail, e.county || '000000' from audit_event o where o.id = ${ids[1]}) where id = ${ids[2]}`.execute(
        database.owner,
      )
      expect(await faultsOf(database, here), change).toEqual([])
    }
  })

  it('names the event that was removed', async () => {
    await sql`delete from audit_event where id = ${ids[4]}`.execute(database.owner)
    expect(await faultsOf(database, here)).toMatchObject([{ kind: 'event-removed', block: 2, eventId: ids[4] }])
    expect(await faultsOf(database, there)).toEqual([])
  })

  it('names the event that was put in afterwards', async () => {
    const forged = newId(clock.now())
    await sql`insert into audit_event (county, id, at, actor_name, action, subject_type, region, era, written_in)
      select county, ${forged}, at, '没来过的人', action, subject_type, region, era, written_in
      from audit_event where id = ${ids[0]}`.execute(database.owner)
    expect(await faultsOf(database, here)).toMatchObject([
      { kind: 'event-inserted', eventId: forged, actorName: '没来过的人' },
    ])
  })

  it('calls an event changed that was moved to another place, and finds one that went to another county', async () => {
    await sql`update audit_event set written_in = (select written_in from audit_event where id = ${ids[5]}) where id = ${ids[0]}`.execute(
      database.owner,
    )
    expect(await faultsOf(database, here)).toMatchObject([{ kind: 'event-changed', eventId: ids[0] }])
    await sql`update audit_event set county = ${there}, region = ${`${there}000000`} where id = ${ids[1]}`.execute(
      database.owner,
    )
    expect(await faultsOf(database, there)).toMatchObject([{ kind: 'event-inserted', eventId: ids[1] }])
    expect(await faultsOf(database, here)).toContainEqual(
      expect.objectContaining({ kind: 'event-removed', eventId: ids[1] }),
    )
  })

  it('finds a changed block, also one that was made to fit its changed events', async () => {
    await sql`update audit_block set sealed_at = sealed_at - interval '1 day' where county = ${here} and number = 2`.execute(
      database.owner,
    )
    expect(await faultsOf(database, here)).toMatchObject([{ kind: 'block-changed', block: 2 }])
  })

  it('finds a block taken out of the middle and blocks taken off the end', async () => {
    await sql`delete from audit_block where county = ${here} and number = 2`.execute(database.owner)
    expect(await faultsOf(database, here)).toMatchObject([{ kind: 'block-missing', block: 2 }])
    await sql`delete from audit_block where county = ${there} and number = 2`.execute(database.owner)
    expect(await faultsOf(database, there)).toMatchObject([{ kind: 'tail-missing', block: 1 }])
  })
})

describe('whoever works with the database', () => {
  it('makes no block in any of the application’s roles but the sealer’s, and changes none in that', async () => {
    await happen(database, [here])
    await sealAll(database)
    const scope = { regions: ['000000000000'] }
    for (const role of ['official', 'organisation', 'person', 'anonymous', 'gatekeeper'] as const) {
      await expect(
        database.as({ ...scope, role }, (tx) => sql`insert into audit_block select * from audit_block`.execute(tx)),
        role,
      ).rejects.toThrow('permission denied')
    }
    for (const statement of ['update audit_block set number = 7', 'delete from audit_block', 'delete from audit_event'])
      await expect(
        database.as({ role: 'sealer' }, (tx) => sql.raw(statement).execute(tx)),
        statement,
      ).rejects.toThrow('permission denied')
  })
})
