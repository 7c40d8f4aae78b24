import type { Answers, Instrument } from '@yinian/core/assessments/instrument.ts'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { type DisabilityCase, getDisability, recordSheet } from '@yinian/core/insurance/api.ts'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ItemCard } from '../assessments/assess/item-card.tsx'
import { WithInstrument } from '../assessments/use-instrument.tsx'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { useMe } from '../shell/me.tsx'
import '../assessments/assess/assess.css'
import '../assessments/assessments.css'
import { texts } from './texts.ts'

/** The seventeen items, filled in by one assessor on site. */
export function SheetPage(): ReactNode {
  const t = useTexts(texts)
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getDisability, { params: { county, id } })
  return (
    <div className="form wide-form">
      <Answer of={asked} height={480}>
        {(one) => (
          <>
            <PageHead title={`${one.elderName ?? one.number} · ${t.sheets}`} hint={t.sheetHint} />
            <WithInstrument id={one.instrumentId} version={one.instrumentVersion}>
              {(instrument) => <Filling key={one.id} one={one} instrument={instrument} />}
            </WithInstrument>
          </>
        )}
      </Answer>
    </div>
  )
}

function Filling({ one, instrument }: { one: DisabilityCase; instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const navigate = useNavigate()
  const record = useCommand(recordSheet)
  const before = one.sheets.find(({ mine, supersededAt }) => mine && supersededAt === null)
  const [answers, setAnswers] = useState<Answers>(before?.answers ?? {})
  const [on, setOn] = useState(before?.visitedOn ?? today)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const items = itemsOf(instrument)
  const left = items.filter(({ id }) => answers[id] === undefined).length
  const send = async () => {
    setRefusal(null)
    try {
      await record.mutateAsync({
        params: { county: one.county, id: one.id },
        body: {
          answers: { ...answers },
          visitedOn: on,
          version: one.version,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        },
      })
      await navigate(`/insurance/assessments/${one.county}/${one.id}`)
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <div className="stack">
      <Panel>
        <label htmlFor="visited-on">{t.visitedOn}</label>
        <DayField
          id="visited-on"
          value={on}
          from={one.appliedOn}
          to={today}
          onChange={(day) => day !== undefined && setOn(day)}
        />
      </Panel>
      {instrument.indicators.map((indicator) => (
        <section key={indicator.id} className="stack">
          <h2>{say(indicator.name)}</h2>
          {indicator.items.map((item) => (
            <div key={item.id}>
              {one.differing.includes(item.id) && <StatusChip tone="bad">{t.differs}</StatusChip>}
              <ItemCard
                item={item}
                answer={answers[item.id]}
                choose={(given) => setAnswers((held) => ({ ...held, [item.id]: given }))}
              />
            </div>
          ))}
        </section>
      ))}
      <Panel>
        {before && (
          <>
            <label htmlFor="sheet-reason">{t.whyChanged}</label>
            <Input.TextArea
              id="sheet-reason"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </>
        )}
        <RefusedLine refusal={refusal} />
        <div className="row">
          <Button
            type="primary"
            size="large"
            loading={record.isPending}
            disabled={left > 0 || !one.possible.includes('record')}
            onClick={() => void send()}
          >
            {t.handIn}
          </Button>
          {left > 0 && <span className="faded small">{t.left({ count: left })}</span>}
        </div>
      </Panel>
    </div>
  )
}
