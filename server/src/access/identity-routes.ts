import { identityPaths } from '@yinian/core/access/sign-in-api.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Limits } from '../http/limits.ts'
import type { Authenticate } from '../http/serve.ts'
import { clearCookie, cookies, deviceOf, type Entrance, keepSignedIn, setBrowserCookie } from './entrance.ts'
import { beginIdentity, linkIdentity, refusalCode, takeBegun } from './identities.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { gate, signInAs } from './sign-in.ts'

const signInPage = '/console/sign-in'
const ownPage = '/console/me'

/** Where the provider sends the browser back to. */
export function backAddress(ground: Ground, request: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  const { publicUrl } = ground.config.access
  return `${publicUrl === '' ? `${request.protocol}://${request.host}` : publicUrl}/api${identityPaths.back}`
}

/** The browser leaves for the identity provider and comes back; what is refused on the way is said on the page it returns to. */
export function serveIdentity(
  app: FastifyInstance,
  ground: Ground,
  provider: IdentityProvider,
  authenticate: Authenticate,
  limits: Limits,
): void {
  app.route<{ Querystring: { to?: string } }>({
    method: 'GET',
    url: `/api${identityPaths.go}`,
    schema: { hide: true },
    handler: async (request, reply) => {
      try {
        limits.take('signIn', request.ip)
        const input = { back: backAddress(ground, request), wayBack: request.query.to ?? '/', accountId: null }
        const { address, browser } = await beginIdentity(ground.database, provider, input, ground.clock.now())
        if (browser !== null) setBrowserCookie(reply, ground, 'identity', browser)
        return await reply.redirect(address)
      } catch (error) {
        return reply.redirect(`${signInPage}?refused=${refusalCode(error)}`)
      }
    },
  })
  app.route({
    method: 'GET',
    url: `/api${identityPaths.back}`,
    schema: { hide: true },
    handler: (request, reply) => comeBack({ ground, provider, authenticate }, request, reply),
  })
}

async function comeBack(
  entrance: Entrance & { provider: IdentityProvider; authenticate: Authenticate },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { ground, provider } = entrance
  const now = ground.clock.now()
  const returned = new URL(backAddress(ground, request))
  returned.search = new URL(request.url, returned).search
  const actor = await entrance.authenticate(request)
  try {
    const state = returned.searchParams.get('state') ?? ''
    const browser = request.cookies[cookies.identity]
    const begun = await takeBegun(ground.database, { state, browser, actor }, now)
    clearCookie(reply, 'identity')
    const { subject } = await provider.finish(returned, begun.proof)
    const identity = { issuer: provider.issuer, subject }
    if (begun.accountId !== null && actor) {
      await inTransaction(ground.database, gate, async (tx) => {
        const account = await tx
          .selectFrom('account')
          .select(['id', 'region'])
          .where('id', '=', actor.accountId)
          .executeTakeFirstOrThrow()
        await linkIdentity({ tx, actor }, account, identity)
      })
      return reply.redirect(`${ownPage}?linked=true`)
    }
    const signedIn = await signInAs(
      ground.database,
      { ...identity, device: deviceOf(request) },
      now,
      ground.config.access,
    )
    keepSignedIn(reply, ground, signedIn)
    const to = new URLSearchParams({ to: begun.wayBack })
    if (signedIn.next === 'code') return reply.redirect(`${signInPage}?step=code&${to}`)
    return reply.redirect(`${signInPage}?step=done&${to}`)
  } catch (error) {
    const code = refusalCode(error)
    return reply.redirect(actor ? `${ownPage}?refused=${code}` : `${signInPage}?refused=${code}`)
  }
}
