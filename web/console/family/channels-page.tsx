import { type Channel, channels } from '@yinian/core/family/channels.ts'
import { countChannels } from '@yinian/core/family/counter-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { addMonths, isDay } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { formatNumber, formatShare } from '../../language/format.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import './family.css'
import { names } from './names.ts'
import { texts } from './texts.ts'

type Row = ReplyOf<typeof countChannels>['rows'][number]
const ways = Object.keys(channels) as Channel[]

/** How many came by which channel. */
export function ChannelsPage(): ReactNode {
  const t = useTexts(texts)
  const n = useTexts(names)
  const { say } = useLanguage()
  const { today } = useMe()
  const [address, setAddress] = useSearchParams()
  const day = (name: string, otherwise: string) => {
    const written = address.get(name)
    return written !== null && isDay(written) ? written : otherwise
  }
  const from = day('from', addMonths(today, -12))
  const to = day('to', today)
  const region = address.get('region')
  const asked = useEndpoint(
    countChannels,
    { query: { from, to: to < from ? from : to, ...(region === null ? {} : { region }) } },
    { keepLast: true },
  )
  const narrow = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(address)
    if (value === undefined) next.delete(name)
    else next.set(name, value)
    setAddress(next, { replace: true })
  }
  return (
    <>
      <PageHead title={n.channels} hint={t.channelsHint} />
      <div className="filters">
        <div className="filter">
          <span className="label">{t.period}</span>
          <span className="row">
            <DayField aria-label={`${t.period} 1`} value={from} onChange={(chosen) => narrow('from', chosen)} />
            <DayField aria-label={`${t.period} 2`} value={to} from={from} onChange={(chosen) => narrow('to', chosen)} />
          </span>
        </div>
        <div className="filter">
          <span className="label">{t.region}</span>
          <RegionField value={region} onChange={(chosen) => narrow('region', chosen)} />
        </div>
      </div>
      <Answer of={asked} height={240}>
        {({ rows, accounts }) => (
          <Panel title={n.channels}>
            <div className="twin channels">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t.what}</th>
                    {ways.map((way) => (
                      <th key={way} scope="col" className="figure">
                        {say(channels[way])}
                      </th>
                    ))}
                    <th scope="col" className="figure">
                      {t.total}
                    </th>
                    <th scope="col" className="figure">
                      {t.offline}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Line key={row.what} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
            <p className="faded small">{t.accounts({ count: accounts })}</p>
            <p className="faded small">{t.channelNote}</p>
          </Panel>
        )}
      </Answer>
    </>
  )
}

function Line({ row }: { row: Row }): ReactNode {
  const { say } = useLanguage()
  const total = ways.reduce((sum, way) => sum + row[way], 0)
  return (
    <tr>
      <th scope="row">{say(row.name)}</th>
      {ways.map((way) => (
        <td key={way} className="figure">
          {formatNumber(row[way])}
        </td>
      ))}
      <td className="figure">{formatNumber(total)}</td>
      <td className="figure">{total === 0 ? '—' : formatShare((total - row.online) / total)}</td>
    </tr>
  )
}
