import { scopeOf } from '@yinian/core/access/actor.ts'
import * as api from '@yinian/core/access/api.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Authenticate, Serve } from '../http/serve.ts'
import {
  describeMe,
  getAccountById,
  listAccountsIn,
  listAllRoles,
  listAudit,
  type OrganisationNames,
} from './account-queries.ts'
import {
  changeAccountState,
  changeOwnPassword,
  createAccountWith,
  grantRole,
  resetPasswordOf,
  withdrawGrant,
} from './accounts.ts'
import { accessActions } from './actions.ts'
import { findActor, getActor } from './actor.ts'
import { declareActions } from './audit.ts'
import { endSession, sessionHours, signInWith } from './sign-in.ts'

const cookieName = 'yinian_session'

/** Reads the session cookie of a request. */
export function authenticateWith(ground: Ground): Authenticate {
  return async (request) => {
    const token = request.cookies[cookieName]
    return token ? findActor(ground.database, token, ground.clock.now()) : undefined
  }
}

export function serveAccess(serve: Serve, organisations: OrganisationNames, demo: boolean): void {
  declareActions(accessActions)
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
  serve(api.addGrant, (call) => grantRole(call, call.params.id, call.body, organisations))
  serve(api.removeGrant, (call) => withdrawGrant(call, call.params.id, call.params.grantId, organisations))
  serve(api.listRoles, ({ tx }) => listAllRoles(tx))
  serve(api.listAuditEvents, ({ tx, query }) => listAudit(tx, query))
}

/** Signing in and out stand apart: they make and end the session that every other endpoint needs. */
export function serveSignIn(app: FastifyInstance, ground: Ground, organisations: OrganisationNames): void {
  const demo = ground.config.demoElders > 0
  app.route<{ Body: { name: string; password: string } }>({
    method: 'POST',
    url: `/api${api.signIn.path}`,
    schema: { summary: '登录 Sign in', tags: ['me'], body: api.signIn.body, response: { 200: api.Me } },
    config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      const now = ground.clock.now()
      const input = { ...request.body, device: deviceOf(request) }
      const { token, accountId } = await signInWith(ground.database, input, now)
      reply.setCookie(cookieName, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: ground.config.secureCookies,
        maxAge: sessionHours * 3600,
      })
      const actor = await getActor(ground.database, accountId, now)
      const scope = scopeOf(actor, 'signed-in')
      return scope && inTransaction(ground.database, scope, (tx) => describeMe(tx, actor, demo, organisations))
    },
  })
  app.route({
    method: 'POST',
    url: `/api${api.signOut.path}`,
    schema: { summary: '退出登录 Sign out', tags: ['me'] },
    handler: async (request, reply) => {
      const token = request.cookies[cookieName]
      if (token) await endSession(ground.database, token)
      reply.clearCookie(cookieName, { path: '/' })
      return {}
    },
  })
}

function deviceOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 200)
}
