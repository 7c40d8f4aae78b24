import * as api from '@yinian/core/access/api.ts'
import * as grants from '@yinian/core/access/grant-api.ts'
import * as factors from '@yinian/core/access/second-factor-api.ts'
import * as signing from '@yinian/core/access/sign-in-api.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import { describeMe, getAccountById, listAccountsIn, listAudit, type OrganisationNames } from './account-queries.ts'
import {
  accountRegion,
  changeAccountState,
  changeOwnPassword,
  createAccountWith,
  lockAccount,
  resetPasswordOf,
} from './accounts.ts'
import { accessActions } from './actions.ts'
import { declareActions } from './audit.ts'
import { serveClassRules } from './class-rules/routes.ts'
import { decideRequest } from './decide-request.ts'
import { askForGrant, withdrawGrant } from './grants.ts'
import { linkIdentityOfAccount, listIdentities, unlinkIdentity } from './identities.ts'
import { endLoanFor, listColleagues, listLendable, listLoans } from './loans.ts'
import { type CountElders, getRequest, listRequests, weighRequest } from './request-queries.ts'
import { changeRoleOf, listRolesShown, permissionsOfDailyWork } from './role-changes.ts'
import { describeSecondFactor, resetSecondFactorOf } from './second-factors.ts'
import { endOneSession, endOtherSessionsOf, listSessions } from './sessions.ts'

/** What this module needs to know of those above it. */
export interface Neighbours {
  readonly organisations: OrganisationNames
  readonly countElders: CountElders
}

export function serveAccess(serve: Serve, ground: Ground, { organisations, countElders }: Neighbours): void {
  declareActions(accessActions)
  const demo = ground.config.demoElders > 0
  serve(api.whoAmI, ({ tx, actor }) => describeMe(tx, actor, demo, organisations))
  serve(api.changePassword, async (call) => {
    await changeOwnPassword(call, call.body)
    return {}
  })
  serve(api.listAccounts, ({ tx, query }) => listAccountsIn(tx, query, organisations))
  serve(api.getAccount, ({ tx, params }) => getAccountById(tx, params.id, organisations))
  serve(api.createAccount, (call) => createAccountWith(call, call.body, organisations))
  serve(api.resetPassword, (call) => resetPasswordOf(call, call.params.id))
  serve(api.setAccountState, (call) => changeAccountState(call, call.params.id, call.body, organisations))
  serve(api.listAuditEvents, ({ tx, query }) => listAudit(tx, query))
  serveSessions(serve, ground)
  serveWaysIn(serve, ground)
  serveGrants(serve, organisations, countElders)
  serveLoans(serve, organisations)
  serveClassRules(serve)
}

function serveSessions(serve: Serve, { config }: Ground): void {
  serve(signing.listOwnSessions, ({ tx, actor }) => listSessions(tx, actor, actor.accountId, config.access))
  serve(signing.endOwnSession, async (call) => {
    const { accountId: id } = call.actor
    await endOneSession(call, { id, region: await accountRegion(call.tx, id) }, call.params.id)
    return {}
  })
  serve(signing.endOtherSessions, async (call) => {
    const { accountId: id } = call.actor
    return { ended: await endOtherSessionsOf(call, { id, region: await accountRegion(call.tx, id) }) }
  })
  serve(signing.listSessionsOf, async ({ tx, actor, params }) => {
    await accountRegion(tx, params.id)
    return listSessions(tx, actor, params.id, config.access)
  })
  serve(signing.endSessionOf, async (call) => {
    const { id, sessionId } = call.params
    await endOneSession(call, { id, region: await accountRegion(call.tx, id) }, sessionId)
    return {}
  })
}

function serveWaysIn(serve: Serve, { config }: Ground): void {
  const provider = config.access.identityProvider
  serve(factors.getOwnSecondFactor, ({ tx, actor }) => describeSecondFactor(tx, actor.accountId))
  serve(factors.resetSecondFactor, async (call) => {
    const region = await lockAccount(call, call.params.id)
    await resetSecondFactorOf(call, { id: call.params.id, region }, call.body.reason)
    return {}
  })
  serve(factors.listOwnIdentities, async ({ tx, actor }) => ({ rows: await listIdentities(tx, actor.accountId) }))
  serve(factors.unlinkOwnIdentity, async (call) => {
    const { accountId: id } = call.actor
    await unlinkIdentity(call, { id, region: await accountRegion(call.tx, id) }, call.params.id)
    return {}
  })
  serve(factors.linkIdentityOf, async (call) => ({
    rows: await linkIdentityOfAccount(call, call.params.id, provider?.issuer, call.body.subject),
  }))
  serve(factors.unlinkIdentityOf, async (call) => {
    const { id, identityId } = call.params
    await unlinkIdentity(call, { id, region: await accountRegion(call.tx, id) }, identityId)
    return {}
  })
  serve(factors.getSignInOf, async ({ tx, params }) => {
    await accountRegion(tx, params.id)
    return {
      secondFactor: await describeSecondFactor(tx, params.id),
      identities: await listIdentities(tx, params.id),
      identityOffered: provider !== null,
    }
  })
}

function serveGrants(serve: Serve, organisations: OrganisationNames, countElders: CountElders): void {
  serve(grants.addGrant, (call) => askForGrant(call, call.params.id, call.body, organisations))
  serve(grants.removeGrant, (call) => withdrawGrant(call, call.params.id, call.params.grantId, organisations))
  serve(grants.listGrantRequests, ({ tx, actor, query }) => listRequests(tx, actor, query, organisations))
  serve(grants.getGrantRequest, ({ tx, actor, params }) =>
    weighRequest(tx, actor, params.id, organisations, countElders),
  )
  serve(grants.decideGrantRequest, async (call) => {
    await decideRequest(call, call.params.id, call.body, organisations)
    return getRequest(call.tx, call.actor, call.params.id, organisations)
  })
  serve(grants.listRoles, async ({ tx }) => ({
    rows: await listRolesShown(tx),
    permissions: permissionsOfDailyWork(),
  }))
  serve(grants.changeRole, (call) => changeRoleOf(call, call.params.role, call.body, organisations))
}

function serveLoans(serve: Serve, organisations: OrganisationNames): void {
  serve(grants.listOwnLoans, async ({ tx, actor }) => ({
    ...(await listLoans(tx, actor, actor.accountId)),
    lendable: await listLendable(tx, actor, organisations),
  }))
  serve(grants.listLoansOf, async ({ tx, actor, params }) => {
    await accountRegion(tx, params.id)
    return listLoans(tx, actor, params.id)
  })
  serve(grants.findColleagues, ({ tx, actor, query }) => listColleagues(tx, actor, query))
  serve(grants.endLoan, async (call) => {
    await endLoanFor(call, call.params.id, call.actor.accountId)
    return {}
  })
  serve(grants.endLoanOf, async (call) => {
    await lockAccount(call, call.params.id)
    await endLoanFor(call, call.params.loanId, call.params.id)
    return {}
  })
}
