import { CompiledQuery, sql } from 'kysely'
import { from } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askLast, askPrepared, prepare, sendAlong, sendAlongPrepared } from './statements.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { askOnce, inTransaction, isGuardRefused } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const scope = { role: 'official', accountId: null, regions: ['360702000000'], organisationId: null } as const
const table = sql`create temporary table noted (word text not null) on commit drop`
const note = (word: string | null) => sql`insert into noted values (${word})`

describe('a statement that goes along', () => {
  it('is done before the next one, and by the commit at the latest', async () => {
    const seen = await database.as(scope, async (tx) => {
      await table.execute(tx)
      await sendAlong(tx, note('first'))
      await sendAlong(tx, note('second'))
      return sql<{ word: string }>`select word from noted`.execute(tx)
    })
    expect(seen.rows).toEqual([{ word: 'first' }, { word: 'second' }])
  })

  it('is done before a COPY too', async () => {
    const words = await database.as(scope, async (tx) => {
      await table.execute(tx)
      await sendAlong(tx, note('before'))
      const stream = from('copy noted from stdin')
      await tx.executeQuery(CompiledQuery.raw(stream as unknown as string))
      await new Promise((resolve, reject) => stream.on('error', reject).on('finish', resolve).end('copied\n'))
      await sendAlong(tx, note('after'))
      return (await sql<{ word: string }>`select word from noted`.execute(tx)).rows.map(({ word }) => word)
    })
    expect(words).toEqual(['before', 'copied', 'after'])
  })

  it('undoes everything when it fails, and says itself why, were it only at the commit', async () => {
    const fails = database.as(scope, async (tx) => {
      await table.execute(tx)
      await sendAlong(tx, note(null))
      await sql`select 1`.execute(tx)
    })
    await expect(fails).rejects.toMatchObject({ code: '23502' })
    const failsAtTheCommit = database.as(scope, async (tx) => {
      await table.execute(tx)
      await sendAlong(tx, note(null))
    })
    await expect(failsAtTheCommit).rejects.toMatchObject({ code: '23502' })
  })
})

describe('a prepared statement', () => {
  const seen = prepare(
    'test.scope',
    ({ region }: { region: string }) => sql<{ seen: boolean }>`select in_scope(${region}) as seen`,
  )
  const who = prepare('test.who', () => sql<{ who: string }>`select current_user as who`)
  const fails = prepare('test.fails', () => sql`select 1 / 0`)

  it('takes the values of each time it is asked, wherever they stand in it', async () => {
    const twice = prepare('test.twice', ({ one, other }: { one: number; other: string }) => {
      return sql<{ said: string }>`select ${other}::text || ${one}::int || ${other}::text || ${'!'}::text as said`
    })
    for (const [one, other] of [
      [1, 'a'],
      [2, 'b'],
    ] as const)
      expect(await database.as(scope, (tx) => askPrepared(tx, twice, { one, other }))).toEqual([
        { said: `${other}${one}${other}!` },
      ])
  })

  it('sees the scope of each transaction, whoever asked it before on the same connection', async () => {
    const inside = (region: string) =>
      database.as({ ...scope, regions: [region] }, (tx) => askPrepared(tx, seen, { region: '360702001001' }))
    for (let round = 0; round < 12; round++) {
      expect(await inside('360702000000')).toEqual([{ seen: true }])
      expect(await inside('360703000000')).toEqual([{ seen: false }])
    }
  })

  it('asked alone leaves no transaction open, whether it is answered or fails', async () => {
    const one = await askOnce(database.database, scope, who, {})
    expect(one).toEqual([{ who: 'official' }])
    await expect(askOnce(database.database, scope, fails, {})).rejects.toThrow('division by zero')
    const { rows } = await sql<{ who: string }>`select current_user as who`.execute(database.database)
    expect(rows).toEqual([{ who: 'yinian_app' }])
  })
})

describe('a prepared statement that was on its way when another one failed', () => {
  const fails = prepare('test.fails-first', ({ by }: { by: number }) => sql`select 1 / ${by}::int`)
  const after = prepare(
    'test.after',
    ({ word }: { word: string }) => sql<{ word: string }>`select ${word}::text as word`,
  )

  it('is asked again on the same connection, as is the one that failed', async () => {
    await database.database.connection().execute(async (tx) => {
      for (let round = 0; round < 2; round++) {
        await sql`begin`.execute(tx)
        await sendAlongPrepared(tx, fails, { by: 0 })
        await expect(askPrepared(tx, after, { word: 'never' })).rejects.toThrow('division by zero')
        await sql`rollback`.execute(tx)
        await sql`begin`.execute(tx)
        await sendAlongPrepared(tx, fails, { by: 1 })
        expect(await askPrepared(tx, after, { word: 'now' })).toEqual([{ word: 'now' }])
        await sql`commit`.execute(tx)
      }
    })
  })
})

describe('what is asked last', () => {
  const make = sql`create table if not exists kept (word text not null)`
  beforeAll(async () => {
    await make.execute(database.owner)
    await sql`grant select, insert on kept to official`.execute(database.owner)
  })
  const keep = (word: string | null) => sql`insert into kept values (${word})`
  const words = async () =>
    (await sql<{ word: string }>`select word from kept order by word`.execute(database.owner)).rows.map(
      ({ word }) => word,
    )
  const count = sql<{ words: number }>`select count(*)::int as words from kept`

  it('is durable with all before it once it is answered', async () => {
    await database.as(scope, async (tx) => {
      await sendAlong(tx, keep('a'))
      expect(await askLast(tx, count.compile(tx))).toEqual([{ words: 1 }])
      expect(await words()).toEqual(['a'])
    })
  })

  it('may be followed by another transaction with the same scope, which is undone by itself', async () => {
    const failing = database.as(scope, async (tx) => {
      await sendAlong(tx, keep('b'))
      await askLast(tx, count.compile(tx))
      const { rows } = await sql<{ who: string; seen: boolean }>`
        select current_user as who, in_scope('360702001001') as seen`.execute(tx)
      expect(rows).toEqual([{ who: 'official', seen: true }])
      await keep('c').execute(tx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await words()).toEqual(['a', 'b'])
  })

  it('keeps nothing where anything before it fails', async () => {
    const failing = database.as(scope, async (tx) => {
      await sendAlong(tx, keep('d'))
      await sendAlong(tx, keep(null))
      return askLast(tx, count.compile(tx))
    })
    await expect(failing).rejects.toMatchObject({ code: '23502' })
    expect(await words()).toEqual(['a', 'b'])
    expect(await database.as(scope, (tx) => askLast(tx, count.compile(tx)))).toEqual([{ words: 2 }])
  })

  it('is refused by a guard that does not hold, and so is whatever follows', async () => {
    const guard = (holds: boolean) => ({
      role: 'gatekeeper' as const,
      name: `test.guard-${holds}`,
      ask: () => CompiledQuery.raw(`select case when ${holds} then true else refuse_changed_session() end`),
    })
    const asking = (holds: boolean) =>
      inTransaction(
        database.database,
        scope,
        async (tx) => {
          await sendAlong(tx, keep('e'))
          return askLast(tx, count.compile(tx))
        },
        guard(holds),
      )
    await expect(asking(false)).rejects.toSatisfy(isGuardRefused)
    expect(await words()).toEqual(['a', 'b'])
    expect(await asking(true)).toEqual([{ words: 3 }])
    const silent = inTransaction(database.database, scope, async () => 'said without asking', guard(false))
    await expect(silent).rejects.toSatisfy(isGuardRefused)
  })
})
