import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { Answers, Instrument } from '@yinian/core/assessments/instrument.ts'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { eventsOf } from '@yinian/core/cases/procedure.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import { type Confirmation, conclude, confirmationsFor, nameOfEntry } from '@yinian/core/insurance/grading.ts'
import {
  type DisabilityEvent,
  type DisabilityState,
  decidedStates,
  disabilityEventKind,
  disabilityProcedure,
} from '@yinian/core/insurance/procedure.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { ageOn } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import { audit } from '../access/index.ts'
import { instrumentOf } from '../assessments/index.ts'
import type { DisabilitySheet } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { openApplication } from './application.ts'
import { listConfirmations, sourceOf } from './grading.ts'
import { hasHandled, mayCause, subjectOf } from './move.ts'
import { missingOf } from './papers.ts'
import { conclusionOf, type Place, type ReadRow, selectRows, toRows } from './rows.ts'

type SheetRow = Selectable<DisabilitySheet>

const lookedMinutes = 30

/** One case with what was applied with and assessed; leaves a trace, because it is health data. @throws notFound */
export async function openCase(work: Work, place: Place): Promise<DisabilityCase> {
  const shown = await describeCase(work, place)
  const held = await selectRows(work.tx)
    .where('d.county', '=', place.county)
    .where('d.id', '=', place.id)
    .executeTakeFirst()
  if (held) await recordLook(work, held)
  return shown
}

async function recordLook(work: Work, held: ReadRow): Promise<void> {
  const { tx, actor } = work
  // An organisation reads no trail; each of its openings is one.
  if (scopeOf(actor, 'insurance:read')?.role === 'organisation') return audit(work, 'insurance.looked', subjectOf(held))
  const seen = await tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', held.county)
    .where('elder_id', '=', held.elder_id)
    .where('actor_id', '=', actor.accountId)
    .where('action', '=', 'insurance.looked')
    .where('subject_id', '=', held.id)
    .where('at', '>', new Date(actor.now.getTime() - lookedMinutes * 60_000))
    .limit(1)
    .executeTakeFirst()
  if (!seen) await audit(work, 'insurance.looked', subjectOf(held))
}

/** @throws notFound */
export async function describeCase(work: Work, place: Place): Promise<DisabilityCase> {
  const { tx, actor, vault } = work
  const row = await selectRows(tx).where('d.county', '=', place.county).where('d.id', '=', place.id).executeTakeFirst()
  if (!row) throw notFound()
  const [listed] = await toRows(tx, [row], actor.today)
  if (!listed) throw notFound()
  const instrument = await instrumentOf(tx, row.instrument_id, row.instrument_version)
  const named = await namedFor(work, row)
  const sheets = await sheetsOf(work, row)
  const shownSheets = sheetsShown(actor, row, sheets)
  const application = await openApplication(vault, row)
  const { phone: _phone, ...applied } = application ?? { phone: '' }
  return {
    ...listed,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    elder:
      row.elder_name === null || row.elder_birth === null
        ? null
        : {
            name: row.elder_name,
            sex: row.elder_sex as 'male' | 'female',
            birth: row.elder_birth,
            age: ageOn(row.elder_birth, actor.today),
            identityNumberMasked: row.document_number_masked ?? '',
            regionPath: listed.regionPath,
          },
    applicantKind: row.applicant_kind as DisabilityCase['applicantKind'],
    applicantName: row.applicant_name,
    contactMasked: row.phone_masked,
    enrolment: row.enrolment as DisabilityCase['enrolment'],
    application: application === null ? null : (applied as DisabilityCase['application']),
    missing:
      row.state === 'applied' && application !== null
        ? missingOf(row, application).map(({ says }) => ({ ...says }))
        : [],
    refusal: row.refusal as DisabilityCase['refusal'],
    assessorsNamed: named.map((one) => ({
      id: one.assessor_id,
      name: one.assessor_name,
      isMe: one.account_id === actor.accountId,
    })),
    sheets: shownSheets.map((sheet) => ({
      assessorName: sheet.assessor_name,
      mine: sheet.account_id === actor.accountId,
      visitedOn: sheet.visited_on,
      answers: { ...(sheet.answers as Answers) },
      reason: sheet.reason,
      signedAt: sheet.signed_at.toISOString(),
      contentHash: sheet.content_hash.toString('hex'),
      supersededAt: sheet.superseded_at?.toISOString() ?? null,
    })),
    differing: differingItems(instrument, shownSheets),
    conclusion: await conclusionShown(work, row, instrument, sheets),
    concludedOn: row.concluded_on,
    noticeFrom: row.notice_from,
    noticeUntil: row.notice_until,
    decidedBy: row.decided_by_name,
    deliveredOn: row.delivered_on,
    deliveredHow: row.delivered_how as DisabilityCase['deliveredHow'],
    objectedId: row.objected_id,
    carriedFrom: row.carried_from,
    acceptedAsEvidenceOn: row.evidence_on,
    ruleDocument: (row.rule as { document?: string }).document ?? '',
    steps: await stepsOf(work, row),
    possible: await possibleEvents(
      work,
      row,
      named.some((one) => one.account_id === actor.accountId),
    ),
  }
}

