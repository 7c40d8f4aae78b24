import type { Text } from '../language/text.ts'
import type { Day } from '../time/day.ts'
import { dayText } from '../time/write-day.ts'
import { type AssessmentState, assessmentEvents } from './procedure.ts'
import { type WishedPlace, type WishedTime, wishedPlaces, wishedTimes } from './wishes.ts'

/** What an elder is told of one assessment. */
export interface Told {
  readonly state: AssessmentState
  readonly askedOn: Day
  readonly organisationName: string | null
  /** The organisation's public telephone; empty where it has none. */
  readonly organisationTelephone: string
  readonly assessors: readonly string[]
  readonly dueOn: Day | null
  readonly level: Text | null
  readonly confirmedOn: Day | null
  readonly validUntil: Day | null
  /** A second assessment by which an organisation's work is checked. */
  readonly second: boolean
  readonly wishedPlace: WishedPlace
  readonly wishedTime: WishedTime
  /** Whether whoever asked took it back. */
  readonly withdrawn: boolean
  /** Why it was cancelled, or how an objection was settled; empty where nobody said. */
  readonly why: string
}

/** Where an assessment stands, in plain sentences, one thing each. */
export function sayAssessment(told: Told, today: Day): Text[] {
  return [...(told.second ? [secondOne] : []), ...stands(told, today), ...wishes(told), ...whoToCall(told)]
}

const secondOne: Text = {
  zh: '这是抽查复核：再评估一次，只用来检查评估机构的工作，不改变原来的结果。',
  en: 'This one checks the work of the assessors. It does not change your result.',
}

function stands(told: Told, today: Day): Text[] {
  const day = (of: Day | null): Text => (of === null ? { zh: '', en: '' } : dayText(of))
  const due = day(told.dueOn)
  const who = { zh: told.assessors.join('、'), en: told.assessors.join(' and ') }
  const organisation = told.organisationName ?? ''
  switch (told.state) {
    case 'requested':
      return [{ zh: '已经申请，等民政部门安排评估机构。', en: 'Asked for. The county is choosing who will come.' }]
    case 'assigned':
      return [
        {
          zh: `已经交给${organisation}，正在安排两名评估员。`,
          en: `It was given to ${organisation}, which is choosing two assessors.`,
        },
        { zh: `最晚${due.zh}评估完。`, en: `It is done by ${due.en} at the latest.` },
      ]
    case 'in-progress':
    case 'signed-once':
    case 'returned':
      return [
        { zh: `来评估的是：${organisation}的${who.zh}。`, en: `Who comes: ${who.en} of ${organisation}.` },
        {
          zh: `哪天来，评估员会先打电话和您约好。最晚${due.zh}评估完。`,
          en: `They call you first to agree on the day. It is done by ${due.en} at the latest.`,
        },
      ]
    case 'signed':
      return [
        {
          zh: '评估员已经评估完，等县（区）民政局确认结果。',
          en: 'The assessors are done. The county is confirming the result.',
        },
      ]
    case 'confirmed':
      return [...result(told, today)]
    case 'objected':
      return [
        ...result(told, today),
        {
          zh: '对结果的异议正在处理，处理完以前这个结果照样有效。',
          en: 'The objection is being looked into; until it is settled this result stays valid.',
        },
      ]
    case 'upheld':
      return [
        ...result(told, today),
        { zh: '对结果的异议已经处理：维持原来的结果。', en: 'The objection was settled: the result stays.' },
        ...because(told.why),
      ]
    case 'reassessment-requested':
      return [
        ...result(told, today),
        {
          zh: '对结果的异议已经处理：重新评估。新结果出来以前，这个结果照样有效。',
          en: 'The objection was settled: you are assessed again. Until then this result stays valid.',
        },
        ...because(told.why),
      ]
    case 'cancelled':
      return [
        told.withdrawn
          ? { zh: '这次申请已经撤回。', en: 'This request was withdrawn.' }
          : { zh: '这次评估已经取消。', en: 'This assessment was cancelled.' },
        ...because(told.why),
      ]
    case 'compared':
      return [{ zh: '复核已经完成。', en: 'The check is done.' }]
  }
}

function result({ level, confirmedOn, validUntil }: Told, today: Day): Text[] {
  if (level === null || confirmedOn === null || validUntil === null) return []
  const [from, until] = [dayText(confirmedOn), dayText(validUntil)]
  return [
    { zh: `结果：${level.zh}。`, en: `Result: ${level.en}.` },
    validUntil < today
      ? { zh: `${from.zh}确认，${until.zh}已经到期。`, en: `Confirmed on ${from.en}; it ran out on ${until.en}.` }
      : { zh: `${from.zh}确认，有效到${until.zh}。`, en: `Confirmed on ${from.en}, valid until ${until.en}.` },
  ]
}

const because = (why: string): Text[] => (why === '' ? [] : [{ zh: `说明：${why}`, en: `Note: ${why}` }])

const arranging: readonly AssessmentState[] = ['requested', 'assigned', 'in-progress', 'signed-once', 'returned']

function wishes({ state, wishedPlace, wishedTime }: Told): Text[] {
  if (!arranging.includes(state)) return []
  const wished = [
    ...(wishedPlace === 'any' ? [] : [wishedPlaces[wishedPlace]]),
    ...(wishedTime === 'any' ? [] : [wishedTimes[wishedTime]]),
  ]
  if (wished.length === 0) return []
  return [
    {
      zh: `您希望：${wished.map(({ zh }) => zh).join('、')}。`,
      en: `What you would like: ${wished.map(({ en }) => en.toLowerCase()).join(', ')}.`,
    },
  ]
}

function whoToCall({ state, organisationName, organisationTelephone }: Told): Text[] {
  if (!arranging.includes(state) || state === 'requested' || organisationTelephone === '') return []
  return [
    {
      zh: `要改时间，打${organisationName ?? ''}的电话：${organisationTelephone}`,
      en: `To change the day, call ${organisationName ?? ''}: ${organisationTelephone}`,
    },
  ]
}

/** Whether it can still be withdrawn: nobody has been named. */
export const canWithdraw = ({ state, second }: Pick<Told, 'state' | 'second'>): boolean =>
  !second && (assessmentEvents.withdraw.from as readonly AssessmentState[]).includes(state)

/** Whether the result can be objected to. */
export const canObject = ({ state, validUntil }: Pick<Told, 'state' | 'validUntil'>, today: Day): boolean =>
  (assessmentEvents.object.from as readonly AssessmentState[]).includes(state) &&
  validUntil !== null &&
  validUntil >= today
