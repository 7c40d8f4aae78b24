import { type DisabilityCase, getDisability } from '@yinian/core/insurance/api.ts'
import {
  applicantKinds,
  deliveryManners,
  disabilityEventKind,
  enrolments,
  paperKinds,
  refusalKinds,
  selfAssessments,
} from '@yinian/core/insurance/procedure.ts'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DueBy, FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import type { TimelineEvent } from '../parts/timeline.tsx'
import { CaseSteps } from './case-steps.tsx'
import { DisabilityChip, gradeName } from './chips.tsx'
import { ConclusionPanel } from './conclusion-panel.tsx'
import { SheetsPanel } from './sheets-panel.tsx'
import { texts } from './texts.ts'

/** One disability-grade assessment, with what can be done about it now. */
export function DisabilityPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getDisability, { params: { county, id } })
  return (
    <Answer of={asked} height={480}>
      {(one) => <CaseFile key={one.id} one={one} />}
    </Answer>
  )
}

function CaseFile({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <FilePage
      title={one.elderName ?? one.number}
      hint={one.number}
      chips={
        <>
          <DisabilityChip state={one.state} />
          {one.grade !== null && <StatusChip tone="plain">{say(gradeName(one.grade))}</StatusChip>}
          {one.blocked && <StatusChip tone="bad">{t.blockedChip}</StatusChip>}
        </>
      }
      actions={<CaseSteps one={one} />}
      facts={useFacts(one)}
      events={useEvents(one)}
    >
      {one.missing.length > 0 && (
        <div className="note-box">
          <strong>{t.missing}</strong>
          <ul>
            {one.missing.map((text) => (
              <li key={text.zh}>{say(text)}</li>
            ))}
          </ul>
        </div>
      )}
      {one.objectedId !== null && (
        <p className="note-box">
          <Link to={`/insurance/assessments/${one.county}/${one.objectedId}`}>{t.objectedTo}</Link>
        </p>
      )}
      <ConclusionPanel one={one} />
      <SheetsPanel one={one} />
      <ApplicationPanel one={one} />
    </FilePage>
  )
}

function ApplicationPanel({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { application } = one
  if (application === null) return null
  const separator = say({ zh: '、', en: ', ' })
  return (
    <Panel title={t.application}>
      <Facts
        of={[
          [t.applicantKind, say(applicantKinds[one.applicantKind])],
          [t.applicantName, one.applicantName],
          [t.telephone, one.contactMasked],
          [t.enrolment, say(enrolments[one.enrolment])],
          [t.disabledSince, <DayText key="since" day={application.disabledSince} />],
          [t.selfAssessment, say(selfAssessments[application.selfAssessment])],
          [t.selfAssessmentNote, application.selfAssessmentNote],
          [t.papers, application.papers.map((paper) => say(paperKinds[paper])).join(separator) || '—'],
        ]}
      />
    </Panel>
  )
}

function useFacts(one: DisabilityCase): readonly (readonly [string, ReactNode])[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { elder } = one
  const day = (label: string, on: string | null) =>
    on === null ? [] : [[label, <DayText key={label} day={on} />] as const]
  return [
    ...(elder === null
      ? [[t.elder, t.partEnded] as const]
      : ([
          [t.elder, `${elder.name} · ${elder.sex === 'male' ? t.male : t.female} · ${elder.age}`],
          [t.identity, elder.identityNumberMasked || '—'],
        ] as const)),
    [t.region, one.regionPath],
    ...day(t.appliedOn, one.appliedOn),
    ...(one.dueOn === null ? [] : [[t.due, <DueBy key="due" day={one.dueOn} />] as const]),
    ...(one.organisationName === null ? [] : [[t.organisation, one.organisationName] as const]),
    ...(one.assessors.length === 0 ? [] : [[t.assessors, one.assessors.join(say({ zh: '、', en: ', ' }))] as const]),
    ...(one.noticeFrom === null || one.noticeUntil === null
      ? []
      : [
          [
            t.notice,
            <span key="notice">
              <DayText day={one.noticeFrom} /> – <DayText day={one.noticeUntil} />
            </span>,
          ] as const,
        ]),
    ...(one.refusal === null ? [] : [[t.refusal, say(refusalKinds[one.refusal])] as const]),
    ...day(t.decidedOn, one.decidedOn),
    ...(one.decidedBy === null ? [] : [[t.decidedBy, one.decidedBy] as const]),
    ...day(t.validUntil, one.validUntil),
    ...(one.deliveredHow === null ? [] : [[t.deliveredHow, say(deliveryManners[one.deliveredHow])] as const]),
    ...(one.carriedFrom === '' ? [] : [[t.carriedFrom, one.carriedFrom] as const]),
    ...day(t.evidenceOn, one.acceptedAsEvidenceOn),
    ...(one.ruleDocument === '' ? [] : [[t.rule, one.ruleDocument] as const]),
  ]
}

const bad = ['refuse', 'differ', 'contest', 'send-back', 'object', 'assess-again']

function useEvents(one: DisabilityCase): readonly TimelineEvent[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return one.steps
    .map(
      (step, index): TimelineEvent => ({
        id: `${index}`,
        at: step.at,
        title: step.event === null ? t.appliedEvent : say(disabilityEventKind(step.event).name),
        who: step.by,
        ...(step.reason === null ? {} : { detail: step.reason }),
        ...(step.event !== null && bad.includes(step.event) ? { tone: 'bad' as const } : {}),
      }),
    )
    .toReversed()
}
