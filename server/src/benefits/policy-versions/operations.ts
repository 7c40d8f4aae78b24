import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { isInForce } from '@yinian/core/benefits/decide.ts'
import { isLayer, type PolicyDocument } from '@yinian/core/benefits/layers.ts'
import { hasUnsetAmount } from '@yinian/core/benefits/policy.ts'
import type * as api from '@yinian/core/benefits/policy-api.ts'
import { type PolicyEvent, type PolicyState, policyProcedure } from '@yinian/core/benefits/policy-procedure.ts'
import * as problems from '@yinian/core/benefits/problems.ts'
import { next } from '@yinian/core/cases/procedure.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { isWithin, prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Month, monthOf } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { type KeptVersion, makePolicies, type Policies } from '../policies.ts'
import { type PolicyShelf, readKept, relationsProgramme } from '../policy-shelf.ts'
import { checkDocument, hasExamples, isRelations, type WrittenDocument } from './check.ts'
import type { VersionRow } from './queries.ts'

/** One publication at a time. */
const publishingLock = 7_300_061
const draftingLock = 7_300_062

/** What every document says of itself, whatever else is still to be written. */
interface Placed {
  readonly programme: string
  readonly validFrom: string
  readonly validTo: string | null
}

/** @throws notFound for an area beyond what the actor drafts for; policyMisplaced */
export async function draftPolicyVersion(work: Work, input: BodyOf<typeof api.draftPolicy>): Promise<string> {
  const { tx, actor } = work
  const { area, document, reason } = input
  if (!covers(actor, 'policies:draft', area)) throw notFound({ at: '/area' })
  const { programme, validFrom, validTo } = requirePlaced(document, area)
  const id = newId(actor.now)
  // whoever drafts at the same moment waits for the number to be taken
  await sql`select pg_advisory_xact_lock(${draftingLock}, hashtext(${`${area} ${programme}`}))`.execute(tx)
  await tx
    .insertInto('policy_version')
    .values((row) => ({
      id,
      area,
      programme,
      version: row
        .selectFrom('policy_version')
        .select(sql<number>`coalesce(max(version), 0) + 1`.as('version'))
        .where('area', '=', area)
        .where('programme', '=', programme),
      state: 'draft',
      document: JSON.stringify(document),
      valid_from: validFrom,
      valid_to: validTo,
      reason,
      drafted_by: [actor.accountId],
      drafted_by_name: actor.name,
      drafted_at: actor.now,
    }))
    .execute()
  await record(work, { id, area, programme }, 'draft', 'draft', reason)
  return id
}

/** @throws notFound, staleVersion, eventRefused, policyMisplaced */
export async function changePolicyVersion(
  work: Work,
  id: string,
  { revision, document, reason }: BodyOf<typeof api.changePolicyDraft>,
): Promise<void> {
  const row = await lock(work, id, 'policies:draft', revision)
  const state = next(policyProcedure, row.state as PolicyState, 'change')
  const { programme, validFrom, validTo } = requirePlaced(document, row.area)
  if (programme !== row.programme) throw problems.policyMisplaced({ at: '/document/programme' })
  await work.tx
    .updateTable('policy_version')
    .set({
      document: JSON.stringify(document),
      valid_from: validFrom,
      valid_to: validTo,
      reason,
      ...byNow(work.actor, row),
      revision: revision + 1,
    })
    .where('id', '=', id)
    .execute()
  await record(work, row, 'change', state, reason)
}

