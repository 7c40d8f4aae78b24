import { join } from 'node:path'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Ground } from '../http/ground.ts'
import { algorithmOf } from './algorithm.ts'
import { headsOf, publicKeyOf, publishHeads, readHeads } from './heads.ts'
import { sealNewEvents } from './seal.ts'
import { asSealer } from './sealer.ts'
import { countiesToVerify, headFaultsOf, insertCheck, momentsOfSealer, verifyChains } from './verifications.ts'

export const sealQueue = 'audit.seal'
export const publishQueue = 'audit.publish-heads'
export const verifyQueue = 'audit.verify'

export interface VerificationJob {
  readonly county: string
  readonly id: string
}

export async function sealAudit(ground: Ground): Promise<void> {
  await sealNewEvents(ground, algorithmOf(ground.config))
}

/** Seals what is new and writes the day's heads beside the data, from where they are carried elsewhere. */
export async function publishAuditHeads(ground: Ground): Promise<void> {
  await sealAudit(ground)
  const now = ground.clock.now()
  const chains = await asSealer(ground.database, headsOf)
  await publishHeads(
    headFolder(ground.config),
    { day: dayAt(now), madeAt: now, chains },
    ground.config.auditSigningKey ?? null,
  )
}

export function headFolder({ dataFolder }: Pick<Ground['config'], 'dataFolder'>): string {
  return join(dataFolder, 'audit-heads')
}

/** Recomputes the chains somebody asked for. Repeatable: begins afresh. */
export async function runVerification(ground: Ground, job: VerificationJob): Promise<void> {
  await sealAudit(ground)
  const asked = await asSealer(ground.database, (tx) =>
    tx
      .selectFrom('audit_verification')
      .select(['region', 'state'])
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .executeTakeFirst(),
  )
  if (!asked || asked.state === 'done') return
  try {
    await verifyAsked(ground, job, asked.region)
  } catch (error) {
    await update(ground, job, { state: 'failed', finished_at: ground.clock.now() })
    throw error
  }
}

async function verifyAsked(ground: Ground, job: VerificationJob, region: string): Promise<void> {
  const { auditSigningKey } = ground.config
  const kept = await readHeads(headFolder(ground.config), auditSigningKey ? publicKeyOf(auditSigningKey) : null)
  const headFaults = headFaultsOf(kept)
  const counties = await asSealer(ground.database, async (tx) => {
    await tx.deleteFrom('audit_check').where('verification_id', '=', job.id).execute()
    return countiesToVerify(tx, region, kept)
  })
  await update(ground, job, {
    state: 'running',
    chains: counties.length,
    events: await sealedEvents(ground, counties),
    chains_checked: 0,
    events_checked: 0,
    heads_checked: kept.files,
    fault_count: headFaults.length,
    faults: JSON.stringify(headFaults),
  })
  const progress = reporting(ground, job)
  let checked = 0
  let faults = headFaults.length
  for await (const result of verifyChains(momentsOfSealer(ground.database), counties, kept, progress.add)) {
    checked++
    faults += result.faultCount
    await asSealer(ground.database, (tx) => insertCheck(tx, job.id, result, ground.clock.now()))
    await progress.tell({ chains_checked: checked, fault_count: faults })
  }
  await progress.done()
  await update(ground, job, {
    state: 'done',
    chains_checked: checked,
    events_checked: progress.events(),
    fault_count: faults,
    finished_at: ground.clock.now(),
  })
}

type Columns = Partial<{
  state: string
  chains: number
  events: number
  chains_checked: number
  events_checked: number
  heads_checked: number
  fault_count: number
  faults: string
  finished_at: Date
}>

function update(ground: Ground, job: VerificationJob, columns: Columns): Promise<unknown> {
  return asSealer(ground.database, (tx) =>
    tx
      .updateTable('audit_verification')
      .set(columns)
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .execute(),
  )
}

async function sealedEvents(ground: Ground, counties: readonly string[]): Promise<number> {
  const { rows } = await asSealer(ground.database, (tx) =>
    sql<{ events: number }>`
      select coalesce(sum(count), 0)::bigint as events from audit_block where county = any(${counties}::text[])`.execute(
      tx,
    ),
  )
  return Number(rows[0]?.events ?? 0)
}

const tellEveryMs = 500

/** Writes how far a verification has come, at most twice a second, while a long chain is being read. */
function reporting(ground: Ground, job: VerificationJob) {
  let events = 0
  let toldAt = 0
  let writing: Promise<unknown> = Promise.resolve()
  return {
    add(count: number): void {
      events += count
      if (Date.now() - toldAt < tellEveryMs) return
      toldAt = Date.now()
      writing = writing.then(() => update(ground, job, { events_checked: events }))
    },
    async tell(columns: Columns): Promise<void> {
      if (Date.now() - toldAt < tellEveryMs) return
      toldAt = Date.now()
      await writing
      await update(ground, job, { ...columns, events_checked: events })
    },
    done: () => writing,
    events: () => events,
  }
}
