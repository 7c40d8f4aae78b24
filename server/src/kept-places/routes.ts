import * as api from '@yinian/core/kept-places/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { keptPlaceActions } from './actions.ts'
import { listPlaces } from './places.ts'
import { endRule, listRules, makeRule } from './rules.ts'

export function serveKeptPlaces(serve: Serve): void {
  declareActions(keptPlaceActions)
  serve(api.listKeptPlaces, (call) => listPlaces(call, call.query))
  serve(api.listKeptPlaceRules, ({ tx, query }) => listRules(tx, query.region))
  serve(api.makeKeptPlaceRule, (call) => makeRule(call, call.body))
  serve(api.endKeptPlaceRule, (call) => endRule(call, call.params))
}
