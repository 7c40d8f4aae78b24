import { type Advice, fieldsOf, type Instrument } from '@yinian/core/assessments/instrument.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { texts } from '../texts.ts'

/** Ranges and combinations of an instrument that grades by degrees, with what in them is not confirmed. */
export function Grading({ instrument }: { instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { grading } = instrument
  if (grading?.kind !== 'combination') return null
  const names = new Map([...instrument.indicators, ...grading.groups].map(({ id, name }) => [id, say(name)]))
  const levelOf = (level: number) =>
    say(instrument.levels.find((one) => one.level === level)?.name ?? { zh: '', en: '' })
  return (
    <>
      <Panel title={t.bands}>
        <ul className="levels">
          {instrument.indicators.flatMap(({ id, bands = [] }) =>
            bands.map(({ band, name, from, to, unverified }) => (
              <li key={`${id} ${band}`}>
                <span>
                  {names.get(id)} {say(name)} {unverified !== undefined && <abbr title={say(unverified)}>※</abbr>}
                </span>
                <span className="figure">{t.from({ from, to })}</span>
              </li>
            )),
          )}
        </ul>
      </Panel>
      <Panel title={t.combinations}>
        <ul className="levels">
          {grading.rows.map(({ when, level, unverified }) => (
            <li key={JSON.stringify(when)}>
              <span>
                {Object.entries(when)
                  .map(([id, band]) => `${names.get(id) ?? id} ${band}`)
                  .join(say({ zh: '，', en: ', ' }))}{' '}
                {unverified !== undefined && (
                  <abbr className="unverified-mark" title={say(unverified)}>
                    ※
                  </abbr>
                )}
              </span>
              <span className="figure">{t.leadsTo({ level: levelOf(level) })}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

/** Every rule by which a form recommends something, in words. */
export function AdviceRules({ instrument }: { instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { advice = [] } = instrument
  const list = say({ zh: '、', en: ', ' })
  const tell = (condition: Advice['when'][number]): string => {
    if (condition.kind === 'level') return t.whenLevel({ levels: condition.anyOf.join(list) })
    if (condition.kind === 'ability') return t.whenAbility({ levels: condition.anyOf.join(list) })
    const field = fieldsOf(instrument).find(({ id }) => id === condition.field)
    const options = field?.kind === 'choice' || field?.kind === 'multi' ? field.options : []
    const chosen = options.filter(({ code }) => condition.anyOf.includes(code)).map(({ text }) => say(text))
    return t.whenChosen({ field: field ? say(field.label) : condition.field, options: chosen.join(list) })
  }
  if (advice.length === 0) return null
  return (
    <Panel title={t.adviceRules}>
      {advice.map(({ id, text, when }) => (
        <article key={id} className="instrument-item">
          <p>{say(text)}</p>
          <p className="faded small">{when.map(tell).join(say({ zh: '；且', en: '; and ' }))}</p>
        </article>
      ))}
    </Panel>
  )
}
