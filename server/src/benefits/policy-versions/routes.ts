import * as api from '@yinian/core/benefits/policy-api.ts'
import { publishedFacts } from '@yinian/core/benefits/vocabulary.ts'
import type { Serve } from '../../http/serve.ts'
import type { PolicyShelf } from '../policy-shelf.ts'
import { checkDocument } from './check.ts'
import { advanceDraft, changePolicyVersion, decideOnPolicy, draftPolicyVersion } from './operations.ts'
import { getVersion, listVersions } from './queries.ts'

export function servePolicyVersions(serve: Serve, shelf: PolicyShelf): void {
  serve(api.listPolicyVersions, ({ tx, actor, query }) => listVersions(tx, shelf, actor, query))
  serve(api.getPolicyVersion, ({ tx, actor, params }) => getVersion(tx, shelf, actor, params.id))
  serve(api.checkPolicyDocument, async ({ tx, body }) => checkDocument(await shelf.at(tx), body.area, body.document))
  serve(api.draftPolicy, async (call) =>
    getVersion(call.tx, shelf, call.actor, await draftPolicyVersion(call, call.body)),
  )
  serve(api.changePolicyDraft, async (call) => {
    await changePolicyVersion(call, call.params.id, call.body)
    return getVersion(call.tx, shelf, call.actor, call.params.id)
  })
  serve(api.advancePolicyDraft, async (call) => {
    await advanceDraft(call, shelf, call.params.id, call.body)
    return getVersion(call.tx, shelf, call.actor, call.params.id)
  })
  serve(api.decidePolicy, async (call) => {
    await decideOnPolicy(call, shelf, call.params.id, call.body)
    return getVersion(call.tx, shelf, call.actor, call.params.id)
  })
  serve(api.listFacts, async () => ({ rows: publishedFacts() }))
}
