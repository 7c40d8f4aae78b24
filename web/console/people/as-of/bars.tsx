import type { ElderAsOf } from '@yinian/core/people/as-of-api.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

type Bar = ElderAsOf['bars'][number]
const time = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** One line for each thing that changes, its periods as bars; a mark stands where the day is. The table says the same. */
export function Bars({ told }: { told: ElderAsOf }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const format = useFormat()
  const days = told.bars.flatMap(({ from, to }) => [from, to].filter((day) => day !== null))
  const last = [...days, today, told.day].sort().at(-1) ?? today
  const first = [...days, told.day, told.registeredAt.slice(0, 10)].sort()[0] ?? today
  const span = Math.max(time(last) - time(first), 86_400_000)
  const place = (day: string | null, otherwise: number) =>
    day === null ? otherwise : Math.min(Math.max(((time(day) - time(first)) / span) * 100, 0), 100)
  const lines = Map.groupBy(told.bars, (bar) => `${bar.track} ${bar.line.zh}`)
  const period = ({ from, to }: Bar) =>
    `${from === null ? t.ever : format.day(from)} – ${to === null ? t.today : format.day(to)}`
  return (
    <>
      <div className="life-bars" aria-hidden="true">
        {[...lines].map(([key, bars]) => (
          <div key={key} className="life-line">
            <span className="small">{say(bars[0]?.line ?? { zh: '', en: '' })}</span>
            <div className={`life-track ${bars[0]?.track}`}>
              {bars.map((bar) => {
                const left = place(bar.from, 0)
                return (
                  <span
                    key={`${bar.value.zh} ${bar.from}`}
                    className="life-bar"
                    style={{ left: `${left}%`, width: `${Math.max(place(bar.to, 100) - left, 0.6)}%` }}
                    title={`${say(bar.value)} · ${period(bar)}`}
                  >
                    {say(bar.value)}
                  </span>
                )
              })}
              <span className="life-day" style={{ left: `${place(told.day, 0)}%` }} />
            </div>
          </div>
        ))}
        <div className="life-line">
          <span />
          <div className="life-scale faded small">
            <span>{format.day(first)}</span>
            <span>{format.day(last)}</span>
          </div>
        </div>
      </div>
      <details className="earlier">
        <summary>{t.asTable}</summary>
        <div className="twin">
          <table className="life-table">
            <thead>
              <tr>
                <th scope="col">{t.track}</th>
                <th scope="col">{t.value}</th>
                <th scope="col">{t.from}</th>
                <th scope="col">{t.to}</th>
              </tr>
            </thead>
            <tbody>
              {told.bars.map((bar) => (
                <tr key={`${bar.track} ${bar.line.zh} ${bar.value.zh} ${bar.from}`}>
                  <td>{say(bar.line)}</td>
                  <td>{say(bar.value)}</td>
                  <td>{bar.from === null ? t.ever : format.day(bar.from)}</td>
                  <td>{bar.to === null ? t.today : format.day(bar.to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
