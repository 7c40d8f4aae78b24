import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { signOut } from '@yinian/core/access/api.ts'
import { lendGrant } from '@yinian/core/access/grant-api.ts'
import { signInExpired } from '@yinian/core/access/problems.ts'
import * as factors from '@yinian/core/access/second-factor-api.ts'
import { giveCode, signIn, waysToSignIn } from '@yinian/core/access/sign-in-api.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hashToken } from '../crypto/vault.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Limits } from '../http/limits.ts'
import { type Authenticate, type Recall, type ServedEndpoint, schemaOf } from '../http/serve.ts'
import { describeMe, type OrganisationNames } from './account-queries.ts'
import { findActor } from './actor.ts'
import { clearCookie, cookies, deviceOf, keepSignedIn, personPath } from './entrance.ts'
import { makeServeAtGate, type ServeAtGate } from './gate.ts'
import { beginIdentity } from './identities.ts'
import { type IdentityProvider, makeIdentityProvider } from './identity-provider.ts'
import { backAddress, serveIdentity } from './identity-routes.ts'
import { lendGrantOf } from './loans.ts'
import { rememberSessions } from './remembered.ts'
import {
  beginSecondFactorOf,
  confirmSecondFactorOf,
  removeSecondFactorOf,
  renewRecoveryCodesOf,
} from './second-factors.ts'
import { noteSeen } from './sessions.ts'
import { endSession, signInWith, signInWithCode } from './sign-in.ts'

/** Who a request comes from: found in the database, or remembered and still to be confirmed there. */
export interface Doorkeeper {
  readonly authenticate: Authenticate
  readonly recall: Recall
}

/** Reads the session cookie of a request, counts what its account asks, and notes now and then that it is in use. */
export function authenticateWith(ground: Ground, limits: Limits): Doorkeeper {
  const { access } = ground.config
  const remembered = rememberSessions(access)
  const counted = new WeakSet<FastifyRequest>()
  const count = (request: FastifyRequest, { accountId }: Actor): void => {
    if (counted.has(request)) return
    limits.take('account', accountId)
    counted.add(request)
  }
  return {
    async authenticate(request) {
      const { token, atFamily } = tokenOf(request)
      if (!token) return undefined
      const now = ground.clock.now()
      const found = await findActor(ground.database, token, now, access)
      // a token of the one kind of account is nothing at the entrance of the other
      if (!found || (found.actor.standsFor !== undefined) !== atFamily) return undefined
      count(request, found.actor)
      const seenAt = await noteSeen(ground.database, token, found.seenAt, now)
      remembered.keep(hashToken(token), { ...found, seenAt })
      return found.actor
    },
    recall(request) {
      const { token, atFamily } = tokenOf(request)
      const recalled = token && remembered.recall(hashToken(token), ground.clock.now())
      if (!recalled || (recalled.actor.standsFor !== undefined) !== atFamily) return undefined
      count(request, recalled.actor)
      return recalled
    },
  }
}

function tokenOf(request: FastifyRequest): { token: string | undefined; atFamily: boolean } {
  const atFamily = request.url.startsWith(`${personPath}/`)
  return { token: request.cookies[atFamily ? cookies.person : cookies.session], atFamily }
}

interface Door {
  readonly ground: Ground
  readonly limits: Limits
  readonly authenticate: Authenticate
  readonly served: ServedEndpoint[]
  readonly organisations: OrganisationNames
}

/** Signing in and out stand apart: they make and end the session that every other endpoint needs. */
export function serveSignIn(app: FastifyInstance, door: Door): void {
  const { ground, limits, authenticate, served } = door
  const provider = makeIdentityProvider(ground.config.access.identityProvider, ground.log)
  serveSteps(app, door)
  serveIdentity(app, ground, provider, authenticate, limits)
  serveOwnWays(makeServeAtGate(app, ground, authenticate, served), provider)
  app.route({
    method: waysToSignIn.method,
    url: `/api${waysToSignIn.path}`,
    schema: schemaOf(waysToSignIn),
    handler: () => ({ identity: ground.config.access.identityProvider?.name ?? null }),
  })
}

function serveSteps(app: FastifyInstance, { ground, limits, organisations }: Door): void {
  const demo = ground.config.demoElders > 0
  const { access } = ground.config
  const welcome = async (token: string) => {
    const found = await findActor(ground.database, token, ground.clock.now(), access)
    const scope = found && scopeOf(found.actor, 'signed-in')
    if (!scope) throw signInExpired()
    return inTransaction(ground.database, scope, (tx) => describeMe(tx, found.actor, demo, organisations))
  }
  app.route<{ Body: BodyOf<typeof signIn> }>({
    method: signIn.method,
    url: `/api${signIn.path}`,
    schema: schemaOf(signIn),
    handler: async (request, reply) => {
      limits.take('signIn', request.ip)
      const input = { ...request.body, device: deviceOf(request) }
      const signedIn = await signInWith(ground.database, input, ground.clock.now(), access)
      keepSignedIn(reply, ground, signedIn)
      return signedIn.next === 'code' ? { next: 'code' } : welcome(signedIn.token)
    },
  })
  app.route<{ Body: BodyOf<typeof giveCode> }>({
    method: giveCode.method,
    url: `/api${giveCode.path}`,
    schema: schemaOf(giveCode),
    handler: async (request, reply) => {
      limits.take('signIn', request.ip)
      const pending = request.cookies[cookies.pending]
      if (!pending) throw signInExpired()
      const input = { pending, code: request.body.code, device: deviceOf(request) }
      const { token, accountId } = await signInWithCode(
        ground.database,
        ground.vault,
        input,
        ground.clock.now(),
        access,
      )
      keepSignedIn(reply, ground, { next: 'in', token, accountId })
      return welcome(token)
    },
  })
  app.route({
    method: signOut.method,
    url: `/api${signOut.path}`,
    schema: schemaOf(signOut),
    handler: async (request, reply) => {
      const token = request.cookies[cookies.session]
      if (token) await endSession(ground.database, token)
      clearCookie(reply, 'session')
      return {}
    },
  })
}

function serveOwnWays(serve: ServeAtGate, provider: IdentityProvider): void {
  serve(factors.beginSecondFactor, ({ atGate, ground, actor }) =>
    atGate((tx) => beginSecondFactorOf(tx, ground.vault, actor)),
  )
  serve(factors.confirmSecondFactor, async ({ atGate, ground, actor, body }) =>
    asCodes(await atGate((tx) => confirmSecondFactorOf(tx, ground.vault, actor, body.code))),
  )
  serve(factors.renewRecoveryCodes, async ({ atGate, ground, actor, body }) =>
    asCodes(await atGate((tx) => renewRecoveryCodesOf(tx, ground.vault, actor, body.code))),
  )
  serve(factors.removeSecondFactor, ({ atGate, ground, actor, body }) =>
    atGate((tx) => removeSecondFactorOf(tx, ground.vault, actor, body.code)),
  )
  serve(factors.linkOwnIdentity, async ({ ground, actor, request }) => {
    const input = { back: backAddress(ground, request), wayBack: '/me', accountId: actor.accountId }
    const { address } = await beginIdentity(ground.database, provider, input, actor.now)
    return { address }
  })
  serve(lendGrant, ({ atGate, actor, body }) => atGate((tx) => lendGrantOf(tx, actor, body)))
}

function asCodes(answer: string[] | Problem): { recoveryCodes: string[] } | Problem {
  return answer instanceof Problem ? answer : { recoveryCodes: answer }
}
