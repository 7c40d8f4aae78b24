import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { ltci2021 } from '@yinian/core/assessments/instruments/ltci-2021/instrument.ts'
import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import { entriesOf } from '@yinian/core/insurance/grading.ts'
import { defaultSettings } from '@yinian/core/insurance/rule.ts'
import { accepted, type TestCounty, type TestOrganisation } from '../assessments/testing.ts'
import { newId } from '../db/ids.ts'
import { madeUpNumber, places, registered } from '../people/testing.ts'
import type { Client, TestPlatform } from '../testing.ts'

/** Who officiates and who approves. */
export type Pair = Pick<TestAgency, 'officer' | 'approver'>

/** An agency of two, and organisations it has designated. */
export interface TestAgency {
  readonly officer: Client
  readonly approver: Client
  organisation(): Promise<TestOrganisation>
}

/** The people of the insurance agency of a division, where the insurance runs by a rule they have approved. */
export async function layOutAgency(
  platform: TestPlatform,
  county: TestCounty,
  settings: object = {},
  area: string = places.zhanggong,
): Promise<TestAgency> {
  const officer = await platform.signedIn('insurance-officer', area)
  const approver = await platform.signedIn('insurance-approver', area)
  await runs({ officer, approver }, area, settings)
  return {
    officer,
    approver,
    async organisation() {
      const organisation = await county.organisation()
      await accepted(officer.send('POST', '/insurance/designations', designationOf(organisation.id, area)))
      for (const { client } of organisation.assessors) await mayAssess(platform, client, organisation.id)
      return organisation
    },
  }
}

export const designationOf = (organisationId: string, region: string) => ({
  region,
  organisationId,
  agreement: '定点〔2026〕1号（虚构）',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
})

/** Lets an assessor of the register assess for the insurance too. */
export async function mayAssess(platform: TestPlatform, client: Client, organisationId: string): Promise<void> {
  await platform.owner
    .insertInto('access_grant')
    .values({
      id: newId(),
      account_id: client.accountId,
      role: 'insurance-assessor',
      region: null,
      organisation_id: organisationId,
      granted_at: platform.clock.now(),
    })
    .execute()
}

export async function runs({ officer, approver }: Pair, area: string, settings: object = {}): Promise<void> {
  const { id } = await accepted<{ id: string }>(
    officer.send('POST', '/insurance/rules', {
      area,
      running: true,
      document: '演示文件（虚构）',
      validFrom: '2026-01-01',
      settings: { ...defaultSettings, ...settings },
      reason: '开展长护险',
    }),
  )
  await accepted(approver.send('POST', `/insurance/rules/${id}/decision`, { decision: 'approve', reason: '' }))
}

export const application = {
  county: '360702',
  channel: 'counter',
  applicantKind: 'self',
  applicantName: '欧阳长护',
  telephone: '13900139000',
  enrolment: 'resident',
  selfAssessment: 'much',
  selfAssessmentNote: '长期卧床',
  disabledSince: '2026-01-10',
  papers: ['application', 'self-assessment', 'medical-records', 'identity'],
} as const

export const at = ({ county, id }: { county: string; id: string }, action = ''): string =>
  `/insurance/assessments/${county}/${id}${action && `/${action}`}`

export const bestSheet = Object.fromEntries(itemsOf(ltci2021).map(({ id, max }) => [id, max]))
export const worstSheet = Object.fromEntries(itemsOf(ltci2021).map(({ id }) => [id, 0]))

export async function applied(
  civil: Client,
  agency: Pair,
  change: object = {},
): Promise<{ one: DisabilityCase; elder: { id: string; documentNumber: string } }> {
  const documentNumber = madeUpNumber('19400105')
  const elder = await registered(civil, { name: '欧阳长护', documentNumber })
  const one = await accepted<DisabilityCase>(
    agency.officer.send('POST', '/insurance/assessments', { ...application, elderId: elder.id, ...change }),
  )
  return { one, elder: { id: elder.id, documentNumber } }
}

export const review = (agency: Pair, one: DisabilityCase, event: string, body: object = {}) =>
  agency.officer.send('POST', at(one, 'review-steps'), { event, version: one.version, ...body })
export const decision = (agency: Pair, one: DisabilityCase, event: string, body: object = {}) =>
  agency.approver.send('POST', at(one, 'decision-steps'), { event, version: one.version, ...body })
export const asked = (agency: Pair, one: DisabilityCase, event: string, body: object = {}) =>
  agency.officer.send('POST', at(one, 'applicant-steps'), { event, version: one.version, ...body })

export function assignTo(agency: Pair, one: DisabilityCase, organisation: Pick<TestOrganisation, 'id' | 'assessors'>) {
  return agency.officer.send('POST', at(one, 'assignment'), {
    organisationId: organisation.id,
    assessorIds: organisation.assessors.map(({ id }) => id),
    version: one.version,
  })
}

export const handIn = (client: Client, one: DisabilityCase, answers: object, body: object = {}) =>
  client.send('POST', at(one, 'sheets'), { answers, visitedOn: '2026-11-21', version: one.version, ...body })

/** From acceptance to two agreeing sheets. */
export async function assessedBoth(
  agency: Pair,
  organisation: TestOrganisation,
  one: DisabilityCase,
  answers: object = worstSheet,
  on = '2026-11-21',
): Promise<DisabilityCase> {
  const taken = one.state === 'applied' ? await accepted<DisabilityCase>(review(agency, one, 'accept')) : one
  const assigned = await accepted<DisabilityCase>(assignTo(agency, taken, organisation))
  const [first, second] = organisation.assessors
  const once = await accepted<DisabilityCase>(handIn(first.client, assigned, answers, { visitedOn: on }))
  return accepted<DisabilityCase>(handIn(second.client, once, answers, { visitedOn: on }))
}

/** Confirms entries of the grading table by both, as the platform brings them. */
export async function confirmEntries(
  agency: Pair,
  keys: readonly string[],
  area: string = places.zhanggong,
): Promise<void> {
  const known = entriesOf(ltci2021)
  const { rows } = await accepted<{ rows: { id: string }[] }>(
    agency.officer.send('POST', '/insurance/grading', {
      area,
      entries: keys.map((key) => ({ key, value: known.find((one) => one.key === key)?.value })),
      document: '医保办发〔2021〕37号',
      clause: '附件',
    }),
  )
  await accepted(
    agency.approver.send('POST', '/insurance/grading/decisions', {
      ids: rows.map(({ id }) => id),
      decision: 'approve',
      reason: '',
    }),
  )
}

export const worstEntries = ['band/L.1/3', 'band/L.2/3', 'band/L.3/3', 'cell/3/3'] as const
