import { type Channel, channels } from '@yinian/core/family/channels.ts'
import { countChannels } from '@yinian/core/family/counter-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { addMonths } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { formatNumber, formatShare } from '../../language/format.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { PeriodAndPlace, usePeriodAndPlace } from '../parts/period-and-place.tsx'
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
  const chosen = usePeriodAndPlace((today) => addMonths(today, -12))
  const asked = useEndpoint(countChannels, { query: chosen.query }, { keepLast: true })
  return (
    <>
      <PageHead title={n.channels} hint={t.channelsHint} />
      <PeriodAndPlace chosen={chosen} place={t.region} />
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
