import * as api from '@yinian/core/regions/api.ts'
import type { Serve } from '../http/serve.ts'
import { readHistory } from './history.ts'
import { countBelow, getRegionByCode, listChildrenOf, searchRegionsFor } from './queries.ts'

export function serveRegions(serve: Serve): void {
  serve(api.getRegion, ({ tx, actor, params }) => getRegionByCode(tx, params.code, actor.today))
  serve(api.listRegionChildren, ({ tx, actor, params }) => listChildrenOf(tx, params.code, actor.today))
  serve(api.countRegionsBelow, ({ tx, actor, params }) => countBelow(tx, params.code, actor.today))
  serve(api.getRegionHistory, ({ tx, params }) => readHistory(tx, params.code))
  serve(api.searchRegions, ({ tx, actor, query }) => searchRegionsFor(tx, query, actor.today))
}
