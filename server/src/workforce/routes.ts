import * as api from '@yinian/core/workforce/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { workforceActions } from './actions.ts'
import { changeAssessorWith, registerAssessorWith, setAssessorStatusWith } from './operations.ts'
import { getAssessorById, listAccountsOf, listAssessorsFor } from './queries.ts'

export function serveWorkforce(serve: Serve): void {
  declareActions(workforceActions)
  serve(api.listAssessors, ({ tx, actor, query }) => listAssessorsFor(tx, query, actor.today))
  serve(api.listAssessorAccounts, ({ tx, query }) => listAccountsOf(tx, query.organisationId))
  serve(api.getAssessor, ({ tx, actor, params }) => getAssessorById(tx, params.county, params.id, actor.today))
  serve(api.registerAssessor, (call) => registerAssessorWith(call, call.body))
  serve(api.changeAssessor, (call) => changeAssessorWith(call, call.params, call.body))
  serve(api.setAssessorStatus, (call) => setAssessorStatusWith(call, call.params, call.body))
}
