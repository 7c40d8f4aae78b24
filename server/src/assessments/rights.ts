import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { AssessmentState } from '@yinian/core/assessments/procedure.ts'
import { type AssessmentEvent, assessmentEvents, eventsFrom } from '@yinian/core/assessments/procedure.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'

interface Subject {
  readonly region: RegionCode
  readonly organisationId: string | null
}

/**
 * Whether somebody may cause an event here. The permission alone does not say: an officer assigns over a division and a
 * coordinator accepts inside the assigned organisation, with the same permission.
 */
export function mayCause(actor: Actor, event: AssessmentEvent, { region, organisationId }: Subject): boolean {
  const { permission, over } = assessmentEvents[event]
  const scope = scopeOf(actor, permission)
  if (over === 'organisation') return scope?.role === 'organisation' && scope.organisationId === organisationId
  return scope?.role === 'official' && scope.regions.some((held) => isWithin(region, held))
}

/** Events that only the two who were named may cause. */
const byAssessors: readonly AssessmentEvent[] = ['save', 'sign', 'countersign', 'withdraw-signature']

interface Case extends Subject {
  readonly state: AssessmentState
  /** Whether the reader is one of the two, and has signed. */
  readonly named: boolean
  readonly signed: boolean
  /** Whether the result has run out. */
  readonly expired: boolean
  /** A second assessment, which is compared where the sample is and never confirmed. */
  readonly second: boolean
}

/** The events a reader may cause now: what their screen offers. */
export function possibleEvents(actor: Actor, subject: Case): AssessmentEvent[] {
  return eventsFrom(subject.state).filter((event) => {
    if (!mayCause(actor, event, subject)) return false
    if (byAssessors.includes(event) && !subject.named) return false
    if ((event === 'sign' || event === 'countersign') && subject.signed) return false
    if (event === 'compare' || (['confirm', 'withdraw'].includes(event) && subject.second)) return false
    return event !== 'object' || !subject.expired
  })
}

/** Whether somebody may read the forms of Appendix A: one of the two while the case is theirs, or who may reveal. */
export function mayReadInformation(
  actor: Actor,
  { region, named, open }: { region: string; named: boolean; open: boolean },
) {
  const reveal = scopeOf(actor, 'people:reveal')
  return (named && open) || (reveal?.role === 'official' && reveal.regions.some((held) => isWithin(region, held)))
}
