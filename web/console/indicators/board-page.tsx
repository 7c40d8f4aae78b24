import { UnorderedListOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { type IndicatorLine, listIndicators } from '@yinian/core/indicators/api.ts'
import { getRegion } from '@yinian/core/regions/api.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { type BoardFigure, BoardPage } from '../parts/board-page.tsx'
import { Panel } from '../parts/page-head.tsx'
import { useMay } from '../shell/me.tsx'
import { Below } from './below.tsx'
import { ComputeButton, UnderWay } from './compute.tsx'
import { partsOf } from './figures.ts'
import { IndicatorCard } from './indicator-card.tsx'
import './indicators.css'
import { PlaceAndMonth, WayUp } from './place-and-month.tsx'
import { PlanGroup } from './plan-group.tsx'
import { texts } from './texts.ts'
import { useWhere, type Where } from './where.ts'

type Board = ReplyOf<typeof listIndicators>

/** Shown large on top; the rest of the register's figures stand in their own group. */
const onTop = ['R-01', 'R-03', 'R-06', 'R-08', 'R-12']

export function IndicatorBoardPage(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const where = useWhere()
  const region = useEndpoint(getRegion, { params: { code: where.region } })
  const { region: code, period } = where
  const board = useEndpoint(listIndicators, { query: { region: code, period } }, { keepLast: true })
  const place = region.data?.path ?? ''
  const rows = board.data?.rows ?? []
  return (
    <div className="indicators">
      <WayUp where={where} path="/indicators" />
      <BoardPage
        title={t.board}
        hint={t.boardHint({ place, month: format.month(where.period) })}
        controls={
          <>
            <PlaceAndMonth where={where} />
            <Link to={where.address('/indicators/catalogue')}>
              <Button icon={<UnorderedListOutlined />}>{t.catalogue}</Button>
            </Link>
            {board.data?.computedAt != null && <ComputeButton where={where} />}
          </>
        }
        figures={useTopFigures(rows, where)}
      >
        <div className="stack whole">
          <Answer of={board}>{(found) => <BoardBody board={found} where={where} place={place} />}</Answer>
        </div>
      </BoardPage>
    </div>
  )
}

function useTopFigures(rows: readonly IndicatorLine[], where: Where): BoardFigure[] {
  const { say, language } = useLanguage()
  return rows
    .filter(({ id, computedAt }) => onTop.includes(id) && computedAt !== null)
    .map((line) => ({
      name: say(line.name),
      to: where.address(`/indicators/${line.id}`),
      ...(line.value === null ? { value: '—' } : partsOf(line.value, line, language)),
    }))
}

function BoardBody({ board, where, place }: { board: Board; where: Where; place: string }): ReactNode {
  const t = useTexts(texts)
  const mayCompute = useMay('indicators:compute')
  const rowsOf = (source: string): IndicatorLine[] => board.rows.filter((line) => line.source === source)
  const plans = board.plans.filter(({ id }) => id !== 'R')
  const near = plans.filter(({ relation }) => relation !== 'elsewhere')
  const far = plans.filter(({ relation }) => relation === 'elsewhere')
  return (
    <>
      {board.underWay !== null && <UnderWay key={board.underWay.id} computation={board.underWay} place={place} />}
      {board.computedAt === null && board.underWay === null && (
        <Panel>
          <Blank
            title={t.neverComputed}
            hint={mayCompute ? t.neverComputedHint : t.neverComputedAsk}
            action={<ComputeButton where={where} primary />}
          />
        </Panel>
      )}
      {near.map((plan) => (
        <PlanGroup key={plan.id} plan={plan} rows={rowsOf(plan.id)} where={where} />
      ))}
      {board.computedAt !== null && <Below board={board} where={where} />}
      <Panel title={t.ownFigures} extra={<span className="faded small">{t.ownFiguresHint}</span>}>
        <ul className="indicator-cards dense">
          {rowsOf('R').map((line) => (
            <IndicatorCard key={line.id} line={line} where={where} />
          ))}
        </ul>
      </Panel>
      <details className="others no-print">
        <summary>{t.otherPlans}</summary>
        <p className="faded small">{t.otherPlansHint}</p>
        <div className="stack">
          {far.map((plan) => (
            <PlanGroup key={plan.id} plan={plan} rows={rowsOf(plan.id)} where={where} />
          ))}
        </div>
      </details>
      {board.computedAt !== null && (
        <p className="faded small">
          {t.computedAt} <InstantText at={board.computedAt} />
        </p>
      )}
    </>
  )
}
