import type { Answers, Information } from '../assessments/instrument.ts'
import { gbt42195 } from '../assessments/instruments/gbt-42195-2022/instrument.ts'
import type { AssessmentEvent, AssessmentState } from '../assessments/procedure.ts'
import { type Score, scoreAssessment } from '../assessments/score.ts'
import { defaultTurnaround } from '../assessments/turnaround.ts'
import { validUntil } from '../assessments/validity.ts'
import type { Day } from '../time/day.ts'
import { answersOf, type Informed, informationOf, type Loss, lossBefore } from './ability.ts'
import { dayOf, officeHour } from './days.ts'
import type { DemoPerson } from './demo-elder.ts'
import type { Cast, DemoAssessor, DemoOfficer, DemoOrganisation } from './organisations.ts'
import { at, makeId, type Random, shares } from './random.ts'

export interface DemoAssessment {
  readonly id: string
  readonly reason: 'first' | 'regular' | 'immediate' | 'doubt'
  readonly objectedId: string | null
  readonly state: AssessmentState
  readonly organisation: DemoOrganisation | null
  readonly named: readonly { readonly id: string; readonly at: number; readonly assessor: DemoAssessor }[]
  readonly signatures: readonly DemoSignature[]
  readonly steps: readonly DemoStep[]
  readonly answers: Answers
  readonly information: Information | null
  /** Of what has been saved so far; null where nothing has. */
  readonly score: Score | null
  /** As many as there were events, saving included. */
  readonly version: number
  readonly requestedAt: number
  readonly assignedAt: number | null
  readonly dueOn: Day | null
  readonly signedAt: number | null
  readonly confirmedAt: number | null
  readonly confirmedOn: Day | null
  readonly validUntil: Day | null
  readonly contact: Informed['contact']
}

export interface DemoSignature {
  readonly id: string
  readonly at: number
  readonly assessor: DemoAssessor
  readonly withdrawnAt: number | null
}

export interface DemoStep {
  readonly id: string
  readonly event: AssessmentEvent | null
  readonly state: AssessmentState
  /** The version of the assessment that the event led to. */
  readonly position: number
  readonly reason: string | null
  readonly at: number
  readonly by: { readonly accountId: string; readonly name: string }
  /** The organisation in charge at the time. */
  readonly organisationId: string | null
}

/** What an assessment is drawn from. */
export interface Assessed {
  readonly person: DemoPerson
  readonly loss: Loss
  readonly cast: Cast
  readonly informed: Omit<Informed, 'day'>
  readonly today: number
  readonly active: boolean
}

/** Where the live queue stands. */
const open = shares<AssessmentState>([
  ['requested', 26],
  ['assigned', 19],
  ['in-progress', 24],
  ['signed-once', 8],
  ['signed', 18],
  ['returned', 5],
])
const afterwards = shares<AssessmentState>([
  ['objected', 50],
  ['upheld', 25],
  ['reassessment-requested', 25],
])

/** Two years of assessments of one elder, oldest first; and for some one that is under way. */
export function assessmentsOf(random: Random, about: Assessed): DemoAssessment[] {
  const { person, today, active } = about
  const earliest = Math.max(today - 725, person.registered + 20)
  if (earliest >= person.last - 2) return active && random.chance(0.3) ? [makeOpen(random, about, 'first')] : []
  const made: DemoAssessment[] = []
  let confirmed = random.between(earliest, person.last - 1)
  let reason: 'first' | 'regular' | 'immediate' = 'first'
  while (confirmed < person.last) {
    made.push(makeConfirmed(random, about, confirmed, reason))
    const soon = random.chance(0.035)
    if (!soon && !random.chance(0.9)) break
    confirmed += soon ? random.between(40, 300) : random.between(338, 366)
    reason = soon ? 'immediate' : 'regular'
  }
  if (!active) return made
  const latest = made[made.length - 1]
  if (latest?.state === 'reassessment-requested') made.push(makeOpen(random, about, 'doubt', latest.id))
  else if (latest && latest.state !== 'objected') {
    const ends = confirmed - today
    if (random.chance(ends < 60 ? 0.3 : 0.02)) made.push(makeOpen(random, about, ends < 60 ? 'regular' : 'immediate'))
  }
  return made
}

/** A first assessment that somebody has asked for and nobody has finished. */
export function firstRequestOf(random: Random, about: Assessed): DemoAssessment[] {
  return [makeOpen(random, about, 'first')]
}

