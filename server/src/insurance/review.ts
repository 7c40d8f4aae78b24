import { partiesTo } from '@yinian/core/access/actor.ts'
import type { Answers } from '@yinian/core/assessments/instrument.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { DisabilityCase, stepOfReview } from '@yinian/core/insurance/api.ts'
import { type Conclusion, conclude, confirmationsFor, entriesOf } from '@yinian/core/insurance/grading.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import { termEnds } from '@yinian/core/insurance/rule.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import type { Updateable } from 'kysely'
import { instrumentOf } from '../assessments/index.ts'
import type { DisabilityAssessment } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { openApplication } from './application.ts'
import { listConfirmations } from './grading.ts'
import { type Held, holdFor, move, settingsOf } from './move.ts'
import { missingOf } from './papers.ts'
import { describeCase, live, sheetsOf } from './read.ts'
import { conclusionOf, type KeptConclusion, type Place, unconfirmedOf } from './rows.ts'

type Asked = BodyOf<typeof stepOfReview>
type Change = Updateable<DisabilityAssessment>

/** One step of the agency’s officer. @throws see the endpoint */
export async function stepForReview(work: Work, place: Place, asked: Asked): Promise<DisabilityCase> {
  const held = await holdFor(work, place, asked.event, asked.version)
  const changes = await changesBy(work, held, asked)
  const grade = conclusionOf({ conclusion: (changes.conclusion as never) ?? held.conclusion })?.grade
  await move(work, held, asked.event, {
    changes:
      typeof changes.conclusion === 'object' ? { ...changes, conclusion: JSON.stringify(changes.conclusion) } : changes,
    reason: asked.reason,
    detail: {
      ...(asked.refusal ? { refusal: asked.refusal } : {}),
      ...(asked.event === 'conclude' || asked.event === 'announce' ? { grade } : {}),
    },
  })
  return describeCase(work, place)
}

async function changesBy(work: Work, held: Held, { event, refusal, deliveredHow }: Asked): Promise<Change> {
  const { actor } = work
  const handled = {
    handled_by: [...new Set([...held.handled_by, ...partiesTo(actor, 'insurance:review', held.region)])],
  }
  switch (event) {
    case 'request-supplement':
      return {}
    case 'refuse':
      if (refusal === undefined) throw problems.refusalKindMissing({ at: '/refusal' })
      return { refusal }
    case 'accept':
      await requireAcceptable(work, held)
      return handled
    case 'conclude': {
      const concluded = await concludeNow(work, held)
      return {
        ...handled,
        conclusion: concluded as never,
        concluded_on: actor.today,
        notice_from: null,
        notice_until: null,
      }
    }
    case 'announce': {
      await requireOfficial(work, held)
      return {
        ...handled,
        notice_from: actor.today,
        notice_until: termEnds(actor.today, settingsOf(held).noticeDays, settingsOf(held)),
      }
    }
    case 'deliver':
      return { delivered_on: actor.today, delivered_how: deliveredHow ?? 'in-person' }
  }
}

/** @throws papersMissing, notEnrolled, notLongEnough: the first, with all of them as faults */
async function requireAcceptable({ vault }: Work, held: Held): Promise<void> {
  const application = await openApplication(vault, held)
  if (application === null) return
  const missing = missingOf(held, application)
  const [first] = missing
  if (!first) return
  const faults = missing.map(({ says }, index) => ({ at: `/missing/${index}`, message: says }))
  throw first.papers ? withTexts(first.kind, { papers: first.papers }, { faults }) : first.kind({ faults })
}

/** The conclusion that follows from the agreed sheets and the table as it is confirmed today. @throws notGradable */
export async function concludeNow({ tx }: Work, held: Held): Promise<KeptConclusion> {
  const instrument = await instrumentOf(tx, held.instrument_id, held.instrument_version)
  const [sheet] = live(await sheetsOf({ tx }, held))
  const here = confirmationsFor(await listConfirmations(tx), held.region)
  const concluded: Conclusion | null = sheet ? conclude(instrument, sheet.answers as Answers, here) : null
  if (concluded === null) throw problems.notGradable()
  const { grade, sums, bands, restsOn } = concluded
  const by = Object.fromEntries(
    restsOn.flatMap((key) => {
      const one = here.get(key)
      return one ? [[key, { document: one.document, clause: one.clause }]] : []
    }),
  )
  const shipped = entriesOf(instrument).flatMap((entry) =>
    entry.shipped && restsOn.includes(entry.key) ? [entry.key] : [],
  )
  return { grade, sums, bands, restsOn, shipped, by }
}

/**
 * Nothing is announced or decided that rests on something unconfirmed, or that the table as it stands now would not give.
 * @throws gradingUnconfirmed, conclusionChanged
 */
export async function requireOfficial(work: Work, held: Held): Promise<KeptConclusion> {
  const kept = conclusionOf(held)
  const now = await concludeNow(work, held)
  if (kept === null || kept.grade !== now.grade || kept.restsOn.join() !== now.restsOn.join())
    throw problems.conclusionChanged()
  const unconfirmed = unconfirmedOf(held, await listConfirmations(work.tx))
  if (unconfirmed.length > 0) throw problems.gradingUnconfirmed({ values: { count: unconfirmed.length } })
  return now
}
