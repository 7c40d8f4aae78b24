import { scopeOf } from '@yinian/core/access/actor.ts'
import type { GuardianshipArrangement, GuardianshipFile } from '@yinian/core/people/guardianship/api.ts'
import { type GuardianshipState, guardianshipSteps, stepKind } from '@yinian/core/people/guardianship/procedure.ts'
import { describeSignatory, mustWaitForSignatory } from '@yinian/core/people/guardianship/signatory.ts'
import type { GuardianshipRoute } from '@yinian/core/people/guardianship/vocabulary.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, getElderRow } from '../elder-file.ts'
import { recordPartLooked } from '../looks.ts'
import { labels } from '../sealed-elder.ts'
import { type HeldArrangement, readArrangements } from './arrangements.ts'
import { signatoryOf } from './signatory.ts'

/** Looking is recorded, because notes are opened. @throws notFound */
export async function lookAtGuardianship(work: Work, elderId: string): Promise<GuardianshipFile> {
  const elder = await getElderRow(work.tx, elderId)
  await recordPartLooked(work, 'people.guardianship-looked', elder)
  return readGuardianship(work, elder)
}

export async function readGuardianship(work: Work, elder: ElderReference): Promise<GuardianshipFile> {
  if (!elder.responsible) return { signatory: null, mayOpen: false, arrangements: [] }
  const { tx, actor } = work
  const signatory = await signatoryOf(tx, elder, actor.today)
  const held = await readArrangements(tx, elder)
  const steps = await readSteps(work, elder)
  const running = held.some(({ ended_on }) => ended_on === null)
  return {
    signatory:
      elder.state === 'active'
        ? { who: signatory.who, waits: mustWaitForSignatory(signatory), text: describeSignatory(signatory) }
        : null,
    mayOpen: elder.state === 'active' && !running,
    arrangements: held.map((one) => ({
      ...shown(one),
      may: elder.state === 'active' ? mayDo(work, one) : [],
      steps: steps.get(one.id) ?? [],
    })),
  }
}

function shown(one: HeldArrangement): Omit<GuardianshipArrangement, 'may' | 'steps'> {
  return {
    county: one.county,
    id: one.id,
    state: one.state as GuardianshipState,
    route: one.route as GuardianshipRoute | null,
    candidate:
      one.candidate_name === null
        ? null
        : { name: one.candidate_name, relation: one.candidate_relation ?? 'other', phone: one.candidate_phone_masked },
    temporaryGuardian: one.temporary_guardian,
    responsible: one.responsible,
    dueOn: one.due_on,
    openedOn: one.opened_on,
    inForceOn: one.in_force_on,
    endedOn: one.ended_on,
    endedAs: one.ended_as as GuardianshipArrangement['endedAs'],
    version: one.version,
  }
}

/** What the reader may do now; that nobody decides on a candidate of their own is said when they try. */
function mayDo({ actor }: Work, one: HeldArrangement): GuardianshipArrangement['may'] {
  const within = (permission: ReturnType<typeof stepKind>['permission']) =>
    scopeOf(actor, permission)?.regions.some((region) => isWithin(one.region, region)) ?? false
  return guardianshipSteps(one.state as GuardianshipState, one.route as GuardianshipRoute | null).filter((event) =>
    within(stepKind(event).permission),
  )
}

async function readSteps(
  { tx, vault }: Work,
  elder: ElderReference,
): Promise<Map<string, GuardianshipArrangement['steps']>> {
  const rows = await tx
    .selectFrom('guardianship_step')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .execute()
  const steps = new Map<string, GuardianshipArrangement['steps']>()
  for (const row of rows) {
    const note =
      row.note_sealed === null ? '' : await vault.open(row.county, labels.guardianshipNote(row.id), row.note_sealed)
    const step: GuardianshipArrangement['steps'][number] = {
      id: row.id,
      event: row.event as GuardianshipArrangement['steps'][number]['event'],
      from: row.from_state as GuardianshipState | null,
      to: row.to_state as GuardianshipState,
      on: row.on_day,
      dueOn: row.due_on,
      responsible: row.responsible,
      documents: row.documents as unknown as GuardianshipArrangement['steps'][number]['documents'],
      note,
      takenAt: row.taken_at.toISOString(),
      takenBy: row.taken_by_name,
    }
    steps.set(row.arrangement_id, [...(steps.get(row.arrangement_id) ?? []), step])
  }
  return steps
}
