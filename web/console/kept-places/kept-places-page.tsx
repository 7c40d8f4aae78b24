import { type Channel, channels } from '@yinian/core/family/channels.ts'
import { type KeptPlaces, listKeptPlaces } from '@yinian/core/kept-places/api.ts'
import type { LimitedPlace } from '@yinian/core/kept-places/kept-places.ts'
import { addDays } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, useFormat } from '../../language/figures.tsx'
import { formatNumber } from '../../language/format.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { Chart } from '../parts/chart.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { PeriodAndPlace, usePeriodAndPlace } from '../parts/period-and-place.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { texts } from './texts.ts'

const ways = Object.keys(channels) as Channel[]

/** Where the days of each kind are kept. */
const pathOf: Readonly<Record<LimitedPlace, (row: KeptPlaces) => string>> = {
  'joint-day': ({ county, id }) => `/joint-days/${county}/${id}`,
}

/** Who took which places, what is kept and what is released; and the rules that say so. */
export function KeptPlacesPage(): ReactNode {
  const t = useTexts(texts)
  const chosen = usePeriodAndPlace(
    (today) => addDays(today, -30),
    (today) => addDays(today, 60),
  )
  const asked = useEndpoint(listKeptPlaces, { query: chosen.query }, { keepLast: true })
  return (
    <>
      <PageHead title={t.keptPlaces} hint={t.hint} />
      <PeriodAndPlace chosen={chosen} place={t.region} />
      <div className="stack">
        <Answer of={asked} height={320}>
          {({ rows }) => (rows.length === 0 ? <NoDays /> : <Days rows={rows} />)}
        </Answer>
        <RulesPanel region={chosen.region} />
      </div>
    </>
  )
}

function NoDays(): ReactNode {
  const t = useTexts(texts)
  return (
    <Panel>
      <Blank title={t.none} hint={t.noneHint} action={<Link to="/joint-days">{t.plan}</Link>} />
    </Panel>
  )
}

function Days({ rows }: { rows: readonly KeptPlaces[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const open = (index: number): void => {
    const row = rows[index]
    if (row) void navigate(pathOf[row.kind](row))
  }
  return (
    <>
      <Chart
        kind="stacked"
        title={t.chart}
        labelName={t.day}
        labels={rows.map(({ on, place }) => `${format.day(on)} ${place}`)}
        series={[
          ...ways.map((way) => ({ name: say(channels[way]), values: rows.map(({ taken }) => taken[way]) })),
          { name: t.keptFree, values: rows.map(({ keptFree }) => keptFree) },
          { name: t.openFree, values: rows.map(({ staffed, keptFree }) => staffed - keptFree) },
        ]}
        format={(value) => formatNumber(value)}
        height={280}
        onOpen={open}
      />
      <Panel title={t.table}>
        <div className="twin wide">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.on}</th>
                <th scope="col">{t.place}</th>
                <th scope="col">{t.region}</th>
                <th scope="col" className="figure">
                  {t.capacity}
                </th>
                {ways.map((way) => (
                  <th key={way} scope="col" className="figure">
                    {say(channels[way])}
                  </th>
                ))}
                <th scope="col" className="figure">
                  {t.kept}
                </th>
                <th scope="col" className="figure">
                  {t.keptFree}
                </th>
                <th scope="col" className="figure">
                  {t.staffedLeft}
                </th>
                <th scope="col" className="figure">
                  {t.onlineLeft}
                </th>
                <th scope="col">{t.release}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <DayLine key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  )
}

function DayLine({ row }: { row: KeptPlaces }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  return (
    <tr>
      <td>
        <Link to={pathOf[row.kind](row)}>
          <DayText day={row.on} />
        </Link>
      </td>
      <td>{row.place}</td>
      <td>{row.regionPath.split(' ').slice(-2).join(' ')}</td>
      <td className="figure">{formatNumber(row.capacity)}</td>
      {ways.map((way) => (
        <td key={way} className="figure">
          {formatNumber(row.taken[way])}
        </td>
      ))}
      <td className="figure">{t.keptShare({ kept: row.kept, percent: row.keptPercent })}</td>
      <td className="figure">{formatNumber(row.keptFree)}</td>
      <td className="figure">{formatNumber(row.staffed)}</td>
      <td className="figure">{formatNumber(row.online)}</td>
      <td>{row.released ? <StatusChip tone="good">{t.isReleased}</StatusChip> : format.instant(row.releasedAt)}</td>
    </tr>
  )
}
