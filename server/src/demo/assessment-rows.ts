import { createHash } from 'node:crypto'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { canonicalText } from '@yinian/core/assessments/signed-content.ts'
import type { DemoAssessment } from '@yinian/core/demo/assessments.ts'
import type { DemoElder } from '@yinian/core/demo/demo-elder.ts'
import type { DemoOfficer } from '@yinian/core/demo/organisations.ts'
import { maskPhone } from '@yinian/core/people/phone.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { assessmentNumber, defaultSettings } from '../assessments/index.ts'
import { sealWith } from '../crypto/seal.ts'
import type { DataKey } from '../crypto/vault.ts'
import { copyTarget, instant } from './copy.ts'

/** The tables of assessments, in the order in which they may be filled. */
export function assessmentTables() {
  return {
    assessment: copyTarget(
      'assessment',
      `county, id, region, number, elder_id, instrument_id, instrument_version, reason, objected_id, contact_name,
       phone_sealed, phone_masked, state, organisation_id, organisation_county, organisation_name, answers,
       information_sealed, scores, total, initial_level, final_level, changes, settings, requested_at, requested_by,
       assigned_at, assigned_by, due_on, signed_at, confirmed_at, confirmed_by, confirmed_on, valid_until, version`,
    ),
    assessor: copyTarget(
      'assessment_assessor',
      'county, id, region, assessment_id, organisation_id, assessor_id, assessor_name, background, named_at, named_by',
    ),
    signature: copyTarget(
      'assessment_signature',
      `county, id, region, assessment_id, organisation_id, assessor_id, assessor_name, account_id, content_hash,
       signed_at, withdrawn_at, withdrawn_by`,
    ),
    step: copyTarget(
      'assessment_step',
      'county, id, region, assessment_id, organisation_id, position, event, state, reason, at, account_id, account_name',
    ),
  }
}

export type AssessmentTables = ReturnType<typeof assessmentTables>

const settings = JSON.stringify(defaultSettings)

/** Adds one assessment of an elder with its assessors, signatures and steps. */
export function addAssessment(
  tables: AssessmentTables,
  elder: DemoElder,
  one: DemoAssessment,
  officer: DemoOfficer,
  key: DataKey,
): void {
  const { id, organisation, score } = one
  const region = elder.village.code
  const county = elder.village.county.code
  const seal = (label: string, plain: string): Buffer => sealWith(key, label, plain)
  tables.assessment.add([
    county,
    id,
    region,
    assessmentNumber(county, id, dayAt(new Date(one.requestedAt))),
    elder.id,
    gbt42195.id,
    gbt42195.version,
    one.reason,
    one.objectedId,
    one.contact.name,
    seal(`assessment.phone:${id}`, one.contact.phone),
    maskPhone(one.contact.phone),
    one.state,
    organisation?.id ?? null,
    organisation?.county ?? null,
    organisation?.name ?? null,
    JSON.stringify(one.answers),
    one.information === null ? null : seal(`assessment.information:${id}`, JSON.stringify(one.information)),
    JSON.stringify(
      score ? Object.fromEntries(score.indicators.map((indicator) => [indicator.id, indicator.score])) : {},
    ),
    score?.total ?? null,
    score?.initialLevel ?? null,
    score?.finalLevel ?? null,
    JSON.stringify(score?.changes ?? []),
    settings,
    instant(one.requestedAt),
    officer.accountId,
    instant(one.assignedAt),
    one.assignedAt === null ? null : officer.accountId,
    one.dueOn,
    instant(one.signedAt),
    instant(one.confirmedAt),
    one.confirmedAt === null ? null : officer.accountId,
    one.confirmedOn,
    one.validUntil,
    one.version,
  ])
  for (const { id: own, at, assessor } of one.named)
    tables.assessor.add([
      county,
      own,
      region,
      id,
      organisation?.id ?? null,
      assessor.id,
      assessor.name,
      assessor.background,
      instant(at),
      organisation?.coordinator.accountId ?? null,
    ])
  const hash = one.signatures.length > 0 ? hashOf(elder.id, one) : null
  for (const { id: own, at, assessor, withdrawnAt } of one.signatures)
    tables.signature.add([
      county,
      own,
      region,
      id,
      organisation?.id ?? null,
      assessor.id,
      assessor.name,
      assessor.accountId,
      hash,
      instant(at),
      instant(withdrawnAt),
      withdrawnAt === null ? null : officer.accountId,
    ])
  for (const step of one.steps)
    tables.step.add([
      county,
      step.id,
      region,
      id,
      step.organisationId,
      step.position,
      step.event,
      step.state,
      step.reason,
      instant(step.at),
      step.by.accountId,
      step.by.name,
    ])
}

function hashOf(elderId: string, { id, answers, information, score }: DemoAssessment): Buffer {
  const text = canonicalText({
    assessmentId: id,
    elderId,
    instrument: gbt42195,
    answers,
    information: information ?? {},
    total: score?.total ?? 0,
    finalLevel: score?.finalLevel ?? -1,
  })
  return createHash('sha256').update(text).digest()
}
