import { getQualityBoard, type QualityBoard } from '@yinian/core/data-quality/api.ts'
import { dimensions, qualityRules, subjects } from '@yinian/core/data-quality/rules.ts'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { Chart } from '../parts/chart.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import './data-quality.css'
import { DivisionsByRule } from './divisions-by-rule.tsx'
import { texts } from './texts.ts'

/** What every rule finds in a division, how it went, and the divisions below beside the rules. */
export function QualityPage(): ReactNode {
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? undefined
  const rule = qualityRules.find(({ id }) => id === address.get('rule'))?.id
  const query = { ...(region === undefined ? {} : { region }), ...(rule === undefined ? {} : { rule }) }
  const asked = useEndpoint(getQualityBoard, { query }, { keepLast: true })
  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(address)
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next, { replace: true, preventScrollReset: true })
  }
  return (
    <Answer of={asked} height={480}>
      {(board) => <Board board={board} rule={rule} set={set} />}
    </Answer>
  )
}

interface BoardProps {
  readonly board: QualityBoard
  readonly rule: string | undefined
  readonly set: (name: string, value: string | undefined) => void
}

function Board({ board, rule, set }: BoardProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const chosen = qualityRules.find(({ id }) => id === rule)
  return (
    <>
      <PageHead
        title={t.qualityOf({ place: board.regionPath.split(' ').at(-1) ?? '' })}
        hint={`${t.hint}${board.day === null ? '' : ` ${t.countedOn({ day: format.day(board.day) })}`}`}
        actions={
          <Link to="/data-quality/samples">
            <Button>{t.samples}</Button>
          </Link>
        }
      />
      <div className="stack">
        <Panel>
          <div className="quality-filter">
            <RegionField value={board.region} onChange={(code) => set('region', code)} aria-label={t.division} />
            <Select
              aria-label={t.rule}
              allowClear
              placeholder={t.all}
              value={rule ?? null}
              onChange={(value: string | null | undefined) => set('rule', value ?? undefined)}
              options={qualityRules.map(({ id, name }) => ({ value: id, label: say(name) }))}
            />
          </div>
        </Panel>
        {board.day === null ? (
          <Blank title={t.never} hint={t.neverHint} />
        ) : (
          <>
            <Panel>
              <Rules board={board} />
            </Panel>
            <Chart
              title={chosen === undefined ? t.trend : t.trendOf({ rule: say(chosen.name) })}
              height={200}
              kind="line"
              labelName={t.dayLabel}
              labels={board.trend.map(({ day }) => format.day(day))}
              series={[
                {
                  name: t.rate,
                  values: board.trend.map(({ population, cases }) =>
                    population === 0 ? null : Math.round((1 - cases / population) * 1000) / 10,
                  ),
                },
              ]}
              format={(value) => `${format.number(value, 1)}%`}
            />
            <DivisionsByRule board={board} rule={rule} />
          </>
        )}
      </div>
    </>
  )
}

function Rules({ board }: { board: QualityBoard }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const now = new Map(board.rules.map((one) => [one.rule, one]))
  const before = new Map(board.before?.rules.map((one) => [one.rule, one]))
  const share = (one: { population: number; cases: number } | undefined) =>
    one === undefined || one.population === 0 ? undefined : 1 - one.cases / one.population
  return (
    <div className="twin">
      <table className="quality-rules">
        <thead>
          <tr>
            <th scope="col">{t.rule}</th>
            <th scope="col">{t.about}</th>
            <th scope="col">{t.dimension}</th>
            <th scope="col" className="figure">
              {t.applies}
            </th>
            <th scope="col" className="figure">
              {t.cases}
            </th>
            <th scope="col" className="figure">
              {t.rate}
            </th>
            {board.before !== null && (
              <th scope="col" className="figure">
                {t.change({ day: format.day(board.before.day) })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {qualityRules.map(({ id, name, subject, dimension }) => {
            const one = now.get(id)
            const rate = share(one)
            const earlier = share(before.get(id))
            const moved = rate === undefined || earlier === undefined ? undefined : (rate - earlier) * 100
            return (
              <tr key={id}>
                <td>{say(name)}</td>
                <td>{say(subjects[subject])}</td>
                <td>{say(dimensions[dimension])}</td>
                <td className="figure">{format.number(one?.population ?? 0)}</td>
                <td className="figure">
                  {one === undefined || one.cases === 0 ? (
                    '0'
                  ) : (
                    <Link to={`/data-quality/cases?rule=${id}&region=${board.region}`}>{format.number(one.cases)}</Link>
                  )}
                </td>
                <td className="figure">{rate === undefined ? '—' : format.share(rate)}</td>
                {board.before !== null && (
                  <td className="figure">
                    {moved === undefined || Math.abs(moved) < 0.05
                      ? '—'
                      : t.points({ points: `${moved > 0 ? '+' : '−'}${format.number(Math.abs(moved), 1)}` })}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
