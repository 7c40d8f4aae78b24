import { type Actor, lendersFor } from '@yinian/core/access/actor.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { newId } from '../db/ids.ts'
import { sendAlong } from '../db/statements.ts'
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
  await sendAlong(work.tx, insertOf(work, action, [thing]), 'access.audit')
}

/** The same for each of many things, in their order. */
export async function auditMany(
  work: Pick<Work, 'tx' | 'actor'>,
  action: string,
  things: readonly AuditedThing[],
): Promise<void> {
  if (things.length > 0) await sendAlong(work.tx, insertOf(work, action, things))
}

function insertOf({ tx, actor }: Pick<Work, 'tx' | 'actor'>, action: string, things: readonly AuditedThing[]) {
  auditEvents.inc({ action }, things.length)
  return tx.insertInto('audit_event').values(
    things.map((thing) => ({
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
    })),
  )
}

/** Whose grant was made use of, where it was lent. What needs no permission is nobody else's. */
function onBehalfOf(actor: Actor, region: RegionCode): { onBehalfOf?: string[]; lenders?: string[] } {
  if (actor.using === 'signed-in' || actor.using === 'person' || actor.using === 'public') return {}
  const lenders = lendersFor(actor, actor.using, region)
  if (lenders.length === 0) return {}
  return { onBehalfOf: lenders.map(({ name }) => name), lenders: lenders.map(({ accountId }) => accountId) }
}
