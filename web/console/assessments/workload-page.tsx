import { getWorkload } from '@yinian/core/assessments/api.ts'
import { defaultTurnaround } from '@yinian/core/assessments/turnaround.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { firstDayOf, monthOf } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { PeriodAndPlace, usePeriodAndPlace } from '../parts/period-and-place.tsx'
import './assessments.css'
import { texts } from './texts.ts'

type Row = ReplyOf<typeof getWorkload>['rows'][number]

/** What each organisation did in a time, how fast, and what is to be paid for it. */
export function WorkloadPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const chosen = usePeriodAndPlace((today) => firstDayOf(monthOf(today)))
  const asked = useEndpoint(getWorkload, { query: chosen.query }, { keepLast: true })
  return (
    <>
      <PageHead title={t.workload} hint={t.workloadHint} />
      <PeriodAndPlace chosen={chosen} place={t.region} />
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Blank title={t.noWorkload} />
          ) : (
            <Panel>
              <WorkloadTable rows={rows} />
              <p className="faded small">{t.turnaroundNote}</p>
              {defaultTurnaround.unverified !== undefined && (
                <p className="unverified-mark">※ {say(defaultTurnaround.unverified)}</p>
              )}
            </Panel>
          )
        }
      </Answer>
    </>
  )
}

function WorkloadTable({ rows }: { rows: readonly Row[] }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const sum = (one: (row: Row) => number) => format.number(rows.reduce((total, row) => total + one(row), 0))
  return (
    <div className="twin workload">
      <table>
        <thead>
          <tr>
            <th scope="col">{t.organisation}</th>
            <th scope="col">{t.assigned}</th>
            <th scope="col">{t.inHand}</th>
            <th scope="col">{t.late}</th>
            <th scope="col">{t.returned}</th>
            <th scope="col">{t.objected}</th>
            <th scope="col">{t.meanDays}</th>
            <th scope="col">{t.payable}</th>
            <th scope="col">{t.payableSum}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.organisationId}>
              <th scope="row">
                <Link to={`/assessments?organisationId=${row.organisationId}`}>{row.organisationName}</Link>
              </th>
              <td>{format.number(row.assigned)}</td>
              <td>
                <Link to={`/assessments?organisationId=${row.organisationId}&open=true`}>
                  {format.number(row.open)}
                </Link>
              </td>
              <td className={row.overdue > 0 ? 'overdue' : undefined}>
                <Link to={`/assessments?organisationId=${row.organisationId}&overdue=true`}>
                  {format.number(row.overdue)}
                </Link>
              </td>
              <td>{format.number(row.returned)}</td>
              <td>{format.number(row.objected)}</td>
              <td>{row.meanDays === null ? '—' : format.number(row.meanDays, 1)}</td>
              <td>{format.number(row.payable)}</td>
              <td>
                {row.payableFen === null ? <span className="faded">{t.noFee}</span> : <Money fen={row.payableFen} />}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.all}</th>
            <td>{sum((row) => row.assigned)}</td>
            <td>{sum((row) => row.open)}</td>
            <td>{sum((row) => row.overdue)}</td>
            <td>{sum((row) => row.returned)}</td>
            <td>{sum((row) => row.objected)}</td>
            <td />
            <td>{sum((row) => row.payable)}</td>
            <td>
              <Money fen={rows.reduce((total, row) => total + (row.payableFen ?? 0), 0)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
