import * as api from '@yinian/core/people/special-difficulty-api.ts'
import type { Serve } from '../../http/serve.ts'
import { countMembers, listChanges, listMembershipsOf } from './membership-queries.ts'
import { decideRule, draftRule, requireRule } from './operations.ts'
import { listRules, previewRule } from './rule-queries.ts'

export function serveSpecialDifficulty(serve: Serve): void {
  serve(api.countSpecialDifficulty, ({ tx, query, actor }) => countMembers(tx, query, actor.today))
  serve(api.listMembershipChanges, ({ tx, query }) => listChanges(tx, query))
  serve(api.listElderMemberships, ({ tx, params, actor }) => listMembershipsOf(tx, params.id, actor.today))
  serve(api.listDifficultyRules, ({ tx, query, actor }) => listRules(tx, query.region, actor.today))
  serve(api.previewDifficultyRule, (call) => previewRule(call.tx, requireRule(call, call.body), call.actor.today))
  serve(api.draftDifficultyRule, (call) => draftRule(call, call.body))
  serve(api.decideDifficultyRule, (call) => decideRule(call, call.params.id, call.body))
}
