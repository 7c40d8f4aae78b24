import {
  confirmAssessment,
  getAssessment,
  listAssessments,
  returnAssessment,
  settleObjection,
} from '@yinian/core/assessments/api.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { wishedPlaces, wishedTimes } from '@yinian/core/assessments/wishes.ts'
import { channels } from '@yinian/core/family/channels.ts'
import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Warnings } from '../organisations/chips.tsx'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { WorkPage } from '../parts/work-page.tsx'
import { useMay } from '../shell/me.tsx'
import './assessments.css'
import { CaseActions } from './case/case-actions.tsx'
import { InformationOf, ReportButton, useCaseEvents } from './case/case-parts.tsx'
import { ResultOf, SignaturesOf } from './case/result-panel.tsx'
import { ScoresTable } from './case/scores-table.tsx'
import { DueText, LevelChip, levelName, reasonName, StateChip } from './chips.tsx'
import { texts } from './texts.ts'

/** One assessment: to decide for the officer whose turn it is, a file for everybody else. */
export function CasePage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getAssessment, { params: { county, id } })
  return (
    <Answer of={asked} height={480}>
      {(assessment) =>
        // nobody decides on a result they are not shown
        assessment.withheld?.includes('assessment') ? (
          <CaseFile key={assessment.id} assessment={assessment} />
        ) : assessment.possible.includes('confirm') ? (
          <ConfirmWork key={assessment.id} assessment={assessment} />
        ) : assessment.possible.includes('uphold') ? (
          <ObjectionWork key={assessment.id} assessment={assessment} />
        ) : (
          <CaseFile key={assessment.id} assessment={assessment} />
        )
      }
    </Answer>
  )
}

interface Props {
  readonly assessment: Assessment
}

const titleOf = ({ elderName, number }: Assessment) => elderName ?? number

function CaseFile({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const events = useCaseEvents(assessment)
  const begun = Object.keys(assessment.answers).length > 0
  const mine = assessment.assessorsNamed.some(({ isMe }) => isMe)
  return (
    <FilePage
      title={titleOf(assessment)}
      hint={<About assessment={assessment} />}
      chips={
        <>
          <StateChip state={assessment.state} />
          <LevelChip level={assessment.finalLevel} />
        </>
      }
      actions={<CaseActions assessment={assessment} />}
      facts={useCaseFacts(assessment)}
      events={events}
    >
      <Warnings of={assessment.warnings} />
      {assessment.channel === 'online' && assessment.state === 'requested' && (
        <p className="note-box">{t.askedOnline}</p>
      )}
      {assessment.objectedId !== null && (
        <p className="note-box">
          {t.objectedOf} ·{' '}
          <Link to={`/assessments/${assessment.county}/${assessment.objectedId}`}>{t.originalResult}</Link>
        </p>
      )}
      {begun && (
        <Panel title={assessment.confirmedOn === null ? t.resultSoFar : t.result}>
          <ResultOf assessment={assessment} />
        </Panel>
      )}
      {assessment.detail !== 'form' && (
        <p className="note-box">{assessment.detail === 'level' ? t.levelOnly : t.datedOnly}</p>
      )}
      {assessment.detail === 'form' && (
        <Panel title={t.signatures}>
          <SignaturesOf assessment={assessment} />
        </Panel>
      )}
      {begun && (
        <Panel title={t.scores}>
          <ScoresTable assessment={assessment} />
        </Panel>
      )}
      {begun && (
        <Panel title={t.information}>
          <InformationOf assessment={assessment} mine={mine} />
        </Panel>
      )}
    </FilePage>
  )
}

function About({ assessment }: Props): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      {assessment.number} · {say(reasonName(assessment.reason))}
      {assessment.reasonNote !== null && ` · ${assessment.reasonNote}`}
    </>
  )
}