/** @throws notFound, staleVersion, eventRefused, policyHasFaults, policyWithoutExamples */
export async function advanceDraft(
  work: Work,
  shelf: PolicyShelf,
  id: string,
  { revision, event, reason }: BodyOf<typeof api.advancePolicyDraft>,
): Promise<void> {
  const row = await lock(work, id, 'policies:draft', revision)
  const state = next(policyProcedure, row.state as PolicyState, event)
  if (event === 'propose') requireWhole(await shelf.at(work.tx), row)
  await work.tx
    .updateTable('policy_version')
    .set({ state, ...byNow(work.actor, row), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
  await record(work, row, event, state, reason ?? null)
}

/**
 * Publishes a version, or gives it back. It is read once more as things are now, and whatever builds upon it below is tried
 * upon it before it counts.
 * @throws notFound, staleVersion, eventRefused, ownPolicy, policyHasFaults, policyWithoutExamples, policyBegun, policyBreaksLayer
 */
export async function decideOnPolicy(
  work: Work,
  shelf: PolicyShelf,
  id: string,
  { revision, event, reason }: BodyOf<typeof api.decidePolicy>,
): Promise<void> {
  const { tx, actor } = work
  const row = await lock(work, id, 'policies:publish', revision)
  const state = next(policyProcedure, row.state as PolicyState, event)
  if (event === 'publish') {
    if (row.drafted_by.includes(actor.accountId)) throw problems.ownPolicy()
    // each is tried upon all that were published before it
    await sql`select pg_advisory_xact_lock(${publishingLock})`.execute(tx)
    if (row.valid_from < monthOf(actor.today)) throw problems.policyBegun({ values: { month: row.valid_from } })
    requireWhole(await shelf.at(tx), row)
    await requireLayersHold(work, row)
  }
  const decided = { decided_by: actor.accountId, decided_by_name: actor.name, decided_at: actor.now }
  await tx
    .updateTable('policy_version')
    .set({ state, revision: revision + 1, ...(event === 'publish' ? decided : {}) })
    .where('id', '=', id)
    .execute()
  await record(work, row, event, state, reason ?? null)
}

function requireWhole(policies: Policies, row: VersionRow): void {
  const document = row.document as unknown as WrittenDocument
  const { faults, effective } = checkDocument(policies, row.area, document)
  const [first] = faults
  if (first) {
    throw problems.policyHasFaults({
      at: `/document${first.path}`,
      values: { count: faults.length, first: first.message },
      faults: faults.map(({ path, message }) => ({ at: `/document${path}`, message })),
    })
  }
  if (isRelations(document) || effective === null) return
  if (!hasExamples(effective, hasUnsetAmount(effective)))
    throw problems.policyWithoutExamples({ at: '/document/examples' })
}

/**
 * Every layer that builds upon this version, itself included, has to hold in each month in which something begins or ends:
 * where the level above ended, nothing would be left to build upon.
 */
async function requireLayersHold({ tx }: Work, row: VersionRow): Promise<void> {
  if (row.programme === relationsProgramme) return
  const { versions } = await readKept(tx)
  const document = row.document as unknown as PolicyDocument
  const own = { id: row.id, area: row.area, version: row.version, document }
  const all = [...versions.filter((one) => one.document.programme === row.programme), own]
  const after = makePolicies(all)
  const below = all
    .filter((one) => isLayer(one.document) && isWithin(one.area, row.area))
    .toSorted((one, other) => prefixOf(one.area).length - prefixOf(other.area).length)
  const turns = all.flatMap(({ document: { validFrom, validTo } }) =>
    validTo === null ? [validFrom] : [validFrom, validTo],
  )
  for (const month of new Set(turns.filter((turn) => turn >= row.valid_from))) {
    for (const one of below) {
      if (latestIn(all, one.area, month)?.id !== one.id) continue
      const written = { ...one.document, validFrom: month } as unknown as WrittenDocument
      const [fault] = checkDocument(after, one.area, written).faults
      if (!fault) continue
      const names = await nameRegions(tx, [one.area])
      throw problems.policyBreaksLayer({ values: { area: names(one.area).path, message: fault.message } })
    }
  }
}

function latestIn(all: readonly KeptVersion<PolicyDocument>[], area: RegionCode, month: Month) {
  return all
    .filter((one) => one.area === area && isInForce(one.document, month))
    .toSorted((one, other) => other.version - one.version)[0]
}

function requirePlaced(document: WrittenDocument, area: RegionCode): Placed {
  const isMonth = (value: unknown): value is string =>
    typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)
  const { programme, validFrom, validTo = null, region } = document
  const named = isRelations(document) ? relationsProgramme : programme
  if (typeof named !== 'string' || !/^[a-z][a-z0-9-]{1,59}$/.test(named))
    throw problems.policyMisplaced({ at: '/document/programme' })
  if (region !== area) throw problems.policyMisplaced({ at: '/document/region' })
  if (!isMonth(validFrom)) throw problems.policyMisplaced({ at: '/document/validFrom' })
  if (validTo !== null && !(isMonth(validTo) && validTo > validFrom))
    throw problems.policyMisplaced({ at: '/document/validTo' })
  return { programme: named, validFrom, validTo }
}

async function lock(
  { tx, actor }: Work,
  id: string,
  permission: 'policies:draft' | 'policies:publish',
  revision: number,
): Promise<VersionRow> {
  const found = await tx.selectFrom('policy_version').select('area').where('id', '=', id).executeTakeFirst()
  if (!found || !covers(actor, permission, found.area)) throw notFound()
  const row = await tx.selectFrom('policy_version').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  // a published version can be read by everybody and changed by nobody, so that it cannot be locked either
  if (!row) throw staleVersion()
  if (row.revision !== revision) throw staleVersion()
  return row
}

function covers(actor: Actor, permission: 'policies:draft' | 'policies:publish', area: RegionCode): boolean {
  return scopeOf(actor, permission)?.regions.some((region) => isWithin(area, region)) ?? false
}

function byNow({ accountId }: Actor, { drafted_by }: VersionRow): { drafted_by: string[] } {
  return { drafted_by: [...new Set([...drafted_by, accountId])] }
}

const actions: Readonly<Record<PolicyEvent | 'draft', string>> = {
  draft: 'benefits.policy-drafted',
  change: 'benefits.policy-changed',
  propose: 'benefits.policy-proposed',
  return: 'benefits.policy-returned',
  publish: 'benefits.policy-published',
  withdraw: 'benefits.policy-withdrawn',
}

async function record(
  work: Work,
  { id, area, programme }: Pick<VersionRow, 'id' | 'area' | 'programme'>,
  event: PolicyEvent | 'draft',
  state: PolicyState,
  reason: string | null,
): Promise<void> {
  const { tx, actor } = work
  await tx
    .insertInto('policy_step')
    .values({
      id: newId(actor.now),
      policy_id: id,
      area,
      event,
      state,
      reason,
      at: actor.now,
      account_id: actor.accountId,
      account_name: actor.name,
    })
    .execute()
  await audit(work, actions[event], {
    region: area,
    subjectType: 'policy',
    subjectId: id,
    detail: { programme, ...(reason === null ? {} : { reason }) },
  })
}
