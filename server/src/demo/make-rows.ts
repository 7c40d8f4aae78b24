// A thread of its own: makes and seals the elders of some counties, and hands them over ready to be copied. Whatever the
// number of threads, each elder comes out the same.
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { makeElder, makeWorld, passElder } from '@yinian/core/demo/elder.ts'
import { makeIdentityNumbers } from '@yinian/core/demo/numbers.ts'
import { type Cast, type DemoOfficer, makeCast } from '@yinian/core/demo/organisations.ts'
import type { CountySeat, Village } from '@yinian/core/demo/places.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { blindIndex, type IndexKey } from '../crypto/seal.ts'
import type { DataKey } from '../crypto/vault.ts'
import { addAssessment, assessmentTables } from './assessment-rows.ts'
import type { CopyPiece } from './copy.ts'
import { addElder, registerTables } from './elder-rows.ts'

/** What a thread is given. */
export interface RowsWanted {
  readonly seed: number
  readonly today: Day
  readonly seats: readonly CountySeat[]
  /** All villages, in the order in which identity numbers are handed out. */
  readonly villages: readonly Village[]
  readonly cast: Cast
  /** The counties to make, with the key each is sealed with. */
  readonly counties: ReadonlyMap<string, DataKey>
  readonly indexKey: IndexKey
}

const batch = 1_000

function* rowsOf({ seed, today, seats, villages, cast, counties, indexKey }: RowsWanted): Generator<CopyPiece[]> {
  const numbers = makeIdentityNumbers()
  // Those who act in the region have taken their numbers before the elders.
  makeCast(seats, seed, today, numbers)
  const world = makeWorld(seed, today, villages, cast, numbers)
  const vault = { index: (kind: string, normalised: string) => blindIndex(indexKey, kind, normalised) }
  const register = registerTables()
  const assessments = assessmentTables()
  const targets = [...Object.values(register), ...Object.values(assessments)]
  const take = (): CopyPiece[] => targets.flatMap((target) => target.take() ?? [])
  let waiting = 0
  for (const village of villages) {
    const county = village.county.code
    const key = counties.get(county)
    const officer = officerOf(cast, county)
    for (let number = 0; number < village.elders; number++) {
      if (!key) {
        passElder(world, village, number)
        continue
      }
      const elder = makeElder(world, village, number)
      addElder(register, elder, officer, vault, key)
      for (const assessment of elder.assessments) addAssessment(assessments, elder, assessment, officer, key)
      if (++waiting < batch) continue
      waiting = 0
      yield take()
    }
  }
  yield take()
}

function officerOf(cast: Cast, county: string): DemoOfficer {
  const officer = cast.officers.get(county)
  if (!officer) throw new Error(`The demo region has no officer for county ${county}.`)
  return officer
}

/** One batch is made while the one before is being copied, and no more, so that memory does not grow. */
async function handOver(port: NonNullable<typeof parentPort>): Promise<void> {
  let ahead = 0
  for (const pieces of rowsOf(workerData as RowsWanted)) {
    port.postMessage(
      pieces,
      pieces.map(({ text }) => text.buffer),
    )
    if (++ahead <= 1) continue
    await once(port, 'message')
    ahead--
  }
  port.close()
}

if (parentPort) await handOver(parentPort)
