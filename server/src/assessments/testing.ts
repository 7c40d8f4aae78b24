import type { Answers, Information } from '@yinian/core/assessments/instrument.ts'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { checkCharacter } from '@yinian/core/organisations/credit-code.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import type { Client, TestPlatform } from '../testing.ts'

export interface TestOrganisation {
  readonly id: string
  readonly coordinator: Client
  /** Two who qualify, each signed in. */
  readonly assessors: readonly [TestAssessor, TestAssessor]
}

export interface TestAssessor {
  readonly id: string
  readonly client: Client
}

/** A county with an officer, and organisations that assess in it. */
export interface TestCounty {
  readonly officer: Client
  organisation(): Promise<TestOrganisation>
  assessor(organisationId: string, change?: Record<string, unknown>): Promise<TestAssessor>
  /** Lets a second pass: what happens one after the other in life happens at one instant on a clock that stands. */
  pass(): void
  /** Registers an elder and requests an assessment for them. */
  request(reason?: string): Promise<Assessment>
}

let made = 0

/** The answer's body, where it was accepted; a refusal is what a test did not expect. */
export async function accepted<T = Assessment>(answer: Promise<{ statusCode: number; body: string }>): Promise<T> {
  const { statusCode, body } = await answer
  if (statusCode !== 200) throw new Error(body)
  return JSON.parse(body) as T
}

export async function refusal(answer: Promise<{ body: string }>): Promise<string> {
  return (JSON.parse((await answer).body) as { code: string }).code
}

export async function layOutCounty(platform: TestPlatform): Promise<TestCounty> {
  await layOutPlaces(platform)
  const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)

  const assessor: TestCounty['assessor'] = async (organisationId, change = {}) => {
    const client = await platform.signedIn('assessor', organisationId)
    await platform.owner
      .updateTable('account')
      .set({ region: places.zhanggong })
      .where('id', '=', client.accountId)
      .execute()
    const { id } = await accepted<{ id: string }>(
      officer.send('POST', '/assessors', {
        organisationId,
        name: `评估员${++made}`,
        identityNumber: madeUpNumber('19850101'),
        telephone: '',
        education: 'college',
        background: 'nursing',
        practiceSince: '2015-01-01',
        trainedOn: '2024-01-01',
        trainingUntil: null,
        certificate: null,
        certificateNumber: null,
        fullTime: true,
        accountId: client.accountId,
        ...change,
      }),
    )
    return { id, client }
  }

  return {
    officer,
    assessor,
    pass: () => platform.clock.moveTo(new Date(platform.clock.now().getTime() + 1000).toISOString()),
    async organisation() {
      const code = `52360702MJ${String(++made).padStart(7, '0')}`
      const { id } = await accepted<{ id: string }>(
        officer.send('POST', '/organisations', {
          region: places.zhanggong,
          creditCode: code + checkCharacter(code),
          name: `评估机构${made}`,
          kind: 'assessment-organisation',
          legalForm: 'enterprise',
          address: '',
          telephone: '',
          contactName: '',
          territory: [places.zhanggong],
          contractNumber: null,
          contractFrom: null,
          contractUntil: null,
          feePerAssessment: 20_000,
        }),
      )
      const coordinator = await platform.signedIn('assessment-coordinator', id)
      return { id, coordinator, assessors: [await assessor(id), await assessor(id)] }
    },
    async request(reason = 'first') {
      const elder = await registered(officer)
      return accepted(officer.send('POST', '/assessments', requestOf(elder.id, reason)))
    },
  }
}

export function requestOf(elderId: string, reason = 'first') {
  return {
    county: '360702',
    elderId,
    reason,
    contact: { name: '张小明', telephone: '13900139000' },
  }
}

/** The path of an assessment, with what is done to it. */
export function at({ county, id }: { county: string; id: string }, action = ''): string {
  return `/assessments/${county}/${id}${action && `/${action}`}`
}

/** Every item answered, the given ones as given and the others with their best score. */
export function answered(given: Answers = {}): Answers {
  return { ...Object.fromEntries(itemsOf(gbt42195).map((item) => [item.id, item.max])), ...given }
}

/** Every required field of Appendix A filled in; no condition of a level change holds. */
export const filledIn: Information = {
  'A.1.2': '2026-11-20',
  'A.2.10': ['alone'],
  'A.2.14': ['fall', 'wandering', 'choking', 'self-harm', 'other'].map((row) => ({ row, times: 'none' })),
  'A.3.1': '张小明',
  'A.3.2': 'child',
  'A.3.3': '张小明',
  'A.3.4': '13900139000',
  'A.4.1': ['hypertension'],
  'A.5.1': 'none',
  'A.5.2': 'unimpaired',
  'A.5.5': 'none',
  'A.5.8': 'no',
  'A.5.9': 'no',
  'A.5.10': 'no',
  'A.5.11': 'no',
}

export async function assign(officer: Client, assessment: Assessment, organisationId: string) {
  const { county, id, version } = assessment
  return accepted<{ rows: { version: number; assigned: boolean; problem: { code: string } | null }[] }>(
    officer.send('POST', '/assessments/assign', { organisationId, assessments: [{ county, id, version }] }),
  )
}

/** From request to both signatures, with an answer and a field changed where given. */
export async function assessed(
  county: TestCounty,
  organisation: TestOrganisation,
  requested: Assessment,
  { answers = {}, information = {} }: { answers?: Answers; information?: Information } = {},
): Promise<Assessment> {
  await assign(county.officer, requested, organisation.id)
  const [first, second] = organisation.assessors
  const named = await accepted(
    organisation.coordinator.send('POST', at(requested, 'accept'), {
      assessorIds: [first.id, second.id],
      version: requested.version + 1,
    }),
  )
  const saved = await accepted(
    first.client.send('PATCH', at(requested), {
      answers: answered(answers),
      information: { ...filledIn, ...information },
      version: named.version,
    }),
  )
  const signed = await accepted(first.client.send('POST', at(requested, 'sign'), { version: saved.version }))
  return accepted(second.client.send('POST', at(requested, 'sign'), { version: signed.version }))
}

export async function confirmed(
  county: TestCounty,
  organisation: TestOrganisation,
  requested: Assessment,
  content: { answers?: Answers; information?: Information } = {},
): Promise<Assessment> {
  const { version } = await assessed(county, organisation, requested, content)
  county.pass()
  return accepted(county.officer.send('POST', at(requested, 'confirm'), { version }))
}