function makeConfirmed(
  random: Random,
  about: Assessed,
  confirmed: number,
  reason: 'first' | 'regular' | 'immediate',
): DemoAssessment {
  const { today, person } = about
  const signed = confirmed - random.between(1, 4)
  const accepted = signed - random.between(2, 9)
  const assigned = accepted - random.between(0, 2)
  const requested = assigned - random.between(0, 3)
  const late = today - confirmed < 50 && person.last === today - 1 && random.chance(0.03)
  const record = startRecord(random, about, requested)
  record.assign(assigned)
  record.accept(accepted)
  const content = contentOf(random, about, signed, (today - signed) / 365)
  record.save()
  record.sign(signed)
  record.countersign()
  const confirmedAt = record.official('confirm', 'confirmed', confirmed, null)
  const state = late ? at(afterwards, random.unit()) : 'confirmed'
  if (late) settle(record, state, confirmed + 1, today - 1)
  const confirmedOn = dayOf(confirmed)
  const level = content.score.finalLevel ?? 0
  return record.finish({
    reason,
    state,
    objectedId: null,
    ...content,
    signedAt: record.signedAt(),
    confirmedAt,
    confirmedOn,
    validUntil: validUntil(confirmedOn, level).until,
  })
}

function settle(record: Recorder, state: AssessmentState, from: number, last: number): void {
  const day = Math.min(from + 2, last)
  record.official('object', 'objected', day, '家属认为老人夜间照护需求未充分反映')
  if (state === 'upheld')
    record.official('uphold', 'upheld', Math.min(day + 3, last), '经查看评估记录和再次走访，原结果与实际相符')
  if (state === 'reassessment-requested')
    record.official('reassess', 'reassessment-requested', Math.min(day + 2, last), '家属补充了近期住院材料，同意复评')
}

function makeOpen(
  random: Random,
  about: Assessed,
  reason: DemoAssessment['reason'],
  objectedId: string | null = null,
): DemoAssessment {
  const { today } = about
  const state = objectedId ? 'requested' : at(open, random.unit())
  const earliest = Math.max(about.person.registered, today - (objectedId ? 1 : state === 'requested' ? 9 : 24))
  const requested = Math.min(today - 1, random.between(earliest, today - 1))
  const record = startRecord(random, about, requested, objectedId !== null)
  const step = (most: number): number => Math.min(today - 1, record.day() + random.between(0, most))
  if (state !== 'requested') record.assign(step(2))
  if (state !== 'requested' && state !== 'assigned') record.accept(step(2))
  if (state === 'requested' || state === 'assigned') return record.finish({ ...nothing, reason, state, objectedId })
  const { answers, information, score } = contentOf(random, about, record.day(), 0)
  if (state === 'in-progress') {
    if (random.chance(0.4)) return record.finish({ ...nothing, reason, state, objectedId })
    const draft = someOf(random, answers)
    record.save()
    const scored = scoreAssessment(gbt42195, draft, information)
    return record.finish({ ...nothing, answers: draft, information, score: scored, reason, state, objectedId })
  }
  record.save()
  record.sign(step(6))
  if (state === 'signed-once')
    return record.finish({ ...nothing, answers, information, score, reason, state, objectedId })
  record.countersign()
  if (state === 'signed')
    return record.finish({
      ...nothing,
      answers,
      information,
      score,
      signedAt: record.signedAt(),
      reason,
      state,
      objectedId,
    })
  record.official('return', 'returned', step(2), '疾病诊断未附依据，请核对后重新签名')
  record.withdraw()
  return record.finish({ ...nothing, answers, information, score, reason, state, objectedId })
}

const nothing = {
  answers: {},
  information: null,
  score: null,
  signedAt: null,
  confirmedAt: null,
  confirmedOn: null,
  validUntil: null,
} as const

function someOf(random: Random, answers: Answers): Answers {
  const kept = random.between(4, 22)
  return Object.fromEntries(Object.entries(answers).slice(0, kept))
}

function contentOf(random: Random, { loss, informed }: Assessed, day: number, yearsAgo: number) {
  const then = lossBefore(loss, yearsAgo)
  const answers = answersOf(random, then)
  const information = informationOf(random, then, { ...informed, day: dayOf(day) })
  return { answers, information, score: scoreAssessment(gbt42195, answers, information) }
}

type Finished = Pick<
  DemoAssessment,
  | 'reason'
  | 'state'
  | 'objectedId'
  | 'answers'
  | 'information'
  | 'score'
  | 'signedAt'
  | 'confirmedAt'
  | 'confirmedOn'
  | 'validUntil'
