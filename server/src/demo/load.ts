import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeElder, makeWorld } from '@yinian/core/demo/elder.ts'
import { makeIdentityNumbers } from '@yinian/core/demo/numbers.ts'
import { type Cast, type DemoOfficer, makeCast } from '@yinian/core/demo/organisations.ts'
import { type ListedDivision, layOut, readCountySeats } from '@yinian/core/demo/places.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import pg from 'pg'
import { type FirstAccount, keep } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import { addAssessment, assessmentTables } from './assessment-rows.ts'
import { copyCast, makeAssessmentAccounts } from './cast-rows.ts'
import { addElder, registerTables } from './elder-rows.ts'
import { withoutIndexes } from './without-indexes.ts'

export const demoRegion: RegionCode = '360700000000'
const seatsFile = join(import.meta.dirname, '../../../reference/demo/ganzhou-places.csv')
const lockNumber = 7_300_044
const batch = 1_000

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
  const world = makeWorld(seed, today, villages, cast, numbers)
  const register = registerTables()
  const assessments = assessmentTables()
  const targets = [...Object.values(register), ...Object.values(assessments)]
  await withoutIndexes(owner, filledTables, async () => {
    let waiting = 0
    for (const village of villages) {
      const county = village.county.code
      const key = await ground.vault.currentKey(county)
      const officer = officerOf(cast, county)
      for (let number = 0; number < village.elders; number++) {
        const elder = makeElder(world, village, number)
        addElder(register, elder, officer, ground.vault, key)
        for (const assessment of elder.assessments) addAssessment(assessments, elder, assessment, officer, key)
        if (++waiting < batch) continue
        waiting = 0
        for (const target of targets) await target.flush(owner)
      }
    }
    for (const target of targets) await target.flush(owner)
  })
  const rows = targets.reduce((sum, target) => sum + target.copied(), 0)
  ground.log.info({ elders, rows }, 'demo region loaded')
  return { rows, accounts }
}

function officerOf(cast: Cast, county: string): DemoOfficer {
  const officer = cast.officers.get(county)
  if (!officer) throw new Error(`The demo region has no officer for county ${county}.`)
  return officer
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
