import { Problem } from '@yinian/core/http/problem.ts'
import type { TransferPurpose } from '@yinian/core/ledger/transfer.ts'
import { purposes } from '@yinian/core/ledger/transfer.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import type { AccountName } from './accounts.ts'
import { type Posting, postTransfers } from './post.ts'
import { listAccountsFor, listTransfersOf } from './queries.ts'

const county = '360702'
const accountId = newId()
const now = new Date('2026-11-21T02:00:00Z')
const actor = { accountId, name: '曾丽萍', grants: [], now, today: dayAt(now) }
const scope = { accountId, regions: ['360702000000'] }
const elders = Array.from({ length: 4 }, () => newId())
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const post = (postings: readonly Posting[], fails = false) =>
  database.as(scope, async (tx) => {
    const posted = await postTransfers({ tx, actor }, county, postings)
    if (fails) throw new Error('the process died')
    return posted
  })
const name = (kind: string) => ({ zh: kind, en: kind })

describe('the ledger', () => {
  it('sums to zero, whatever is posted, repeated or lost on the way', async () => {
    const accountOf = (kind: AccountName['kind'], elder: number): AccountName =>
      kind === 'recipient'
        ? { kind, elderId: elders[elder] ?? '', holder: '王大爷' }
        : kind === 'treasury'
          ? { kind }
          : { kind, programme: 'old-age-allowance' }
    const cause = fc.record({
      cause: fc.nat(60),
      purpose: fc.constantFrom(...(Object.keys(purposes) as TransferPurpose[])),
      elder: fc.nat(3),
      fen: fc.integer({ min: 1, max: 1_000_000 }),
    })
    const postingOf = (
      one: { cause: number; purpose: TransferPurpose; elder: number; fen: number },
      world: string,
    ) => ({
      key: `${world}:${one.cause}`,
      purpose: one.purpose,
      from: accountOf(purposes[one.purpose].from, one.elder),
      to: accountOf(purposes[one.purpose].to, one.elder),
      fen: one.fen,
    })
    const attempts = fc.array(fc.record({ causes: fc.array(cause, { maxLength: 8 }), dies: fc.boolean() }), {
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(attempts, async (tried) => {
        const world = newId()
        const expected = new Map<string, Posting>()
        for (const { causes, dies } of tried) {
          const postings = causes.map((one) => expected.get(`${world}:${one.cause}`) ?? postingOf(one, world))
          const unique = [...new Map(postings.map((posting) => [posting.key, posting])).values()]
          if (dies) await expect(post(unique, true)).rejects.toThrow('died')
          else {
            await post(unique)
            await post([...unique, ...unique])
            for (const posting of unique) expected.set(posting.key, posting)
          }
        }
        const { rows } = await sql<{ count: number; fen: number }>`
          select count(*) as count, coalesce(sum(fen), 0)::bigint as fen from ledger_transfer
          where key like ${`${world}%`}`.execute(database.owner)
        const fen = [...expected.values()].reduce((sum, posting) => sum + posting.fen, 0)
        expect(rows).toEqual([{ count: expected.size, fen }])
        const accounts = await database.as(scope, (tx) => listAccountsFor(tx, { limit: 200 }, name))
        expect(accounts.rows.reduce((sum, account) => sum + account.balance, 0)).toBe(0)
      }),
      { numRuns: 25 },
    )
  })

  it('refuses a key that stands for another amount, also when two post at once', async () => {
    const posting: Posting = {
      key: 'one-cause',
      purpose: 'commit',
      from: { kind: 'treasury' },
      to: { kind: 'payable', programme: 'old-age-allowance' },
      fen: 5000,
    }
    expect(await Promise.all([post([posting]), post([posting])])).toContain(1)
    expect(await post([posting])).toBe(0)
    await expect(post([{ ...posting, fen: 5001 }])).rejects.toBeInstanceOf(Problem)
  })

  it('shows every transfer of an account with the balance it left, newest first', async () => {
    const programme = 'running-balance'
    const move = (key: string, purpose: 'commit' | 'release', fen: number): Posting => {
      const [treasury, payable]: AccountName[] = [{ kind: 'treasury' }, { kind: 'payable', programme }]
      const [from, to] = purpose === 'commit' ? [treasury, payable] : [payable, treasury]
      return { key, purpose, from: from as AccountName, to: to as AccountName, fen }
    }
    for (const [at, [purpose, fen]] of (
      [
        ['commit', 300],
        ['release', 100],
        ['commit', 50],
      ] as const
    ).entries()) {
      const later = { ...actor, now: new Date(now.getTime() + at * 1000) }
      await database.as(scope, (tx) =>
        postTransfers({ tx, actor: later }, county, [move(`running-${at}`, purpose, fen)]),
      )
    }
    const accounts = await database.as(scope, (tx) => listAccountsFor(tx, { programme }, name))
    const id = accounts.rows[0]?.id ?? ''
    expect(accounts.rows).toMatchObject([{ kind: 'payable', balance: 250 }])
    const first = await database.as(scope, (tx) => listTransfersOf(tx, { county, id }, { limit: 2 }, name))
    expect(first.rows.map((row) => [row.purpose, row.fen, row.balance])).toEqual([
      ['commit', 50, 250],
      ['release', 100, 200],
    ])
    const rest = await database.as(scope, (tx) =>
      listTransfersOf(tx, { county, id }, { limit: 2, after: first.next ?? '' }, name),
    )
    expect(rest.rows.map((row) => row.balance)).toEqual([300])
  })

  it('is closed to another county', async () => {
    const elsewhere = { accountId, regions: ['360703000000'] }
    expect((await database.as(elsewhere, (tx) => listAccountsFor(tx, {}, name))).rows).toEqual([])
    await expect(
      database.as(elsewhere, (tx) =>
        postTransfers({ tx, actor }, county, [
          {
            key: 'not-ours',
            purpose: 'commit',
            from: { kind: 'treasury' },
            to: { kind: 'payable', programme: 'x' },
            fen: 1,
          },
        ]),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  it('is never rewritten', async () => {
    await expect(database.as(scope, (tx) => sql`update ledger_transfer set fen = 1`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
    await expect(database.as(scope, (tx) => sql`delete from ledger_transfer`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
})