>

interface Recorder {
  assign(day: number): void
  accept(day: number): void
  /** Keeping a draft is an event without a step of its own. */
  save(): void
  sign(day: number): void
  countersign(): void
  withdraw(): void
  official(event: AssessmentEvent, state: AssessmentState, day: number, reason: string | null): number
  day(): number
  signedAt(): number
  finish(rest: Finished): DemoAssessment
}

const minute = 60_000
const dayLength = 86_400_000

/** Writes down who did what when; every step comes after the one before. */
function startRecord(random: Random, about: Assessed, requested: number, again = false): Recorder {
  const { person, cast, today } = about
  const county = person.village.county.code
  const officer = cast.officers.get(county) as DemoOfficer
  const by = { accountId: officer.accountId, name: officer.name }
  const organisation = chooseOrganisation(random, cast, county)
  const [first, second] = choosePair(random, organisation)
  const steps: DemoStep[] = []
  const signatures: DemoSignature[] = []
  const named: { id: string; at: number; assessor: DemoAssessor }[] = []
  let assignedAt: number | null = null
  let dueOn: Day | null = null
  let version = 0
  let last = Math.max(person.registeredAt, officeHour(random, requested))
  if (again) last = Math.max(last, (today - 1) * dayLength + 10 * 60 * minute)
  const requestedAt = last

  function step(
    event: AssessmentEvent | null,
    state: AssessmentState,
    day: number,
    who: DemoStep['by'],
    reason: string | null,
  ): number {
    const wanted = officeHour(random, day)
    last = event === null ? last : Math.max(last + minute * random.between(1, 20), wanted)
    const organisationId = assignedAt === null && event !== 'assign' ? null : organisation.id
    version++
    steps.push({ id: makeId(random, last), event, state, position: version, reason, at: last, by: who, organisationId })
    return last
  }

  function signBy(assessor: DemoAssessor, event: 'sign' | 'countersign', state: AssessmentState, day: number): void {
    const at = step(event, state, day, { accountId: assessor.accountId, name: assessor.name }, null)
    signatures.push({ id: makeId(random, at), at, assessor, withdrawnAt: null })
  }

  const id = makeId(random, requestedAt)
  step(null, 'requested', requested, by, null)
  return {
    assign(day) {
      assignedAt = step('assign', 'assigned', day, by, null)
      dueOn = dayOf(day + defaultTurnaround.days)
    },
    accept(day) {
      const { accountId, name } = organisation.coordinator
      const at = step('accept', 'in-progress', day, { accountId, name }, null)
      for (const assessor of [first, second]) named.push({ id: makeId(random, at), at, assessor })
    },
    save() {
      version++
    },
    sign: (day) => signBy(first, 'sign', 'signed-once', day),
    countersign: () => signBy(second, 'countersign', 'signed', Math.floor(last / dayLength)),
    withdraw() {
      for (const [index, signature] of signatures.entries()) signatures[index] = { ...signature, withdrawnAt: last }
    },
    official: (event, state, day, reason) => step(event, state, day, by, reason),
    day: () => Math.floor(last / dayLength),
    signedAt: () => signatures[signatures.length - 1]?.at ?? last,
    finish: (rest) => ({
      id,
      version,
      organisation: assignedAt === null ? null : organisation,
      named,
      signatures,
      steps,
      requestedAt,
      assignedAt,
      dueOn,
      contact: about.informed.contact,
      ...rest,
    }),
  }
}

/** The county's own organisations take most, those of the whole city the rest. */
function chooseOrganisation(random: Random, cast: Cast, county: string): DemoOrganisation {
  const own = cast.organisations.filter((organisation) => organisation.county === county)
  const city = cast.organisations.filter((organisation) => organisation.county.endsWith('00'))
  const position = random.unit()
  if (position < 0.62 || city.length === 0) return own[0] as DemoOrganisation
  return (position < 0.92 ? own[own.length - 1] : random.pick(city)) as DemoOrganisation
}

/** Two different assessors; the first two of a team work together often. The last may not be qualified and is left out. */
function choosePair(random: Random, { assessors }: DemoOrganisation): [DemoAssessor, DemoAssessor] {
  const count = assessors.length - 1
  const first = random.chance(0.35) ? 0 : random.below(count)
  const second = first === 0 && random.chance(0.6) ? 1 : (first + 1 + random.below(count - 1)) % count
  return [assessors[first] as DemoAssessor, assessors[second] as DemoAssessor]
}