export function namedFor({ tx }: Pick<Work, 'tx'>, { county, id }: Place) {
  return tx
    .selectFrom('disability_assessor')
    .selectAll()
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('replaced_at', 'is', null)
    .orderBy('id')
    .execute()
}

export function sheetsOf({ tx }: Pick<Work, 'tx'>, { county, id }: Place): Promise<SheetRow[]> {
  return tx
    .selectFrom('disability_sheet')
    .selectAll()
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .orderBy('signed_at')
    .orderBy('id')
    .execute()
}

export const live = (sheets: readonly SheetRow[]): SheetRow[] => sheets.filter((one) => one.superseded_at === null)

/** Neither assessor sees the other’s sheet before having handed in their own. */
function sheetsShown(actor: Actor, row: ReadRow, sheets: readonly SheetRow[]): readonly SheetRow[] {
  const official = scopeOf(actor, 'insurance:read')?.regions.some((region) => isWithin(row.region, region)) ?? false
  return official || live(sheets).length === 2 ? sheets : sheets.filter((one) => one.account_id === actor.accountId)
}

function differingItems(instrument: Instrument, sheets: readonly SheetRow[]): string[] {
  const [first, second] = live(sheets)
  if (!first || !second) return []
  const [one, other] = [first.answers as Answers, second.answers as Answers]
  return itemsOf(instrument).flatMap(({ id }) => (one[id] === other[id] ? [] : [id]))
}

/** A conclusion as it stands: what it rests on, and whether all of that is confirmed; a decided one as it was decided. */
async function conclusionShown(
  { tx }: Work,
  row: ReadRow,
  instrument: Instrument,
  sheets: readonly SheetRow[],
): Promise<DisabilityCase['conclusion']> {
  const kept = conclusionOf(row)
  if (kept === null) return null
  const decided = (decidedStates as readonly string[]).includes(row.state)
  const here = confirmationsFor(await listConfirmations(tx), row.region)
  const restsOn = kept.restsOn.map((key) => {
    const shipped = kept.shipped.includes(key)
    const then = kept.by?.[key]
    const confirmation: Confirmation | undefined = here.get(key)
    const source = then
      ? { zh: `${then.document}，${then.clause}`, en: `${then.document}, ${then.clause}` }
      : sourceOf(confirmation, shipped)
    return {
      key,
      name: { ...nameOfEntry(instrument, key) },
      confirmed: decided || shipped || confirmation !== undefined,
      source: { ...source },
    }
  })
  const [sheet] = live(sheets)
  const now = decided || !sheet ? undefined : conclude(instrument, sheet.answers as Answers, here)
  return {
    grade: kept.grade,
    sums: { ...kept.sums },
    bands: { ...kept.bands },
    restsOn,
    official: restsOn.every(({ confirmed }) => confirmed),
    changed:
      now !== undefined && (now === null || now.grade !== kept.grade || now.restsOn.join() !== kept.restsOn.join()),
  }
}

async function stepsOf({ tx }: Work, { county, id }: Place): Promise<DisabilityCase['steps']> {
  const rows = await tx
    .selectFrom('disability_step')
    .selectAll()
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    event: row.event as DisabilityEvent | null,
    state: row.state as DisabilityState,
    by: row.account_name,
    reason: row.reason,
  }))
}

async function possibleEvents(work: Work, row: ReadRow, named: boolean): Promise<DisabilityEvent[]> {
  const { actor } = work
  // A grade that came along was decided elsewhere, and is contested there.
  if (row.carried_from !== '') return []
  const handled = await hasHandled(work, row)
  return eventsOf(disabilityProcedure, row.state as DisabilityState).flatMap((event): DisabilityEvent[] => {
    const { secondPerson, follows } = disabilityEventKind(event)
    if (!mayCause(actor, event, row) || (secondPerson && handled)) return []
    // What follows from a sheet is offered as one thing: to hand one in.
    if (follows) return event === 'differ' && named ? ['record'] : []
    if (event === 'object' && row.valid_until !== null && row.valid_until < actor.today) return []
    if (event === 'decide' && row.notice_until !== null && row.notice_until >= actor.today) return []
    return [event]
  })
}
