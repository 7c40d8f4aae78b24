import { scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import {
  defaultSettings,
  type InsuranceRule,
  type InsuranceSettings,
  ruleFor,
  settingSources,
} from '@yinian/core/insurance/rule.ts'
import type {
  decideInsuranceRule,
  listInsuranceRules,
  proposeInsuranceRule,
  Rule,
} from '@yinian/core/insurance/rules-api.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { InsuranceRule as RuleTable } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

type Row = Selectable<RuleTable>
type Kept = InsuranceRule & { readonly id: string }

const toKept = (row: Row): Kept => ({
  id: row.id,
  area: row.area,
  version: row.version,
  running: row.running,
  validFrom: row.valid_from,
  document: row.document,
  settings: settingsFrom(row.settings),
})

/** The settings as they are kept; what was not settled then goes by the default. */
export function settingsFrom(kept: unknown): InsuranceSettings {
  return { ...defaultSettings, ...(kept as Partial<InsuranceSettings>) }
}

/** The rule a place goes by on a day, wherever above it was made; absent where there is none. */
export async function findRule(tx: Tx, place: RegionCode, day: Day): Promise<Kept | undefined> {
  const rows = await tx.selectFrom('insurance_rule').selectAll().where('state', '=', 'approved').execute()
  return ruleFor(rows.map(toKept), place, day)
}

/** Whether somebody holds a permission over the whole of an area. */
export function holdsOver({ actor }: Pick<Work, 'actor'>, permission: Permission, area: RegionCode): boolean {
  return scopeOf(actor, permission)?.regions.some((held) => isWithin(area, held)) ?? false
}

/** Rules of the areas a place lies in, and of those within it. */
export async function listRulesOf(
  work: Work,
  { region }: QueryOf<typeof listInsuranceRules>,
): Promise<ReplyOf<typeof listInsuranceRules>> {
  const rows = await work.tx
    .selectFrom('insurance_rule')
    .selectAll()
    .orderBy('area')
    .orderBy('version', 'desc')
    .execute()
  const own = region === undefined ? (scopeOf(work.actor, 'insurance:read')?.regions ?? []) : [region]
  const near = rows.filter(({ area }) => own.some((place) => isWithin(place, area) || isWithin(area, place)))
  return {
    rows: await describe(work, near, rows),
    sources: Object.fromEntries(Object.entries(settingSources).map(([key, text]) => [key, { ...text }])),
    defaults: copied(defaultSettings),
  }
}

const copied = (settings: InsuranceSettings): Rule['settings'] => ({
  ...settings,
  calendar: { daysOff: [...settings.calendar.daysOff], worked: [...settings.calendar.worked] },
})

async function describe({ tx, actor }: Work, rows: readonly Row[], all: readonly Row[]): Promise<Rule[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ area }) => area),
  )
  const approved = all.filter(({ state }) => state === 'approved').map(toKept)
  return rows.map((row) => ({
    id: row.id,
    area: row.area,
    areaPath: names(row.area).path,
    version: row.version,
    state: row.state as Rule['state'],
    inForce:
      ruleFor(
        approved.filter(({ area }) => area === row.area),
        row.area,
        actor.today,
      )?.id === row.id,
    running: row.running,
    document: row.document,
    validFrom: row.valid_from,
    settings: copied(settingsFrom(row.settings)),
    reason: row.reason,
    mine: row.proposed_by === actor.accountId,
    proposedBy: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
  }))
}

/** @throws areaNotYours, dayWrong */
export async function proposeRule(work: Work, body: BodyOf<typeof proposeInsuranceRule>): Promise<Rule> {
  const { tx, actor } = work
  if (!holdsOver(work, 'insurance:propose', body.area)) throw problems.areaNotYours({ at: '/area' })
  const days = [body.validFrom, ...body.settings.calendar.daysOff, ...body.settings.calendar.worked]
  if (!days.every(isDay)) throw problems.dayWrong({ at: '/validFrom' })
  const id = newId(actor.now)
  // One number after the other for an area, whoever proposes.
  await sql`select pg_advisory_xact_lock(235, ${Number(body.area.slice(0, 9))})`.execute(tx)
  const { last } = await tx
    .selectFrom('insurance_rule')
    .select((all) => all.fn.max('version').as('last'))
    .where('area', '=', body.area)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('insurance_rule')
    .values({
      id,
      area: body.area,
      version: (last ?? 0) + 1,
      state: 'proposed',
      running: body.running,
      document: body.document.trim(),
      valid_from: body.validFrom,
      settings: JSON.stringify(body.settings),
      reason: body.reason.trim(),
      proposed_by: actor.accountId,
      proposed_by_name: actor.name,
      proposed_at: actor.now,
    })
    .execute()
  await audit(work, 'insurance.rule-proposed', {
    region: body.area,
    subjectType: 'insurance-rule',
    subjectId: id,
    detail: { running: body.running, validFrom: body.validFrom, document: body.document.trim() },
  })
  return getRule(work, id)
}

/** @throws notFound, decidedAlready, ownProposal, reasonMissing */
export async function decideRule(work: Work, id: string, body: BodyOf<typeof decideInsuranceRule>): Promise<Rule> {
  const { tx, actor } = work
  const seen = await tx.selectFrom('insurance_rule').selectAll().where('id', '=', id).executeTakeFirst()
  if (!seen || !holdsOver(work, 'insurance:approve', seen.area)) throw notFound()
  const held = await tx
    .selectFrom('insurance_rule')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (held.state !== 'proposed') throw problems.decidedAlready()
  if (held.proposed_by === actor.accountId) throw problems.ownProposal()
  if (body.decision === 'refuse' && body.reason.trim().length < 2) throw problems.reasonMissing({ at: '/reason' })
  const approved = body.decision === 'approve'
  await tx
    .updateTable('insurance_rule')
    .set({
      state: approved ? 'approved' : 'refused',
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at: actor.now,
      decision_reason: body.reason.trim(),
    })
    .where('id', '=', id)
    .execute()
  await audit(work, approved ? 'insurance.rule-approved' : 'insurance.rule-refused', {
    region: held.area,
    subjectType: 'insurance-rule',
    subjectId: id,
    detail: { version: held.version, reason: body.reason.trim() },
  })
  return getRule(work, id)
}

async function getRule(work: Work, id: string): Promise<Rule> {
  const all = await work.tx.selectFrom('insurance_rule').selectAll().execute()
  const [rule] = await describe(
    work,
    all.filter((row) => row.id === id),
    all,
  )
  if (!rule) throw notFound()
  return rule
}
