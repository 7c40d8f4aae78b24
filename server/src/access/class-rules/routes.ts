import * as api from '@yinian/core/privacy/class-rule-api.ts'
import type { Serve } from '../../http/serve.ts'
import { decideOnClassRule } from './decide.ts'
import { listRequestsOver, readMatrix } from './queries.ts'
import { askForClassRule } from './request.ts'

export function serveClassRules(serve: Serve): void {
  serve(api.getClassMatrix, ({ tx, actor, query }) => readMatrix(tx, actor, query.region))
  serve(api.listClassRequests, ({ tx, actor, query }) => listRequestsOver(tx, actor, query))
  serve(api.requestClassRule, (call) => askForClassRule(call, call.body))
  serve(api.decideClassRequest, (call) => decideOnClassRule(call, call.params, call.body))
}