function useCaseFacts(assessment: Assessment): readonly (readonly [string, ReactNode])[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const toFile = useMay('people:read')
  const { elder, contact } = assessment
  const separator = say({ zh: '、', en: ', ' })
  return [
    [
      t.elder,
      elder === null ? (
        t.ended
      ) : toFile ? (
        <Link key="elder" to={`/people/${elder.id}`}>
          {elder.name}
        </Link>
      ) : (
        elder.name
      ),
    ],
    ...(elder === null
      ? []
      : ([
          [t.identityNumber, elder.identityNumberMasked],
          [t.telephone, elder.telephoneMasked || '—'],
        ] as const)),
    [t.region, assessment.regionPath],
    ...(contact === null ? [] : [[t.contact, `${contact.name} ${contact.telephoneMasked}`] as const]),
    [t.organisation, assessment.organisationName ?? '—'],
    [t.assessors, assessment.assessors.join(separator) || '—'],
    [
      t.channel,
      [
        say(channels[assessment.channel]),
        assessment.askerName,
        assessment.askedAs === null ? null : assessment.askedAs === 'self' ? t.self : t.relative,
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    ...(assessment.wishedPlace === 'any' ? [] : [[t.wishedPlace, say(wishedPlaces[assessment.wishedPlace])] as const]),
    ...(assessment.wishedTime === 'any' ? [] : [[t.wishedTime, say(wishedTimes[assessment.wishedTime])] as const]),
    [t.requestedOn, <DayText key="requested" day={assessment.requestedOn} />],
    ...(assessment.dueOn === null ? [] : [[t.dueOn, <DueText key="due" {...assessment} />] as const]),
    ...(assessment.validUntil === null
      ? []
      : [[t.validUntil, <DayText key="until" day={assessment.validUntil} />] as const]),
  ]
}

/** The others that wait for the same decision, so that one works through them. */
function useQueue({ id }: Assessment, state: 'signed' | 'objected') {
  const asked = useEndpoint(listAssessments, { query: { state, limit: 200 } }, { keepLast: true })
  const rows = asked.data?.rows ?? []
  const index = rows.findIndex((row) => row.id === id)
  const at = (position: number) => {
    const row = rows[position]
    return row && `/assessments/${row.county}/${row.id}`
  }
  return {
    position: index + 1,
    total: asked.data?.total ?? rows.length,
    previous: index > 0 ? at(index - 1) : undefined,
    next: index >= 0 ? at(index + 1) : undefined,
    list: `/assessments?state=${state}`,
  }
}

function Evidence({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const events = useCaseEvents(assessment)
  return (
    <div className="evidence">
      <section>
        <h3>{t.scores}</h3>
        <ScoresTable assessment={assessment} />
      </section>
      <section>
        <h3>{t.information}</h3>
        <InformationOf assessment={assessment} mine={false} />
      </section>
      <section>
        <h3>{t.history}</h3>
        <Timeline events={events} />
      </section>
    </div>
  )
}

function Decision({ assessment, children }: Props & { children?: ReactNode }): ReactNode {
  const t = useTexts(texts)
  const facts = useCaseFacts(assessment)
  return (
    <div className="evidence">
      <Warnings of={assessment.warnings} />
      <section>
        <ResultOf assessment={assessment} />
      </section>
      {children}
      <section>
        <h3>{t.signatures}</h3>
        <SignaturesOf assessment={assessment} />
      </section>
      <section>
        <h3>{t.elder}</h3>
        <Facts of={facts} />
      </section>
    </div>
  )
}

function ConfirmWork({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const confirm = useCommand(confirmAssessment)
  const giveBack = useCommand(returnAssessment)
  const { county, id, version } = assessment
  const params = { county, id }
  const level = assessment.score.finalLevel
  return (
    <WorkPage
      title={titleOf(assessment)}
      hint={<About assessment={assessment} />}
      chips={<StateChip state={assessment.state} />}
      decision={
        <Decision assessment={assessment}>
          {level !== null && (
            <p className="note-box">{t.confirmMeans({ name: titleOf(assessment), level: say(levelName(level)) })}</p>
          )}
        </Decision>
      }
      evidence={<Evidence assessment={assessment} />}
      primary={{ label: t.confirm, run: () => confirm.mutateAsync({ params, body: { version } }) }}
      otherActions={
        <ConfirmAction
          label={t.return}
          title={t.return}
          explain={t.returnMeans}
          reason="required"
          run={(reason) => giveBack.mutateAsync({ params, body: { reason, version } })}
        />
      }
      queue={useQueue(assessment, 'signed')}
    />
  )
}

function ObjectionWork({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const settle = useCommand(settleObjection)
  const [reason, setReason] = useState('')
  const { county, id, version } = assessment
  const params = { county, id }
  const objection = assessment.steps.findLast((step) => step.event === 'object')
  const because = reason.trim()
  return (
    <WorkPage
      title={titleOf(assessment)}
      hint={<About assessment={assessment} />}
      chips={<StateChip state={assessment.state} />}
      decision={
        <Decision assessment={assessment}>
          <section>
            <h3>{t.objection}</h3>
            <p>{objection?.reason}</p>
          </section>
          <section>
            <label htmlFor="uphold-reason">
              <h3>{t.uphold}</h3>
            </label>
            <p className="faded small">{t.upholdMeans}</p>
            <Input.TextArea
              id="uphold-reason"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </section>
        </Decision>
      }
      evidence={<Evidence assessment={assessment} />}
      primary={{
        label: t.uphold,
        disabled: because.length < 2,
        run: () => settle.mutateAsync({ params, body: { decision: 'uphold', reason: because, version } }),
      }}
      otherActions={
        <>
          <ConfirmAction
            label={t.orderReassessment}
            title={t.orderReassessment}
            explain={t.orderReassessmentMeans}
            reason="required"
            run={(why) => settle.mutateAsync({ params, body: { decision: 'reassess', reason: why, version } })}
          />
          <ReportButton assessment={assessment} />
        </>
      }
      queue={useQueue(assessment, 'objected')}
    />
  )
}
