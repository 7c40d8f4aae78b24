import * as api from '@yinian/core/indicators/api.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareAfterChange } from '../regions/index.ts'
import { indicatorActions } from './actions.ts'
import { listCases } from './cases.ts'
import { getComputationById, requestComputation } from './computations.ts'
import { type Recomputing, recomputeQueue } from './jobs.ts'
import { loadIndicators } from './load.ts'
import { readBoard, readIndicator } from './queries.ts'

export function serveIndicators(serve: Serve): void {
  loadIndicators()
  declareActions(indicatorActions)
  declareAfterChange('indicators', ({ tx, jobs }, { region, day }) =>
    jobs.send(tx, recomputeQueue, { region, from: monthOf(day) } satisfies Recomputing),
  )
  serve(api.listIndicators, ({ tx, actor, query }) => readBoard(tx, query, actor.today))
  serve(api.getIndicator, ({ tx, actor, params, query }) => readIndicator(tx, params.id, query, actor.today))
  serve(api.listIndicatorCases, ({ tx, actor, params, query }) => listCases(tx, params.id, query, actor.today))
  serve(api.computeIndicators, (call) => requestComputation(call, call.body))
  serve(api.getComputation, ({ tx, params }) => getComputationById(tx, params.id))
}
