import { type Actor, type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import type { Became } from '@yinian/core/division-changes/carried-rules.ts'
import { countiesOf, onlySuccessors, successorsOf } from '@yinian/core/division-changes/difference.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type CountyCode, isWithin, nation, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit, carryClassRules, carryGrants, endLeftClassRules, getActor } from '../access/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { carryKeptPlaceRules } from '../kept-places/index.ts'
import { carryClasses, carryGrids } from '../localities/index.ts'
import { type Carrying, carryElders, carryFormerResidences } from '../people/index.ts'
import { tellAfterChange } from '../regions/index.ts'
import { carryCodes, carryCodesAnywhere, carryDependents } from './carry-rows.ts'
import { arrowsOf, type ChangeRecord, type LineRecord, readLines, type Splits, subjectOf } from './change-record.ts'
import type { ApplyJob } from './decide.ts'
import { keepTransfers, requestTransfers } from './transfers.ts'

/** So many files are one transaction: few enough to show progress and to hold nobody up. */
const batchSize = 500

/** What the whole of a change works with, put together once per job. */
export interface Applying {
  readonly ground: Ground
  readonly change: ChangeRecord
  readonly lines: readonly LineRecord[]
  readonly successors: ReadonlyMap<RegionCode, readonly RegionCode[]>
  readonly counties: readonly CountyCode[]
  readonly carrying: Carrying
  readonly actor: Actor
  readonly scope: Scope
}

/**
 * Carries out an approved change: the list of divisions and the grants at once, then the records county by county, each
 * in steps that find nothing when they are done again. A process that dies loses the step it was in and nothing else.
 */
export async function applyDivisionChange(ground: Ground, job: ApplyJob): Promise<void> {
  try {
    const applying = await prepare(ground, job)
    if (applying === undefined) return
    await asApprover(applying, (work) => enact(work, applying))
    for (const county of applying.counties) await carryCounty(applying, county)
    await carryElsewhere(applying)
    while (await asApprover(applying, (work) => requestTransfers(work, applying.change)));
    await asApprover(applying, (work) => finish(work, applying))
  } catch (error) {
    ground.log.error({ err: error, divisionChange: job.id }, 'division change interrupted')
    await recordFault(ground, job, error instanceof Problem ? error.toReply().message : interrupted)
  }
}

const interrupted: Text = {
  zh: '办理中断，已完成的部分有效；可以继续办理，原因见运行日志',
  en: 'It was interrupted; what is done counts. Go on with it; the reason is in the log',
}

const countyScope = (county: CountyCode): Scope => ({
  role: 'official',
  accountId: null,
  regions: [regionCode(county)],
  organisationId: null,
})

async function prepare(ground: Ground, { county, id }: ApplyJob): Promise<Applying | undefined> {
  const kept = await inTransaction(ground.database, countyScope(county), async (tx) => {
    const change = await tx
      .selectFrom('division_change')
      .selectAll()
      .where('county', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    return change && { change, lines: await readLines(tx, change) }
  })
  if (kept?.change.state !== 'applying' || kept.change.approved_by === null) return undefined
  const { change, lines } = kept
  const actor = await getActor(ground.database, change.approved_by ?? '', ground.clock.now())
  const scope = scopeOf(actor, 'regions:change')
  if (!scope?.regions.some((region) => isWithin(change.region, region))) throw notAllowed()
  const arrows = arrowsOf(lines)
  const successors = successorsOf(arrows)
  return {
    ground,
    change,
    lines,
    successors,
    counties: countiesOf(arrows),
    carrying: {
      changeId: id,
      day: change.day,
      residence: onlySuccessors(successors, 'county'),
      registration: onlySuccessors(successors, 'anywhere'),
      grids: gridsOf(change.splits as unknown as Splits),
    },
    actor,
    scope,
  }
}

function gridsOf(splits: Splits): Map<string, RegionCode> {
  return new Map(Object.values(splits).flatMap(({ by, grids }) => (by === 'grid' ? Object.entries(grids) : [])))
}

function asApprover<T>({ ground, actor, scope }: Applying, run: (work: Work) => Promise<T>): Promise<T> {
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
}

/** The list of divisions, the grants and the classes change in one moment, so that nobody is without a place between them. */
async function enact(work: Work, { ground, change, lines, successors, counties }: Applying): Promise<void> {
  const { tx } = work
  const { rows } = await sql<{ fresh: boolean }>`
    select enact_division_change(${change.county}, ${change.id}, ${ground.clock.now()}) as fresh`.execute(tx)
  if (rows[0]?.fresh !== true) return
  await carryGrants(work, successors)
  const became = becameOf(lines)
  await carryClassRules(work, became)
  await carryKeptPlaceRules(work, became)
  await carryClasses(work, became, change.day)
  for (const county of counties)
    await tx
      .insertInto('division_change_county')
      .values({ county, change_id: change.id, change_county: change.county, region: regionCode(county) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await audit(work, 'division-changes.enacted', { ...subjectOf(change), detail: { rows: lines.length } })
}

/** What came of each division that has a successor, of itself too where it goes on. */
function becameOf(lines: readonly LineRecord[]): Became[] {
  return lines.flatMap(({ from_code: from, to_code: to }) => (from === null || to === null ? [] : [{ from, to }]))
}

async function carryCounty(applying: Applying, county: CountyCode): Promise<void> {
  while (await carryBatch(applying, county));
  await asApprover(applying, async (work) => {
    const { tx, actor } = work
    const { change, carrying, lines, successors } = applying
    const progress = await lockProgress(work, applying, county)
    if (progress === undefined) return
    await carryFormerResidences(work, county, carrying)
    await carryGrids(tx, county, { codes: carrying.residence, grids: carrying.grids })
    const rows = await carryCodes(tx, change, county)
    const transfers = await keepTransfers(work, applying, county)
    const ended = [...successors].flatMap(([from, all]) => (all.length > 1 && !all.includes(from) ? [from] : []))
    const left = await sql<{ count: number }>`
      select count(*)::int as count from elder where county = ${county} and region = any(${ended}::text[])`.execute(tx)
    const done = await tx
      .updateTable('division_change_county')
      .set((change_) => ({
        rows: change_('rows', '+', rows),
        transfers,
        left_behind: left.rows[0]?.count ?? 0,
        finished_at: actor.now,
      }))
      .where('county', '=', county)
      .where('change_id', '=', change.id)
      .returning(['elders', 'rows', 'transfers', 'left_behind'])
      .executeTakeFirstOrThrow()
    await sql`update division_change set done = least(total, done + 1) where county = ${change.county} and id = ${change.id}`.execute(
      tx,
    )
    await audit(work, 'division-changes.carried', {
      ...subjectOf(change),
      region: regionCode(county),
      detail: { people: done.elders, rows: done.rows, lines: lines.length },
    })
  })
}

/** The next files of a county; false when none are left. */
function carryBatch(applying: Applying, county: CountyCode): Promise<boolean> {
  return asApprover(applying, async (work) => {
    const { tx } = work
    const progress = await lockProgress(work, applying, county)
    if (progress === undefined) return false
    const carried = await carryElders(work, county, applying.carrying, batchSize)
    if (carried.touched === 0) return false
    const rows = await carryDependents(tx, applying.change, county, 'elder', carried.moved)
    await tx
      .updateTable('division_change_county')
      .set((change) => ({ elders: change('elders', '+', carried.touched), rows: change('rows', '+', rows) }))
      .where('county', '=', county)
      .where('change_id', '=', applying.change.id)
      .execute()
    return carried.touched === batchSize
  })
}

/** Holds a county's progress, so that two processes do not carry it at once; absent when it is finished. */
function lockProgress({ tx }: Work, { change }: Applying, county: CountyCode) {
  return tx
    .selectFrom('division_change_county')
    .select('elders')
    .where('county', '=', county)
    .where('change_id', '=', change.id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Elders of other counties who are registered here, accounts and territories name the new codes too. They lie beyond the
 * approver's area and only their code changes, so the platform does it in the approver's name.
 */
async function carryElsewhere({ ground, actor, change, carrying, counties }: Applying): Promise<void> {
  const everywhere: Scope = { role: 'official', accountId: actor.accountId, regions: [nation], organisationId: null }
  const run = <T>(step: (work: Work) => Promise<T>): Promise<T> =>
    inTransaction(ground.database, everywhere, (tx) => step({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
  const others = await run(async ({ tx }) => {
    const { rows } = await sql<{ county: string }>`
      select distinct county from elder where registered_region = any(${[...carrying.registration.keys()]}::text[])
         and not county = any(${[...counties]}::text[]) order by county`.execute(tx)
    return rows.map(({ county }) => county)
  })
  const registered: Carrying = { ...carrying, residence: new Map(), grids: new Map() }
  for (const county of others) {
    while (await run(async (work) => (await carryElders(work, county, registered, batchSize)).touched === batchSize));
    await run((work) => carryFormerResidences(work, county, registered))
  }
  await run(async ({ tx }) => {
    const open = await tx
      .selectFrom('division_change')
      .select('id')
      .where('county', '=', change.county)
      .where('id', '=', change.id)
      .where('state', '=', 'applying')
      .forUpdate()
      .executeTakeFirst()
    if (open !== undefined) await carryCodesAnywhere(tx, change)
  })
}

async function finish(work: Work, { change, lines }: Applying): Promise<void> {
  const { tx, actor } = work
  const finished = await tx
    .updateTable('division_change')
    .set({ state: 'applied', finished_at: actor.now, fault: null, version: change.version + 1 })
    .where('county', '=', change.county)
    .where('id', '=', change.id)
    .where('state', '=', 'applying')
    .executeTakeFirst()
  if (finished.numUpdatedRows === 0n) return
  await endLeftClassRules(work, becameOf(lines))
  await tellAfterChange(work, { region: change.region, day: change.day })
  await audit(work, 'division-changes.applied', { ...subjectOf(change), detail: { from: change.day } })
}

async function recordFault(ground: Ground, { county, id }: ApplyJob, fault: Text): Promise<void> {
  await inTransaction(ground.database, countyScope(county), (tx) =>
    tx
      .updateTable('division_change')
      .set({ fault: JSON.stringify(fault) })
      .where('county', '=', county)
      .where('id', '=', id)
      .where('state', '=', 'applying')
      .execute(),
  )
}
