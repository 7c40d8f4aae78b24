import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { Fragment, type ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'
import { WithInstrument } from '../use-instrument.tsx'

type Scored = Pick<Assessment, 'answers' | 'score' | 'instrumentId' | 'instrumentVersion'>

/** Every item with what was found, by indicator. */
export function ScoresTable({ assessment }: { assessment: Scored }): ReactNode {
  return (
    <WithInstrument id={assessment.instrumentId} version={assessment.instrumentVersion}>
      {(instrument) => <ScoresBy instrument={instrument} assessment={assessment} />}
    </WithInstrument>
  )
}

function ScoresBy({ assessment, instrument }: { assessment: Scored; instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { answers, score } = assessment
  return (
    <table className="scored">
      <caption className="unseen">{t.scores}</caption>
      <tbody>
        {instrument.indicators.map((indicator) => (
          <Fragment key={indicator.id}>
            <tr className="indicator">
              <th scope="rowgroup" colSpan={2}>
                {indicator.id} {say(indicator.name)}
              </th>
              <th className="number">
                {score.indicators.find(({ id }) => id === indicator.id)?.score ?? 0} / {indicator.max}
              </th>
            </tr>
            {indicator.items.map((item) => {
              const given = answers[item.id]
              const option = item.options.find((one) => one.score === given)
              return (
                <tr key={item.id}>
                  <th scope="row" className="faded">
                    {item.id} {say(item.name)}
                    {item.unverified !== undefined && (
                      <abbr title={say(item.unverified)} className="unverified-mark">
                        {' ※'}
                      </abbr>
                    )}
                  </th>
                  <td>{option ? say(option.text) : <span className="faded">{t.notAnswered}</span>}</td>
                  <td className="number">
                    {given ?? '—'} / {item.max}
                  </td>
                </tr>
              )
            })}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}
