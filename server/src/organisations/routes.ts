import * as api from '@yinian/core/organisations/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { organisationActions } from './actions.ts'
import { changeOrganisationWith, registerOrganisationWith, setStatusOf } from './operations.ts'
import { getOrganisationById, listOrganisationsFor } from './queries.ts'

export function serveOrganisations(serve: Serve): void {
  declareActions(organisationActions)
  serve(api.listOrganisations, ({ tx, actor, query }) => listOrganisationsFor(tx, query, actor.today))
  serve(api.getOrganisation, ({ tx, actor, params }) => getOrganisationById(tx, params.county, params.id, actor.today))
  serve(api.registerOrganisation, (call) => registerOrganisationWith(call, call.body))
  serve(api.changeOrganisation, (call) => changeOrganisationWith(call, call.params, call.body))
  serve(api.setOrganisationStatus, (call) => setStatusOf(call, call.params, call.body))
}
