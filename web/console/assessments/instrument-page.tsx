import { getInstrument } from '@yinian/core/assessments/api.ts'
import type { Field, Instrument, Item } from '@yinian/core/assessments/instrument.ts'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { usePageName } from '../shell/page-name.tsx'
import './assessments.css'
import { AdviceRules, Grading } from './instruments/grading.tsx'
import { texts } from './texts.ts'

/** One version of an instrument, item by item, with everything in it that is not verified. */
export function InstrumentPage(): ReactNode {
  const { id = '', version = '' } = useParams()
  const asked = useEndpoint(getInstrument, { params: { id, version } })
  return <Answer of={asked}>{(instrument) => <InstrumentText instrument={instrument} />}</Answer>
}

function InstrumentText({ instrument }: { instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  usePageName(say(instrument.name))
  const byTotal = (instrument.grading?.kind ?? 'total') === 'total'
  return (
    <>
      <PageHead
        title={say(instrument.name)}
        hint={
          <>
            {say(instrument.source)} · {t.inForceFrom} <DayText day={instrument.inForceFrom} />
          </>
        }
      />
      <div className="stack instrument">
        <Unverified of={instrument.unverified.map(say)} />
        {instrument.notOfficial !== undefined && (
          <p className="note-box">
            {t.limits}：{say(instrument.notOfficial)}
          </p>
        )}
        {instrument.licence !== undefined && <p className="faded small">{say(instrument.licence)}</p>}
        {instrument.levels.length > 0 && (
          <Panel title={t.levelsAndTotals}>
            <ul className="levels">
              {instrument.levels.map((level) => (
                <li key={level.level}>
                  <strong>{say(level.name)}</strong> <span className="faded">{say(level.alias)}</span>
                  {byTotal && <span className="figure">{t.from({ from: level.from, to: level.to })}</span>}
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Grading instrument={instrument} />
        <AdviceRules instrument={instrument} />
        {instrument.indicators.map((indicator) => (
          <Panel
            key={indicator.id}
            title={`${indicator.id} ${say(indicator.name)}（${t.points({ score: indicator.max })}）`}
          >
            {indicator.items.map((item) => (
              <ItemText key={item.id} item={item} />
            ))}
          </Panel>
        ))}
        {instrument.changes.length > 0 && (
          <Panel title={t.changeRules}>
            {instrument.changes.map((rule) => (
              <article key={rule.id} className="instrument-item">
                <p>{say(rule.name)}</p>
                <p className="faded small">{rule.clause}</p>
                <Unverified of={rule.unverified ? [say(rule.unverified)] : []} />
              </article>
            ))}
          </Panel>
        )}
        {instrument.forms.map((form) => (
          <Panel key={form.id} title={`${form.id} ${say(form.name)}`}>
            {form.fields.map((field) => (
              <FieldText key={field.id} field={field} />
            ))}
          </Panel>
        ))}
      </div>
    </>
  )
}

function ItemText({ item }: { item: Item }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <article className="instrument-item">
      <h3>
        {item.id} {say(item.name)}
      </h3>
      <p className="faded small">{say(item.instruction)}</p>
      <ul className="levels">
        {item.options.map((option) => (
          <li key={option.score}>
            <span>{say(option.text)}</span>
            <span className="figure">{t.points({ score: option.score })}</span>
          </li>
        ))}
      </ul>
      <Unverified of={item.unverified ? [say(item.unverified)] : []} />
    </article>
  )
}

function FieldText({ field }: { field: Field }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const separator = say({ zh: ' / ', en: ' / ' })
  const options =
    field.kind === 'choice' || field.kind === 'multi'
      ? field.options
      : field.kind === 'table'
        ? (field.rows ?? field.columns.map(({ code, label }) => ({ code, text: label })))
        : []
  return (
    <article className="instrument-item">
      <h3>
        {field.id} {say(field.label)} {field.required && <span className="faded small">{t.required}</span>}
      </h3>
      {options.length > 0 && <p className="small">{options.map(({ text }) => say(text)).join(separator)}</p>}
      <Unverified of={field.unverified ? [say(field.unverified)] : []} />
    </article>
  )
}

function Unverified({ of: notes }: { of: readonly string[] }): ReactNode {
  const t = useTexts(texts)
  return notes.map((note) => (
    <p key={note} className="unverified-mark">
      ※ {t.unverified}：{note}
    </p>
  ))
}
