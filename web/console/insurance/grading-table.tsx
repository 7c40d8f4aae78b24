import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Entry } from '@yinian/core/insurance/rules-api.ts'
import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip } from '../parts/status-chip.tsx'
import { useValue } from './chips.tsx'
import './insurance.css'
import { texts } from './texts.ts'

interface TableProps {
  readonly instrument: Instrument
  readonly entries: readonly Entry[]
  readonly chosen: readonly string[]
  /** Absent for whoever may not propose. */
  readonly toggle?: (key: string) => void
}

/** Ranges of the indicators, then the matrix; what nobody has confirmed says so in every cell. */
export function GradingTable(props: TableProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { instrument, entries } = props
  const degrees = instrument.indicators[0]?.bands ?? []
  const find = (key: string) => entries.find((entry) => entry.key === key)
  return (
    <>
      <h3>{t.bands}</h3>
      <div className="twin">
        <table className="insured grading">
          <caption className="unseen">{t.bands}</caption>
          <thead>
            <tr>
              <td />
              {degrees.map(({ band, name }) => (
                <th key={band} scope="col">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {instrument.indicators.map((indicator) => (
              <tr key={indicator.id}>
                <th scope="row">{say(indicator.name)}</th>
                {degrees.map(({ band }) => (
                  <Cell key={band} entry={find(`band/${indicator.id}/${band}`)} {...props} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t.cells}</h3>
      <p className="faded small">{t.cellsHint}</p>
      <div className="twin">
        <table className="insured grading">
          <caption className="unseen">{t.cells}</caption>
          <thead>
            <tr>
              <td />
              {degrees.map(({ band, name }) => (
                <th key={band} scope="col">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {degrees.map((daily) => (
              <tr key={daily.band}>
                <th scope="row">{say(daily.name)}</th>
                {degrees.map(({ band }) => (
                  <Cell key={band} entry={find(`cell/${daily.band}/${band}`)} {...props} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const tones = { confirmed: 'good', shipped: 'neutral', unconfirmed: 'bad' } as const

function Cell({ entry, chosen, toggle }: TableProps & { entry: Entry | undefined }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const shown = useValue()
  if (!entry) return <td>—</td>
  const value = shown(entry.value)
  return (
    <td>
      <span className="only-narrow small faded">{say(entry.name)}</span>
      <div className="grading-value">
        {toggle && (
          <Checkbox
            checked={chosen.includes(entry.key)}
            onChange={() => toggle(entry.key)}
            aria-label={say(entry.name)}
          />
        )}
        <strong>{value}</strong>
      </div>
      <StatusChip tone={tones[entry.standing]}>{t[entry.standing]}</StatusChip>
      {entry.proposal !== null && <StatusChip tone="waiting">{t.proposed}</StatusChip>}
      {entry.standing !== 'unconfirmed' && <div className="faded small">{say(entry.source)}</div>}
      {entry.waiting > 0 && <div className="small overdue">{t.waitingCount({ count: entry.waiting })}</div>}
    </td>
  )
}
