import { on } from 'node:events'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { makeIdentityNumbers } from '@yinian/core/demo/numbers.ts'
import { makeCast } from '@yinian/core/demo/organisations.ts'
import { type ListedDivision, layOut, readCountySeats, type Village } from '@yinian/core/demo/places.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import pg from 'pg'
import { type FirstAccount, keep } from '../access/index.ts'
import type { DataKey, Vault } from '../crypto/vault.ts'
import type { Ground } from '../http/ground.ts'
import { copyCast, makeAssessmentAccounts } from './cast-rows.ts'
import { type CopyPiece, copyIn } from './copy.ts'
import type { RowsWanted } from './make-rows.ts'
import { withoutIndexes } from './without-indexes.ts'

export const demoRegion: RegionCode = '360700000000'
const seatsFile = join(import.meta.dirname, '../../../reference/demo/ganzhou-places.csv')
const lockNumber = 7_300_044

export const filledTables = [
  'elder',
  'identity_claim',
  'elder_circumstance',
  'related_person',
  'former_number',
  'assessment',
  'assessment_assessor',
  'assessment_signature',
  'assessment_step',
] as const

export interface DemoRegionWanted {
  readonly elders: number
  /** Everything generated lies before this day. */
  readonly today: Day
  readonly seed?: number
}

export interface LoadedDemoRegion {
  /** False when there were elders already, the demo region's or real ones. */
  readonly loaded: boolean
  readonly elders: number
  /** Rows written, in all tables. */
  readonly rows: number
}

/**
 * Makes Ganzhou look like a working city in a register that holds nobody yet: elders and what is kept about them,
 * assessment organisations, two years of assessments. The same seed and day give the same rows; only nonces, data keys,
 * blind indexes, ids of the accounts somebody can sign in with and of grants differ. Everything is one transaction with
 * the row in `demo_region`, so a crash half-way leaves nothing behind. Memory does not grow with the number of elders.
 * @param ownerUrl connection of the owner role; roles and divisions must be loaded
 */
export async function loadDemoRegion(
  ground: Pick<Ground, 'vault' | 'clock' | 'log' | 'config'>,
  ownerUrl: string,
  { elders, today, seed = 360_700 }: DemoRegionWanted,
): Promise<LoadedDemoRegion> {
  const none = { loaded: false, elders: 0, rows: 0 }
  if (elders === 0) return none
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query(`select pg_advisory_xact_lock(${lockNumber})`)
    if (await isInUse(owner)) {
      await owner.query('rollback')
      return none
    }
    const { rows, accounts } = await fill(owner, ground, { elders, today, seed })
    await owner.query('insert into demo_region (region, seed, elders, as_of, loaded_at) values ($1, $2, $3, $4, $5)', [
      demoRegion,
      seed,
      elders,
      today,
      ground.clock.now(),
    ])
    await owner.query('commit')
    keep(ground.config, accounts)
    return { loaded: true, elders, rows }
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await owner.end()
  }
}

/** A register with anybody in it is never touched. */
async function isInUse(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ used: boolean }>(
    'select exists (select from demo_region) or exists (select from elder) as used',
  )
  return rows[0]?.used ?? true
}

async function fill(
  owner: pg.Client,
  ground: Pick<Ground, 'vault' | 'clock' | 'log'>,
  { elders, today, seed }: Required<DemoRegionWanted>,
): Promise<{ rows: number; accounts: FirstAccount[] }> {
  const seats = readCountySeats(await readFile(seatsFile, 'utf8'))
  const villages = layOut(seats, await listDivisions(owner), elders, seed)
  const numbers = makeIdentityNumbers()
  const planned = makeCast(seats, seed, today, numbers)
  const { cast, accounts } = await makeAssessmentAccounts(owner, planned, ground.clock.now())
  await copyCast(owner, cast, ground.vault, today)
  const wanted = { seed, today, seats, villages, cast, indexKey: ground.vault.indexKey }
  let rows = 0
  await withoutIndexes(owner, filledTables, async () => {
    rows = await copyRows(owner, wanted, await shareOut(villages, ground.vault, threadsFor(elders)))
  })
  ground.log.info({ elders, rows }, 'demo region loaded')
  return { rows, accounts }
}

/** A thread takes half a second to start, which few elders are not worth. */
function threadsFor(elders: number): number {
  return elders < 5_000 ? 1 : Math.min(4, availableParallelism())
}

/** Counties and their keys for each thread, so that all have about as many elders to make. */
async function shareOut(villages: readonly Village[], vault: Vault, threads: number): Promise<Map<string, DataKey>[]> {
  const elders = new Map<string, number>()
  for (const { county, elders: more } of villages) elders.set(county.code, (elders.get(county.code) ?? 0) + more)
  const shares = Array.from({ length: threads }, () => ({ elders: 0, counties: new Map<string, DataKey>() }))
  for (const [county, count] of [...elders].sort((one, other) => other[1] - one[1])) {
    const least = shares.reduce((one, other) => (other.elders < one.elders ? other : one))
    least.elders += count
    least.counties.set(county, await vault.currentKey(county))
  }
  return shares.map(({ counties }) => counties)
}

/** Copies what the threads make, one piece after the other on the one connection of the transaction. */
async function copyRows(
  owner: pg.Client,
  wanted: Omit<RowsWanted, 'counties'>,
  shares: readonly RowsWanted['counties'][],
): Promise<number> {
  const file = new URL('./make-rows.ts', import.meta.url)
  const threads = shares.map(
    (counties) => new Worker(file, { workerData: { ...wanted, counties } satisfies RowsWanted }),
  )
  let rows = 0
  let turn = Promise.resolve()
  const copyAll = async (pieces: readonly CopyPiece[]): Promise<void> => {
    for (const piece of pieces) {
      await copyIn(owner, piece)
      rows += piece.rows
    }
  }
  try {
    await Promise.all(
      threads.map(async (thread) => {
        for await (const [pieces] of on(thread, 'message', { close: ['exit'] })) {
          turn = turn.then(() => copyAll(pieces as CopyPiece[]))
          await turn
          thread.postMessage('more')
        }
      }),
    )
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
  return rows
}

async function listDivisions(owner: pg.Client): Promise<ListedDivision[]> {
  const { from, to } = rangeOf(demoRegion)
  const { rows } = await owner.query<ListedDivision>(
    'select code, name, level, parent from region where code between $1 and $2 and valid_to is null order by code',
    [from, to],
  )
  if (rows.length === 0) throw new Error('The divisions of the demo region are not loaded.')
  return rows
}
