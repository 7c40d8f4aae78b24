import { type Actor, lendersFor } from '@yinian/core/access/actor.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { countyOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import { prepare, sendAlong, sendAlongPrepared } from '../db/statements.ts'
import type { Work } from '../http/work.ts'
import { auditEvents } from '../metrics/counted.ts'

/** What can happen, as the audit trail names it. Each module adds its own actions at start. */
const actionNames = new Map<string, Text>()

export function declareActions(names: Readonly<Record<string, Text>>): void {
  for (const [action, name] of Object.entries(names)) actionNames.set(action, name)
}

export function nameOfAction(action: string): Text {
  return actionNames.get(action) ?? { zh: action, en: action }
}

export interface AuditedThing {
  /** Where it happened: the division responsible for the subject. */
  readonly region: RegionCode
  readonly subjectType: string
  readonly subjectId?: string | null
  readonly elderId?: string | null
  readonly purpose?: string | null
  /** What changed, without personal data in clear. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Records a change or a look, in the transaction it belongs to; it goes with what the transaction does next. */
export async function audit(work: Pick<Work, 'tx' | 'actor'>, action: string, thing: AuditedThing): Promise<void> {
  auditEvents.inc({ action })
  await sendAlongPrepared(work.tx, insertEvent, eventOf(work.actor, action, thing))
}

const insertEvent = prepare('access.audit', (event: ReturnType<typeof eventOf>) => {
  const columns = Object.keys(event).map((column) => sql.ref(column))
  return sql`insert into audit_event (${sql.join(columns)}) values (${sql.join(Object.values(event))})`
})

/**
 * The event of something whose division only the database knows, for whoever acts on nobody’s behalf; absent where that depends
 * on the division. The caller writes it with county and region beside it and counts it in `auditEvents`.
 */
export function eventBesidePlace(actor: Actor, action: string, thing: Omit<AuditedThing, 'region'>) {
  if (actor.grants.some(({ lender }) => lender !== undefined)) return undefined
  const { county: _county, region: _region, ...event } = eventOf(actor, action, { ...thing, region: nation })
  return event
}

/** The same for each of many things, in their order. */
export async function auditMany(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  action: string,
  things: readonly AuditedThing[],
): Promise<void> {
  if (things.length === 0) return
  auditEvents.inc({ action }, things.length)
  await sendAlong(tx, tx.insertInto('audit_event').values(things.map((thing) => eventOf(actor, action, thing))))
}

function eventOf(actor: Actor, action: string, thing: AuditedThing) {
  return {
    county: countyOf(thing.region),
    id: newId(actor.now),
    at: actor.now,
    actor_id: actor.accountId,
    actor_name: actor.name,
    action,
    subject_type: thing.subjectType,
    subject_id: thing.subjectId ?? null,
    elder_id: thing.elderId ?? null,
    region: thing.region,
    purpose: thing.purpose ?? null,
    detail: JSON.stringify({ ...thing.detail, ...onBehalfOf(actor, thing.region) }),
  }
}

/** Whose grant was made use of, where it was lent. What needs no permission is nobody else's. */
function onBehalfOf(actor: Actor, region: RegionCode): { onBehalfOf?: string[]; lenders?: string[] } {
  if (actor.using === 'signed-in' || actor.using === 'person' || actor.using === 'public') return {}
  const lenders = lendersFor(actor, actor.using, region)
  if (lenders.length === 0) return {}
  return { onBehalfOf: lenders.map(({ name }) => name), lenders: lenders.map(({ accountId }) => accountId) }
}
