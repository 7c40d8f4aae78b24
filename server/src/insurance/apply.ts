import { telephoneWrong } from '@yinian/core/assessments/problems.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { applyForDisability, DisabilityCase, findApplicant, stepOfApplicant } from '@yinian/core/insurance/api.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import { disabilityProcedure, openStates } from '@yinian/core/insurance/procedure.ts'
import { stepDueOn } from '@yinian/core/insurance/rule.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { ageOn, isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { assessmentNumber, isAssessing } from '../assessments/index.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { type ElderReference, findByDocument, getElderRow, removeServingOrganisation } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import { type KeptApplication, openApplication, sealApplication } from './application.ts'
import { instrumentOfPlace } from './grading.ts'
import { type Held, holdFor, move, recordStep, subjectOf } from './move.ts'
import { describeCase } from './read.ts'
import type { Place } from './rows.ts'
import { findRule } from './rules.ts'

/** As much as a counter needs to know whether it is the right person; the look is recorded. @throws applicantUnknown */
export async function findApplicantBy(
  work: Work,
  { identityNumber }: BodyOf<typeof findApplicant>,
): Promise<ReplyOf<typeof findApplicant>> {
  const { tx, actor, vault } = work
  const elder = await findByDocument(tx, vault, identityNumber)
  if (!elder?.responsible) throw problems.applicantUnknown({ at: '/identityNumber' })
  await audit(work, 'insurance.applicant-looked', {
    region: elder.region,
    subjectType: 'elder',
    subjectId: elder.id,
    elderId: elder.id,
    purpose: '长护险失能等级评估申请',
  })
  const rule = await findRule(tx, elder.region, actor.today)
  return {
    county: elder.county,
    id: elder.id,
    name: elder.name,
    sex: elder.sex,
    age: ageOn(elder.birth, actor.today),
    identityNumberMasked: elder.documentNumberMasked,
    regionPath: (await nameRegions(tx, [elder.region]))(elder.region).path,
    running: rule?.running ?? false,
  }
}

/** @throws notFound, insuranceNotRunning, alreadyApplied, notLiving, dayWrong, telephoneWrong */
export async function applyFor(work: Work, body: BodyOf<typeof applyForDisability>): Promise<DisabilityCase> {
  const elder = await getElderRow(work.tx, body.elderId)
  if (!elder.responsible || elder.county !== body.county) throw notFound({ at: '/elderId' })
  if (!isDay(body.disabledSince) || body.disabledSince > work.actor.today)
    throw problems.dayWrong({ at: '/disabledSince' })
  const phone = readPhone(body.telephone)
  if (phone === null) throw telephoneWrong({ at: '/telephone' })
  const place = await openCaseFor(work, {
    elder,
    channel: body.channel,
    applicantKind: body.applicantKind,
    applicantName: body.applicantName.trim(),
    enrolment: body.enrolment,
    application: {
      selfAssessment: body.selfAssessment,
      selfAssessmentNote: body.selfAssessmentNote.trim(),
      disabledSince: body.disabledSince,
      papers: body.papers,
      phone,
    },
  })
  return describeCase(work, place)
}

interface NewCase {
  readonly elder: Pick<ElderReference, 'county' | 'id' | 'region' | 'state'>
  readonly channel: string
  readonly applicantKind: string
  readonly applicantName: string
  readonly enrolment: string
  readonly application: KeptApplication
  readonly objectedId?: string
  /** Accepted already, because the objection was. */
  readonly accepted?: true
}

/** @throws insuranceNotRunning, alreadyApplied, notLiving */
export async function openCaseFor(work: Work, asked: NewCase): Promise<Place> {
  const { tx, actor, vault } = work
  const { elder } = asked
  if (elder.state !== 'active') throw problems.notLiving({ at: '/elderId' })
  const rule = await findRule(tx, elder.region, actor.today)
  if (!rule?.running) throw problems.insuranceNotRunning({ at: '/elderId' })
  const instrument = await instrumentOfPlace(tx, elder.region, actor.today)
  const id = newId(actor.now)
  const state = asked.accepted ? 'accepted' : disabilityProcedure.initial
  const { area, document, settings, version } = rule
  const made = await tx
    .insertInto('disability_assessment')
    .values({
      county: elder.county,
      id,
      region: elder.region,
      number: assessmentNumber(elder.county, id, actor.today, 'SN'),
      elder_id: elder.id,
      state,
      instrument_id: instrument.id,
      instrument_version: instrument.version,
      rule: JSON.stringify({ area, document, version, settings }),
      channel: asked.channel,
      applicant_kind: asked.applicantKind,
      applicant_name: asked.applicantName,
      enrolment: asked.enrolment,
      application_sealed: await sealApplication(vault, elder.county, id, asked.application),
      phone_masked: asked.application.phone === '' ? '' : maskPhone(asked.application.phone),
      applied_on: actor.today,
      applied_at: actor.now,
      applied_by: actor.accountId,
      due_on: stepDueOn(state, actor.today, settings, null),
      objected_id: asked.objectedId ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'elder_id'])
        .where(sql<boolean>`state in (${sql.join(openStates.map((one) => sql.lit(one)))})`)
        .doNothing(),
    )
    .returning(['county', 'region', 'id', 'elder_id'])
    .executeTakeFirst()
  if (!made) throw problems.alreadyApplied({ at: '/elderId' })
  await recordStep(work, made, {
    organisationId: null,
    event: null,
    state,
    position: 1,
    ...(asked.channel === 'online' ? { by: asked.applicantName } : {}),
  })
  await audit(work, 'insurance.apply', {
    ...subjectOf(made),
    detail: { channel: asked.channel, ...(asked.objectedId ? { objected: asked.objectedId } : {}) },
  })
  return { county: made.county, id }
}

/** What the applicant did, taken down by whoever takes applications. @throws see the endpoint */
export async function stepForApplicant(
  work: Work,
  place: Place,
  { event, version, reason, papers, enrolment }: BodyOf<typeof stepOfApplicant>,
): Promise<DisabilityCase> {
  const { actor, vault } = work
  const held = await holdFor(work, place, event, version)
  if (event === 'object' && held.valid_until !== null && held.valid_until < actor.today)
    throw problems.objectionTooLate()
  const before = event === 'supplement' && papers ? await openApplication(vault, held) : null
  await move(work, held, event, {
    reason,
    changes: {
      ...(before && papers
        ? { application_sealed: await sealApplication(vault, held.county, held.id, { ...before, papers }) }
        : {}),
      ...(event === 'supplement' && enrolment ? { enrolment } : {}),
    },
    ...(papers ? { detail: { papers } } : {}),
  })
  if (event === 'withdraw') await leave(work, held)
  return describeCase(work, place)
}

/** With the end of a case the organisation’s part is over, unless it has an ability assessment of the elder in hand. */
export async function leave(work: Work, held: Held): Promise<void> {
  const { county, elder_id: elderId, organisation_id: organisationId } = held
  if (organisationId === null || (await isAssessing(work.tx, { county, elderId, organisationId }))) return
  await removeServingOrganisation(work, elderId, organisationId)
}
