import { missingInformation } from '@yinian/core/assessments/information.ts'
import { fieldsOf, type Instrument } from '@yinian/core/assessments/instrument.ts'
import { type Outcome, outcomes } from '@yinian/core/surveys/campaigns.ts'
import { getSurveyList, type Respondent, recordVisit } from '@yinian/core/surveys/door-api.ts'
import { App, Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { newDeviceId } from '../../client/device/device-id.ts'
import { useDevice } from '../../client/device/use-outbox.ts'
import { useTaken } from '../../client/device/use-taken.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import '../assessments/assess/assess.css'
import { Shape } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { useMe } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { Questions } from './questions.tsx'
import './surveys.css'
import { texts } from './texts.ts'
import { useAnswers } from './use-answers.ts'
import { WaitingStrip } from './waiting-strip.tsx'

/** One person at the door. Nothing of it needs a network. */
export function AskPage(): ReactNode {
  const t = useTexts(texts)
  const { account } = useMe()
  const { county = '', id = '', respondent = '' } = useParams()
  const { store } = useDevice(account.id)
  const taken = useTaken(store, getSurveyList, { params: { county, id } }, `surveys/list/${id}`)
  const one = taken.data?.respondents.find((other) => other.id === respondent)
  if (taken.data === undefined) return taken.refusal ? <p>{t.notTaken}</p> : <Shape height={320} />
  if (one === undefined) return <p>{t.notTaken}</p>
  return <Asking one={one} instrument={taken.data.instrument as Instrument} back={`/surveys/door/${county}/${id}`} />
}

function Asking({ one, instrument, back }: { one: Respondent; instrument: Instrument; back: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { account, today } = useMe()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const { store, outbox, waiting } = useDevice(account.id)
  const { answers, fill, kept, forget } = useAnswers(store, one)
  const [outcome, setOutcome] = useState<Outcome>('asked')
  const [diedOn, setDiedOn] = useState<string>()
  const [movedTo, setMovedTo] = useState('')
  const [tried, setTried] = useState(false)
  const [id] = useState(() => newDeviceId())
  usePageName(one.name)
  const missing = outcome === 'asked' ? missingInformation(instrument, answers) : []
  const incomplete = missing.length > 0 || (outcome === 'died' && diedOn === undefined)
  const refused = waiting.find(({ about, refusal }) => about === one.id && refusal !== null)

  const submit = async () => {
    setTried(true)
    if (incomplete) return
    const body = {
      id,
      madeAt: new Date().toISOString(),
      outcome,
      ...(outcome === 'asked' ? { answers: answers as Readonly<Record<string, string>> } : {}),
      ...(outcome === 'died' && diedOn ? { diedOn } : {}),
      ...(outcome === 'moved' ? { movedTo } : {}),
    }
    await outbox.add(recordVisit, { params: { county: one.county, id: one.id }, body }, { id, about: one.id })
    if (outcome === 'asked') await forget()
    await outbox.flush()
    const left = outbox.waiting().some((other) => other.id === id)
    void (left ? message.info(t.submittedOffline) : message.success(t.submitted))
    void navigate(back)
  }
  return (
    <div className="door">
      <PageHead
        title={one.name}
        hint={[one.age === null ? '' : t.years({ age: one.age }), one.regionPath.split(' ').at(-1)]
          .filter(Boolean)
          .join(' · ')}
        actions={<Link to={back}>{t.back}</Link>}
      />
      <WaitingStrip />
      {refused?.refusal && (
        <p className="strip" role="alert">
          {say(refused.refusal.message)}{' '}
          <Button size="small" onClick={() => void outbox.drop(refused.id)}>
            {t.drop}
          </Button>
        </p>
      )}
      <Panel title={t.outcome}>
        <div className="door-outcomes">
          {(Object.keys(outcomes) as Outcome[]).map((code) => (
            <Button
              key={code}
              size="large"
              type={code === outcome ? 'primary' : 'default'}
              aria-pressed={code === outcome}
              onClick={() => setOutcome(code)}
            >
              {say(outcomes[code])}
            </Button>
          ))}
        </div>
      </Panel>
      {outcome === 'asked' && <Questions instrument={instrument} answers={answers} fill={fill} />}
      {outcome === 'died' && (
        <Panel title={t.diedOn}>
          <DayField id="survey-died-on" aria-label={t.diedOn} value={diedOn ?? null} to={today} onChange={setDiedOn} />
        </Panel>
      )}
      {outcome === 'moved' && (
        <Panel title={t.movedTo}>
          <Input
            size="large"
            aria-label={t.movedTo}
            maxLength={200}
            value={movedTo}
            onChange={({ target }) => setMovedTo(target.value)}
          />
        </Panel>
      )}
      <div className="door-send">
        <span className="small faded" role="status">
          {kept === 'there' ? t.keptThere : kept === 'here' ? t.keptHere : ''}
        </span>
        {tried && incomplete && <Lacking instrument={instrument} missing={missing} />}
        <Button type="primary" size="large" block onClick={() => void submit()}>
          {t.submit}
        </Button>
      </div>
    </div>
  )
}

function Lacking({ instrument, missing }: { instrument: Instrument; missing: readonly string[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const names = fieldsOf(instrument).filter((field) => missing.includes(field.id))
  return (
    <p className="overdue" role="alert">
      {missing.length === 0 ? t.missing : t.lacking({ count: missing.length })}{' '}
      {names.map(({ label }) => say(label)).join(' · ')}
    </p>
  )
}
