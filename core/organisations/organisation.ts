import { fill, type Text } from '../language/text.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'

/** What an organisation is in the elderly-care service system. */
export const organisationKinds = {
  'assessment-organisation': { zh: '评估机构', en: 'Assessment organisation' },
  institution: { zh: '养老机构', en: 'Elderly-care institution' },
  'service-provider': { zh: '居家社区养老服务组织', en: 'Home and community service provider' },
  'medical-institution': { zh: '医疗卫生机构', en: 'Medical institution' },
  'social-service-organisation': { zh: '社会服务机构', en: 'Social service organisation' },
  'insurance-agency': { zh: '医疗保障经办机构', en: 'Medical-insurance agency' },
  'training-institution': { zh: '培训机构', en: 'Training institution' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type OrganisationKind = keyof typeof organisationKinds

/** How it is lawfully registered; GB/T 42195-2022 §5.2 admits the first three as assessment organisations. */
export const legalForms = {
  enterprise: { zh: '企业', en: 'Enterprise' },
  'public-institution': { zh: '事业单位', en: 'Public institution' },
  'social-organisation': { zh: '社会组织', en: 'Social organisation' },
  'individual-business': { zh: '个体工商户', en: 'Individual business' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type LegalForm = keyof typeof legalForms

export const organisationStatuses = {
  active: { zh: '正常', en: 'Active' },
  suspended: { zh: '暂停', en: 'Suspended' },
  removed: { zh: '已移出', en: 'Removed' },
} as const satisfies Record<string, Text>
export type OrganisationStatus = keyof typeof organisationStatuses

/** Where a status may go. A removed organisation comes back only by a new registration. */
export const statusChanges: Readonly<Record<OrganisationStatus, readonly OrganisationStatus[]>> = {
  active: ['suspended', 'removed'],
  suspended: ['active', 'removed'],
  removed: [],
}

export function mayBecome(from: OrganisationStatus, to: OrganisationStatus): boolean {
  return statusChanges[from].includes(to)
}

/** GB/T 42195-2022 §5.2: an assessment organisation has at least five full- or part-time assessors. */
export const fewestAssessors = 5

/** What assigning and signing look at. */
export interface Organisation {
  readonly id: string
  readonly kind: OrganisationKind
  readonly legalForm: LegalForm
  readonly status: OrganisationStatus
  /** Divisions it serves, each with everything below. */
  readonly territory: readonly RegionCode[]
  /** The last day of the purchase contract; null where it has none. */
  readonly contractUntil: Day | null
}

/** Whether an organisation serves a place. */
export function serves(organisation: Pick<Organisation, 'territory'>, region: RegionCode): boolean {
  return organisation.territory.some((served) => isWithin(region, served))
}

const reasons = {
  kind: { zh: '不是评估机构', en: 'It is not an assessment organisation' },
  legalForm: {
    zh: '须为依法登记的企业、事业单位或社会组织（GB/T 42195-2022 §5.2）',
    en: 'It must be a lawfully registered enterprise, public institution or social organisation (GB/T 42195-2022 §5.2)',
  },
  status: { zh: '已被暂停或移出', en: 'It has been suspended or removed' },
  territory: { zh: '不服务这个地区', en: 'It does not serve this region' },
  assessors: {
    zh: '在册合格评估员 {count} 名，少于 {fewest} 名（GB/T 42195-2022 §5.2）',
    en: 'It has {count} qualified assessors, fewer than {fewest} (GB/T 42195-2022 §5.2)',
  },
  contract: { zh: '购买服务合同已到期', en: 'Its purchase contract has ended' },
} as const satisfies Record<string, Text>

/** Why an organisation cannot take assessments in a region, and what an officer should know all the same. */
export interface Eligibility {
  readonly refusals: readonly Text[]
  readonly warnings: readonly Text[]
}

/**
 * Whether assessments of a region can be assigned to an organisation on a day.
 * Too few assessors and an ended contract are warnings: the officer may still need the result.
 */
export function qualifiesForAssessments(
  organisation: Organisation,
  region: RegionCode,
  qualifiedAssessors: number,
  day: Day,
): Eligibility {
  const { kind, legalForm, status, contractUntil } = organisation
  const lawful: readonly LegalForm[] = ['enterprise', 'public-institution', 'social-organisation']
  return {
    refusals: [
      ...(kind === 'assessment-organisation' ? [] : [reasons.kind]),
      ...(lawful.includes(legalForm) ? [] : [reasons.legalForm]),
      ...(status === 'active' ? [] : [reasons.status]),
      ...(serves(organisation, region) ? [] : [reasons.territory]),
    ],
    warnings: [
      ...(qualifiedAssessors >= fewestAssessors
        ? []
        : [fill(reasons.assessors, { count: qualifiedAssessors, fewest: fewestAssessors })]),
      ...(contractUntil === null || day <= contractUntil ? [] : [reasons.contract]),
    ],
  }
}
