import { listInstruments } from '@yinian/core/assessments/api.ts'
import { checkInformation, missingInformation } from '@yinian/core/assessments/information.ts'
import type { Answers, FieldValue, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import { recordByInstrument } from '@yinian/core/assessments/record-api.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import { getElder } from '@yinian/core/people/api.ts'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { DayField } from '../../parts/day-field.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { useMe } from '../../shell/me.tsx'
import '../assess/assess.css'
import '../assessments.css'
import { FieldEntry } from '../assess/field-entry.tsx'
import { ItemCard } from '../assess/item-card.tsx'
import { WithInstrument } from '../use-instrument.tsx'
import { texts } from './texts.ts'

/** Needs, family capacity, screens, old results: any form but the ability assessment, which needs two assessors. */
export function NewRecordPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [address, setAddress] = useSearchParams()
  const id = address.get('elder') ?? ''
  const elder = useEndpoint(getElder, { params: { id } })
  const asked = useEndpoint(listInstruments)
  const chosen = address.get('form') ?? undefined
  return (
    <div className="form wide-form">
      <PageHead title={t.record} hint={elder.data?.name ?? t.recordHint} />
      <Answer of={asked}>
        {({ rows }) => {
          const forms = rows.filter(({ kind }) => kind !== 'ability')
          const one = forms.find((form) => `${form.id}@${form.version}` === chosen)
          return (
            <div className="stack">
              <Select
                aria-label={t.chooseForm}
                placeholder={t.chooseForm}
                size="large"
                style={{ width: '100%' }}
                value={chosen ?? null}
                onChange={(form: string) => setAddress({ ...Object.fromEntries(address), form }, { replace: true })}
                options={forms.map((form) => ({
                  value: `${form.id}@${form.version}`,
                  label: `${say(form.name)}（${form.version}）`,
                }))}
              />
              {one !== undefined && (
                <WithInstrument key={chosen} id={one.id} version={one.version}>
                  {(instrument) => (
                    <Filling instrument={instrument} county={address.get('county') ?? ''} elderId={id} />
                  )}
                </WithInstrument>
              )}
            </div>
          )
        }}
      </Answer>
    </div>
  )
}

function Filling({
  instrument,
  county,
  elderId,
}: {
  instrument: Instrument
  county: string
  elderId: string
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const navigate = useNavigate()
  const record = useCommand(recordByInstrument)
  const [answers, setAnswers] = useState<Answers>({})
  const [information, setInformation] = useState<Information>({})
  const [on, setOn] = useState(today)
  const [organisationName, setOrganisationName] = useState('')
  const [paperNumber, setPaperNumber] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const score = scoreAssessment(instrument, answers, information)
  const missing = [...score.missing, ...missingInformation(instrument, information)]
  const faults = checkInformation(instrument, information)
  const level = instrument.levels.find((one) => one.level === score.finalLevel)
  const fill = (id: string, value: FieldValue | null) =>
    setInformation(({ [id]: _before, ...others }) => (value === null ? others : { ...others, [id]: value }))
  const send = async () => {
    setRefusal(null)
    try {
      const made = await record.mutateAsync({
        body: {
          county,
          elderId,
          instrumentId: instrument.id,
          instrumentVersion: instrument.version,
          assessedOn: on,
          answers: { ...answers },
          information: { ...information } as Record<string, never>,
          ...(organisationName.trim() === '' ? {} : { organisationName: organisationName.trim() }),
          ...(paperNumber.trim() === '' ? {} : { paperNumber: paperNumber.trim() }),
        },
      })
      await navigate(`/assessments/records/${made.county}/${made.id}`, { replace: true })
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <>
      <Notes of={instrument} />
      <Panel>
        <div className="stack-tight">
          <label htmlFor="assessed-on">{t.assessedOn}</label>
          <DayField id="assessed-on" value={on} to={today} onChange={(day) => day !== undefined && setOn(day)} />
          {instrument.kind === 'old-ability' && (
            <>
              <label htmlFor="old-organisation">{t.organisation}</label>
              <Input
                id="old-organisation"
                maxLength={100}
                value={organisationName}
                onChange={({ target }) => setOrganisationName(target.value)}
              />
              <label htmlFor="old-number">{t.paperNumber}</label>
              <Input
                id="old-number"
                maxLength={60}
                value={paperNumber}
                onChange={({ target }) => setPaperNumber(target.value)}
              />
            </>
          )}
        </div>
      </Panel>
      {instrument.indicators.flatMap(({ items }) =>
        items.map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            answer={answers[item.id]}
            choose={(given) => setAnswers((before) => ({ ...before, [item.id]: given }))}
          />
        )),
      )}
      {instrument.forms.map((form) => (
        <Panel key={form.id} title={say(form.name)}>
          {form.fields.map((field) => (
            <div key={field.id} className="entry">
              <h3 id={`field-${field.id}`}>{say(field.label)}</h3>
              <FieldEntry
                field={field}
                labelId={`field-${field.id}`}
                value={information[field.id]}
                fill={(value) => fill(field.id, value)}
              />
            </div>
          ))}
        </Panel>
      ))}
      <Panel title={t.levelNow}>
        <p>{level === undefined ? t.notYet : say(level.name)}</p>
        <RefusedLine refusal={refusal} />
        <div className="row">
          <Button
            type="primary"
            size="large"
            disabled={missing.length > 0 || faults.length > 0}
            loading={record.isPending}
            onClick={() => void send()}
          >
            {t.save}
          </Button>
          {missing.length > 0 && <span className="faded small">{t.missing}</span>}
        </div>
      </Panel>
    </>
  )
}

/** What must be known before a form is used: its limits, its licence, what nobody has confirmed. */
export function Notes({
  of: instrument,
}: {
  of: Pick<Instrument, 'notOfficial' | 'licence' | 'unverified'>
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="note-box">
      {instrument.notOfficial !== undefined && (
        <p>
          <strong>{t.notOfficial}：</strong>
          {say(instrument.notOfficial)}
        </p>
      )}
      {instrument.licence !== undefined && <p className="small">{say(instrument.licence)}</p>}
      {instrument.unverified.map((text) => (
        <p key={text.en} className="unverified-mark">
          ※ {t.unverified}：{say(text)}
        </p>
      ))}
    </div>
  )
}
