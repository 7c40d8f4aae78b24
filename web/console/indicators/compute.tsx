import { CalculatorOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import {
  type Computation,
  computeIndicators,
  getComputation,
  getIndicator,
  listIndicators,
} from '@yinian/core/indicators/api.ts'
import { App, Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { keyOf, useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ProgressPanel } from '../parts/progress-panel.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { May } from '../shell/me.tsx'
import { texts } from './texts.ts'
import type { Where } from './where.ts'

/** Starts a computation of the place and month on the page. */
export function ComputeButton({ where, primary = false }: { where: Where; primary?: boolean }): ReactNode {
  const t = useTexts(texts)
  const compute = useCommand(computeIndicators, { refreshes: [listIndicators] })
  return (
    <May do="indicators:compute">
      <Button
        type={primary ? 'primary' : 'default'}
        icon={<CalculatorOutlined />}
        loading={compute.isPending}
        onClick={() => compute.mutate({ body: { region: where.region, period: where.period } })}
      >
        {t.computeNow}
      </Button>
      <RefusedLine refusal={compute.error} />
    </May>
  )
}

/** How far a computation is; it goes on whether or not somebody watches. */
export function UnderWay({ computation, place }: { computation: Computation; place: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const asked = useEndpoint(getComputation, { params: { id: computation.id } }, { every: 1000 })
  const latest = asked.data ?? computation
  const ended = latest.state === 'done' || latest.state === 'failed'
  useEffect(() => {
    if (!ended) return
    if (latest.state === 'done') void message.success(t.computed)
    for (const endpoint of [listIndicators, getIndicator]) void queries.invalidateQueries({ queryKey: keyOf(endpoint) })
  }, [ended, latest.state, message, queries, t])
  return (
    <div className="no-print">
      <ProgressPanel
        title={t.computing({ place, month: format.month(latest.period) })}
        state={latest.state}
        done={latest.done}
        total={latest.total}
        startedAt={latest.requestedAt}
      >
        {latest.failure !== null && <p className="small">{say(latest.failure)}</p>}
      </ProgressPanel>
    </div>
  )
}
