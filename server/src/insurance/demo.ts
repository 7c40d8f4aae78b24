import { scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { ltci2021 } from '@yinian/core/assessments/instruments/ltci-2021/instrument.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import { entriesOf } from '@yinian/core/insurance/grading.ts'
import { defaultSettings } from '@yinian/core/insurance/rule.ts'
import { countyOf, rangeOf } from '@yinian/core/regions/code.ts'
import { addDays, addMonths, dayAt } from '@yinian/core/time/day.ts'
import { getActor } from '../access/index.ts'
import { standingClock } from '../clock/clock.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { applyFor } from './apply.ts'
import { assignPair } from './assign.ts'
import { stepForDecision } from './decide.ts'
import { designateOne } from './designations.ts'
import { decideEntriesBy, proposeEntriesFor } from './grading.ts'
import { stepForReview } from './review.ts'
import { decideRule, proposeRule } from './rules.ts'
import { handInSheet } from './sheets.ts'

/** Who acts in the demo region: accounts, and the two assessors of an organisation. */
export interface InsuranceCast {
  readonly officer: string
  readonly approver: string
  readonly organisationId: string
  readonly assessors: readonly { readonly accountId: string; readonly assessorId: string }[]
}

const papers = ['application', 'self-assessment', 'medical-records', 'identity'] as const
const entriesShown = ['band/L.1/3', 'band/L.2/3', 'band/L.3/3', 'cell/3/3']

/**
 * The insurance as an invented example in one county: its rule, a designated organisation, and cases at several stages, by
 * the operations everybody uses. Four entries of the table are confirmed from an invented document, which says so; the
 * rest waits, so that one sees what that means.
 */
export async function makeDemoInsurance(ground: Ground, region: string, cast: InsuranceCast): Promise<void> {
  const now = dayAt(ground.clock.now())
  const at = (days: number): Ground => ({
    ...ground,
    clock: standingClock(`${addDays(now, -days)}T02:00:00Z`),
  })
  await runInDemo(at(200), region, cast)
  const elders = await someElders(ground, region, cast)
  const cases = elders.map((elder) => ({ elder, region }))
  const [first, second, third, fourth, fifth] = cases
  if (first) await decided(at, cast, first, now)
  if (second) {
    const assessed = await assess(at(6), cast, await accept(at(8), cast, await apply(at(9), cast, second)), 5)
    await review(at(5), cast, assessed, 'conclude')
  }
  if (third) await assign(at(2), cast, await accept(at(3), cast, await apply(at(4), cast, third)))
  if (fourth) await apply(at(1), cast, fourth)
  if (fifth) {
    const one = await apply(at(3), cast, fifth, ['application', 'identity'])
    await as(at(2), cast.officer, 'insurance:review', (work) =>
      stepForReview(work, one, { event: 'request-supplement', version: one.version, reason: '请补交病历和自评表' }),
    )
  }
}

async function runInDemo(ground: Ground, region: string, cast: InsuranceCast): Promise<void> {
  const today = dayAt(ground.clock.now())
  const rule = await as(ground, cast.officer, 'insurance:propose', (work) =>
    proposeRule(work, {
      area: region,
      running: true,
      document: '演示〔虚构〕长护险实施办法（不是真实文件）',
      validFrom: today,
      settings: { ...defaultSettings, acceptsEvidence: true, calendar: { daysOff: [], worked: [] } },
      reason: '演示数据',
    }),
  )
  await as(ground, cast.approver, 'insurance:approve', (work) =>
    decideRule(work, rule.id, { decision: 'approve', reason: '演示数据' }),
  )
  const known = entriesOf(ltci2021)
  const proposed = await as(ground, cast.officer, 'insurance:propose', (work) =>
    proposeEntriesFor(work, {
      area: region,
      entries: known.filter(({ key }) => entriesShown.includes(key)).map(({ key, value }) => ({ key, value })),
      document: '演示〔虚构〕核对记录（未见正式附件）',
      clause: '演示数据',
    }),
  )
  await as(ground, cast.approver, 'insurance:approve', (work) =>
    decideEntriesBy(work, { ids: proposed.rows.map(({ id }) => id), decision: 'approve', reason: '演示数据' }),
  )
  await as(ground, cast.officer, 'insurance:review', (work) =>
    designateOne(work, {
      region,
      organisationId: cast.organisationId,
      agreement: '演示定点〔虚构〕1号',
      validFrom: today,
      validTo: addMonths(today, 36),
    }),
  )
}

interface Planned {
  readonly elder: { readonly id: string; readonly name: string }
  readonly region: string
}

function someElders(ground: Ground, region: string, cast: InsuranceCast): Promise<{ id: string; name: string }[]> {
  const { from, to } = rangeOf(region)
  return as(ground, cast.officer, 'insurance:apply', ({ tx }) =>
    tx
      .selectFrom('elder')
      .select(['id', 'name'])
      .where('region', '>=', from)
      .where('region', '<=', to)
      .where('state', '=', 'active')
      .orderBy('ability_level', (order) => order.desc().nullsLast())
      .orderBy('id')
      .limit(5)
      .execute(),
  )
}

async function decided(
  at: (days: number) => Ground,
  cast: InsuranceCast,
  planned: Planned,
  today: string,
): Promise<void> {
  const assessed = await assess(at(50), cast, await accept(at(55), cast, await apply(at(58), cast, planned)), 0)
  const concluded = await review(at(48), cast, assessed, 'conclude')
  const announced = await review(at(47), cast, concluded, 'announce')
  const on = announced.noticeUntil !== null && announced.noticeUntil < addDays(today, -30) ? 30 : 20
  const given = await as(at(on), cast.approver, 'insurance:decide', (work) =>
    stepForDecision(work, announced, { event: 'decide', version: announced.version }),
  )
  await review(at(on - 1), cast, given, 'deliver')
}

function apply(
  ground: Ground,
  cast: InsuranceCast,
  { elder, region }: Planned,
  handedIn: readonly (typeof papers)[number][] = papers,
): Promise<DisabilityCase> {
  return as(ground, cast.officer, 'insurance:apply', (work) =>
    applyFor(work, {
      county: countyOf(region),
      elderId: elder.id,
      channel: 'counter',
      applicantKind: 'self',
      applicantName: elder.name,
      telephone: '13900000000',
      enrolment: 'resident',
      selfAssessment: 'much',
      selfAssessmentNote: '演示数据',
      disabledSince: addMonths(work.actor.today, -10),
      papers: [...handedIn],
    }),
  )
}

const accept = (ground: Ground, cast: InsuranceCast, one: DisabilityCase) => review(ground, cast, one, 'accept')

function review(
  ground: Ground,
  cast: InsuranceCast,
  one: DisabilityCase,
  event: 'accept' | 'conclude' | 'announce' | 'deliver',
): Promise<DisabilityCase> {
  return as(ground, cast.officer, 'insurance:review', (work) =>
    stepForReview(work, one, { event, version: one.version }),
  )
}

function assign(ground: Ground, cast: InsuranceCast, one: DisabilityCase): Promise<DisabilityCase> {
  return as(ground, cast.officer, 'insurance:review', (work) =>
    assignPair(work, one, {
      organisationId: cast.organisationId,
      assessorIds: cast.assessors.map(({ assessorId }) => assessorId),
      version: one.version,
    }),
  )
}

/** Both score every item alike: nothing at all, or at most so much. */
async function assess(ground: Ground, cast: InsuranceCast, one: DisabilityCase, most: number): Promise<DisabilityCase> {
  const answers = Object.fromEntries(
    itemsOf(ltci2021).map(({ id, options }) => [
      id,
      Math.max(...options.map(({ score }) => score).filter((score) => score <= most)),
    ]),
  )
  let assessed = await assign(ground, cast, one)
  for (const { accountId } of cast.assessors)
    assessed = await as(ground, accountId, 'insurance:assess', (work) =>
      handInSheet(work, assessed, { answers, visitedOn: work.actor.today, version: assessed.version }),
    )
  return assessed
}

async function as<T>(
  ground: Ground,
  accountId: string,
  permission: Permission,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const actor = await getActor(ground.database, accountId, ground.clock.now())
  const scope = scopeOf(actor, permission)
  if (!scope) throw notAllowed()
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
}
