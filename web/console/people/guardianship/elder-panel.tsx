import type { ElderFile } from '@yinian/core/people/api.ts'
import {
  type GuardianshipArrangement,
  getGuardianshipOf,
  openGuardianship,
} from '@yinian/core/people/guardianship/api.ts'
import {
  guardianshipEvents,
  guardianshipNextSteps,
  guardianshipStates,
  stepKind,
} from '@yinian/core/people/guardianship/procedure.ts'
import {
  guardianshipDocuments,
  guardianshipEndings,
  guardianshipRoutes,
} from '@yinian/core/people/guardianship/vocabulary.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { DayText, InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { DayField } from '../../parts/day-field.tsx'
import { DueBy, type DueItem } from '../../parts/file-page.tsx'
import { Facts, Panel } from '../../parts/page-head.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { May, useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { RevealedField } from '../revealed-field.tsx'
import { GuardianshipChip } from './chip.tsx'
import { StepDialog } from './step-dialog.tsx'
import { texts } from './texts.ts'

/** Who signs for the elder, and how a guardian is being found. */
export function GuardianshipPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(getGuardianshipOf, { params: { id: elder.id } })
  return (
    <Panel
      title={t.title}
      extra={
        asked.data?.mayOpen === true && (
          <May do="people:write">
            <BeginDialog elder={elder} again={elder.categories.includes('guardianship:none')} />
          </May>
        )
      }
    >
      <Answer of={asked} height={80}>
        {({ signatory, arrangements }) => {
          const [first, ...more] = arrangements
          const running = first !== undefined && first.endedOn === null
          const earlier = running ? more : arrangements
          return (
            <>
              {signatory !== null && (
                <p className="row signatory">
                  <strong>{t.signatory}</strong>
                  {signatory.waits && <StatusChip tone="bad">{t.mustWait}</StatusChip>}
                  <span>{say(signatory.text)}</span>
                </p>
              )}
              {running && <Running elder={elder} one={first} />}
              {earlier.length > 0 && (
                <details className="earlier">
                  <summary>{t.earlier({ count: earlier.length })}</summary>
                  {earlier.map((one) => (
                    <Ended key={one.id} one={one} />
                  ))}
                </details>
              )}
            </>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Running({ elder, one }: { elder: ElderFile; one: GuardianshipArrangement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const route = one.route === null ? null : guardianshipRoutes[one.route]
  const primary = one.may.find((event) => stepKind(event).tells !== 'reason' && event !== 'place-temporarily')
  return (
    <>
      <Facts
        of={[
          [t.state, <GuardianshipChip key="state" state={one.state} />],
          [t.next, say(guardianshipNextSteps[one.state])],
          [t.due, one.dueOn === null ? null : <DueBy key="due" day={one.dueOn} />],
          [t.responsible, one.responsible],
          [t.way, route && say(route.name)],
          [t.ground, route && `${say(route.source)}${route.unverified ? t.unverified : ''}`],
          [one.state === 'in-force' ? t.guardian : t.candidate, one.candidate && <Candidate elder={elder} one={one} />],
          [t.temporary, one.temporaryGuardian],
          [t.inForceSince, one.inForceOn === null ? null : <DayText key="since" day={one.inForceOn} />],
        ]}
      />
      {one.may.length > 0 && (
        <div className="row guardianship-steps no-print">
          {one.may.map((event) => (
            <StepDialog key={`${one.version} ${event}`} arrangement={one} event={event} primary={event === primary} />
          ))}
        </div>
      )}
      <details className="earlier">
        <summary>{t.history}</summary>
        <Steps one={one} />
      </details>
    </>
  )
}

function Candidate({ elder, one }: { elder: ElderFile; one: GuardianshipArrangement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { candidate } = one
  if (candidate === null) return null
  const relation = relations[candidate.relation as keyof typeof relations] ?? relations.other
  return (
    <span className="row">
      <span>{candidate.name}</span>
      <span className="faded">{say(relation)}</span>
      {candidate.phone !== null && (
        <RevealedField
          elderId={elder.id}
          field="guardianCandidatePhone"
          recordId={one.id}
          label={t.phoneOf({ name: candidate.name })}
          value={candidate.phone}
        />
      )}
    </span>
  )
}

function Ended({ one }: { one: GuardianshipArrangement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="choice">
      <Facts
        of={[
          [t.state, <GuardianshipChip key="state" state={one.state} />],
          [t.ending, one.endedAs === null ? null : say(guardianshipEndings[one.endedAs].name)],
          [t.guardian, one.candidate?.name],
          [t.opened, <DayText key="opened" day={one.openedOn} />],
          [t.inForceSince, one.inForceOn === null ? null : <DayText key="since" day={one.inForceOn} />],
          [t.endedOn, <DayText key="ended" day={one.endedOn} />],
        ]}
      />
      <Steps one={one} />
    </div>
  )
}

function Steps({ one }: { one: GuardianshipArrangement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const others = { open: t.begun, carry: t.carried, restore: t.restored }
  return (
    <ul className="held">
      {one.steps.map((step) => (
        <li key={step.id}>
          <div>
            <div className="row">
              <strong>
                {step.event in others
                  ? others[step.event as keyof typeof others]
                  : say(guardianshipEvents[step.event as keyof typeof guardianshipEvents].name)}
              </strong>
              <span className="faded">{say(guardianshipStates[step.to])}</span>
            </div>
            {step.documents.length > 0 && (
              <div className="small">
                {step.documents
                  .map((paper) => `${say(guardianshipDocuments[paper.kind])} ${paper.number}`)
                  .join(say({ zh: '；', en: '; ' }))}
              </div>
            )}
            {step.note !== '' && <div className="small">{step.note}</div>}
            <div className="faded small">
              <DayText day={step.on} /> · {step.takenBy} · <InstantText at={step.takenAt} relative />
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}

interface Begun {
  readonly source: string
  readonly note?: string
  readonly responsible?: string
  readonly dueOn?: string
}

function BeginDialog({ elder, again }: { elder: ElderFile; again: boolean }): ReactNode {
  const t = useTexts(texts)
  const { today, account } = useMe()
  const open = useCommand(openGuardianship)
  return (
    <DialogForm<Begun>
      label={again ? t.beginAgain : t.begin}
      button={{ size: 'small' }}
      title={t.beginTitle}
      initial={{ responsible: account.displayName }}
      onSubmit={(body) => open.mutateAsync({ params: { id: elder.id }, body })}
    >
      <Form.Item
        name="source"
        label={t.source}
        rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
      >
        <Input maxLength={100} placeholder={t.sourceHint} />
      </Form.Item>
      <Form.Item name="note" label={t.note} extra={t.noteHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="responsible" label={t.responsible}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="dueOn" label={t.due} extra={t.dueHint}>
        <DayField from={today} />
      </Form.Item>
    </DialogForm>
  )
}

/** What of guardianship is due for this elder; asked only where the file says that something is. */
export function useGuardianshipDue(elder: ElderFile): readonly DueItem[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const concerns = elder.categories.some((one) => one === 'guardianship:none' || one === 'guardianship:guarded')
  const asked = useEndpoint(getGuardianshipOf, { params: { id: elder.id } }, { enabled: concerns && elder.responsible })
  return (asked.data?.arrangements ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map((one) => ({ id: one.id, what: t.dueTitle({ step: say(guardianshipNextSteps[one.state]) }), by: one.dueOn }))
}
