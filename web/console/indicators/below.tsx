import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { getIndicator, type listIndicators } from '@yinian/core/indicators/api.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Bubbles } from './bubbles.tsx'
import { DivisionsChart } from './divisions-chart.tsx'
import { texts } from './texts.ts'
import type { Where } from './where.ts'

/** Known in every division, where those of a plan often concern nobody. */
const comparedAtFirst = 'R-12'

/** One indicator compared across the divisions below, as bars and where their elders live. */
export function Below({ board, where }: { board: ReplyOf<typeof listIndicators>; where: Where }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const computed = board.rows.filter(({ answeredBy }) => answeredBy === 'records')
  const chosen = where.compare ?? comparedAtFirst
  const { region, period } = where
  const isLowest = levelOf(region) === 'village'
  const asked = useEndpoint(
    getIndicator,
    { params: { id: chosen }, query: { region, period } },
    { enabled: !isLowest, keepLast: true },
  )
  const linkOf = (code: string): string =>
    `/indicators?${new URLSearchParams({ region: code, period, compare: chosen })}`
  if (isLowest) return null
  return (
    <section className="stack-tight below">
      <div className="row no-print">
        <label htmlFor="indicator-compare">{t.belowPick}</label>
        <Select
          id="indicator-compare"
          value={chosen}
          showSearch={{ optionFilterProp: 'label' }}
          options={computed.map((line) => ({ value: line.id, label: say(line.name) }))}
          onChange={(compare: string) => where.go({ compare })}
          popupMatchSelectWidth={false}
        />
      </div>
      <Answer of={asked}>
        {({ line, divisions }) =>
          divisions.length === 0 ? (
            <p className="faded small">{t.noneBelow}</p>
          ) : (
            <div className="board">
              <DivisionsChart line={line} divisions={divisions} linkOf={linkOf} />
              <Bubbles line={line} divisions={divisions} linkOf={linkOf} />
            </div>
          )
        }
      </Answer>
    </section>
  )
}
