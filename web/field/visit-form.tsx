import { checkInformation, missingInformation } from '@yinian/core/assessments/information.ts'
import { fieldsOf, type Instrument } from '@yinian/core/assessments/instrument.ts'
import { fill as filled } from '@yinian/core/language/text.ts'
import { type Outcome, outcomes } from '@yinian/core/surveys/campaigns.ts'
import { type Respondent, recordVisit } from '@yinian/core/surveys/door-api.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { newDeviceId } from '../client/device/device-id.ts'
import { useSpoken } from '../plain/language.tsx'
import { go } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import type { VisitBody } from './lists.ts'
import { notice } from './notice.ts'
import { Questions } from './questions.tsx'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'
import { useAnswers } from './use-answers.ts'

/** What came of a visit. Handed in, it waits on the device until the platform has it. */
export function VisitForm(props: {
  one: Respondent
  instrument: Instrument
  back: string
  /** A visit taken back to be corrected: it was made when it was made. */
  before: VisitBody | undefined
}): ReactNode {
  const { say } = useSpoken()
  const { store, outbox } = useDevice()
  const { one, instrument, before } = props
  const { answers, fill, kept, forget } = useAnswers(store, one)
  const [outcome, setOutcome] = useState<Outcome>(before?.outcome ?? 'asked')
  const [diedOn, setDiedOn] = useState(before?.diedOn ?? '')
  const [movedTo, setMovedTo] = useState(before?.movedTo ?? '')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [id] = useState(() => newDeviceId())
  const form = useRef<HTMLFormElement>(null)
  const missing = outcome === 'asked' ? missingInformation(instrument, answers) : []
  const faults = outcome === 'asked' ? checkInformation(instrument, answers) : []
  const lacksDay = outcome === 'died' && diedOn === ''

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const first = missing[0]?.split('/')[0] ?? faults[0]?.at.split('/')[2]
    if (first !== undefined) {
      form.current?.querySelector(`[data-field="${CSS.escape(first)}"]`)?.scrollIntoView({ block: 'center' })
      return
    }
    if (lacksDay || busy) return
    setBusy(true)
    const body: VisitBody = {
      id,
      madeAt: before?.madeAt ?? new Date().toISOString(),
      outcome,
      ...(outcome === 'asked' ? { answers: answers as Readonly<Record<string, string>> } : {}),
      ...(outcome === 'died' ? { diedOn } : {}),
      ...(outcome === 'moved' ? { movedTo } : {}),
    }
    await outbox.add(
      recordVisit,
      { params: { county: one.county, id: one.id }, body },
      { id, about: one.id, name: one.name },
    )
    if (outcome === 'asked') await forget()
    if (navigator.onLine) await outbox.flush()
    const left = outbox.waiting().find((other) => other.id === id)
    const said = left ? (left.refusal ? undefined : texts.submittedHere) : texts.submitted
    notice(said && filled(said, { name: one.name }))
    if (left?.refusal == null) go(props.back)
  }
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <fieldset className="outcomes">
        <legend>{say(texts.outcome)}</legend>
        {(Object.keys(outcomes) as Outcome[]).map((code) => (
          <label key={code} className="choice">
            <input type="radio" name="outcome" checked={outcome === code} onChange={() => setOutcome(code)} />
            <span>{say(outcomes[code])}</span>
          </label>
        ))}
      </fieldset>
      {outcome === 'asked' && (
        <Questions instrument={instrument} answers={answers} fill={fill} missing={tried ? missing : []} />
      )}
      {outcome === 'died' && (
        <div className="field">
          <label htmlFor="died-on">{say(texts.diedOn)}</label>
          <input
            id="died-on"
            type="date"
            max={dayAt(new Date())}
            value={diedOn}
            onChange={({ target }) => setDiedOn(target.value)}
          />
        </div>
      )}
      {outcome === 'moved' && (
        <div className="field">
          <label htmlFor="moved-to">{say(texts.movedTo)}</label>
          <input
            id="moved-to"
            maxLength={200}
            autoComplete="off"
            value={movedTo}
            onChange={({ target }) => setMovedTo(target.value)}
          />
        </div>
      )}
      <div className="send">
        {tried && missing.length > 0 && <Lacking instrument={instrument} missing={missing} />}
        {tried && lacksDay && (
          <p className="fault" role="alert">
            {say(texts.lackingDay)}
          </p>
        )}
        <button type="submit" className="button big" disabled={busy}>
          {say(texts.submit)}
        </button>
        <p className="soft" role="status">
          {kept === 'there' ? say(texts.keptThere) : kept === 'here' ? say(texts.keptHere) : ''}
        </p>
      </div>
    </form>
  )
}

function Lacking({ instrument, missing }: { instrument: Instrument; missing: readonly string[] }): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const names = fieldsOf(instrument).filter((field) => missing.some((one) => one.split('/')[0] === field.id))
  return (
    <p className="fault" role="alert">
      {many(texts.lacking, missing.length)} {names.map(({ label }) => say(label)).join(' · ')}
    </p>
  )
}
