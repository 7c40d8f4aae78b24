import { fill, type Text } from '../language/text.ts'
import { type Organisation, qualifiesForAssessments } from '../organisations/organisation.ts'
import type { RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import { type AssessorQualification, hasMedicalBackground, qualifiesAsAssessor } from '../workforce/assessor.ts'

/** What a region asks of the two who sign. */
export interface SigningSettings {
  /** Whether one of the two must have a medical or nursing background. */
  readonly medicalBackground: boolean
  readonly unverified: Text
}

/** Beijing DB11/T 1754-2024 asks it of both; for GB/T 42195-2022 it is not confirmed, so it is off. */
export const defaultSigning: SigningSettings = {
  medicalBackground: false,
  unverified: {
    zh: '“至少一名评估员具有医护背景”未经 GB/T 42195-2022 正式文本核对，默认不启用',
    en: 'That at least one assessor has a medical or nursing background has not been checked against the official text of GB/T 42195-2022; off by default',
  },
}

export interface Signer extends AssessorQualification {
  readonly id: string
  readonly organisationId: string
  readonly name: string
}

export interface SigningCase {
  readonly region: RegionCode
  readonly organisation: Organisation
  readonly qualifiedAssessors: number
  /** The two that were named when the organisation accepted. */
  readonly assessors: readonly Signer[]
  readonly signedBy: readonly string[]
}

/** Why somebody may not sign; and what the signature goes through with all the same. */
export interface SigningDecision {
  readonly refusals: readonly Text[]
  readonly warnings: readonly Text[]
}

const reasons = {
  notNamed: { zh: '不是本次评估指定的评估员', en: 'Not one of the assessors named for this assessment' },
  notTwo: { zh: '须由两名不同的评估员共同评估', en: 'Two different assessors are needed' },
  twice: { zh: '已经签过名，须由另一名评估员签名', en: 'Has signed already; the other assessor must sign' },
  elsewhere: { zh: '{name}不属于承接本次评估的机构', en: '{name} does not belong to the assigned organisation' },
  medical: {
    zh: '本地区要求至少一名评估员具有医疗或护理背景',
    en: 'This region asks that one of the two has a medical or nursing background',
  },
} as const satisfies Record<string, Text>

/** What is wrong with the pair an organisation names; two assessors: MZ/T 039-2013 and DB11/T 1754-2024. */
export function faultsOfPair(
  assessors: readonly Signer[],
  organisationId: string,
  day: Day,
  settings: SigningSettings = defaultSigning,
): readonly Text[] {
  const faults: Text[] = []
  if (new Set(assessors.map(({ id }) => id)).size !== 2 || assessors.length !== 2) faults.push(reasons.notTwo)
  for (const assessor of assessors) {
    if (assessor.organisationId !== organisationId) faults.push(fill(reasons.elsewhere, { name: assessor.name }))
    faults.push(...qualifiesAsAssessor(assessor, day).reasons.map((reason) => ofPerson(assessor.name, reason)))
  }
  if (settings.medicalBackground && !assessors.some(hasMedicalBackground)) faults.push(reasons.medical)
  return faults
}

/**
 * Whether an assessor may sign on a day (B05: only a qualified, active assessor can sign a result).
 * The qualification is looked at on the day of signing, not only when the pair was named.
 */
export function decideSignature(
  { region, organisation, qualifiedAssessors, assessors, signedBy }: SigningCase,
  signerId: string,
  day: Day,
  settings: SigningSettings = defaultSigning,
): SigningDecision {
  const named = assessors.find(({ id }) => id === signerId)
  const { refusals, warnings } = qualifiesForAssessments(organisation, region, qualifiedAssessors, day)
  const pair = faultsOfPair(assessors, organisation.id, day, settings)
  return {
    refusals: [
      ...(named ? [] : [reasons.notNamed]),
      ...(signedBy.includes(signerId) ? [reasons.twice] : []),
      ...pair,
      ...refusals,
    ],
    warnings,
  }
}

function ofPerson(name: string, { zh, en }: Text): Text {
  return { zh: `${name}：${zh}`, en: `${name}: ${en}` }
}
