import { activate, personSignIn, personSignOut } from '@yinian/core/family/sign-in-api.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import type { Ground } from '../../http/ground.ts'
import type { Limits } from '../../http/limits.ts'
import { schemaOf } from '../../http/serve.ts'
import { clearCookie, cookies, deviceOf, keepPersonSignedIn } from '../entrance.ts'
import { endSession, signInWith } from '../sign-in.ts'
import { activateWith } from './activate.ts'

/** The entrance of elders and relatives: a cookie of its own, sent to their own endpoints and nowhere else. */
export function servePersonSignIn(app: FastifyInstance, { ground, limits }: { ground: Ground; limits: Limits }): void {
  const { access } = ground.config
  app.route<{ Body: BodyOf<typeof personSignIn> }>({
    method: personSignIn.method,
    url: `/api${personSignIn.path}`,
    schema: schemaOf(personSignIn),
    handler: async (request, reply) => {
      limits.take('signIn', request.ip)
      const input = { ...request.body, name: request.body.name.replaceAll(/\s/g, ''), device: deviceOf(request) }
      const signedIn = await signInWith(ground.database, input, ground.clock.now(), access, 'person')
      if (signedIn.next !== 'in') throw new Error('An elder’s or relative’s account has no second factor.')
      keepPersonSignedIn(reply, ground, signedIn.token)
      return {}
    },
  })
  app.route<{ Body: BodyOf<typeof activate> }>({
    method: activate.method,
    url: `/api${activate.path}`,
    schema: schemaOf(activate),
    handler: async (request, reply) => {
      limits.take('signIn', request.ip)
      const input = { ...request.body, device: deviceOf(request) }
      const { token } = await activateWith(ground.database, input, ground.clock.now(), access)
      keepPersonSignedIn(reply, ground, token)
      return {}
    },
  })
  app.route({
    method: personSignOut.method,
    url: `/api${personSignOut.path}`,
    schema: schemaOf(personSignOut),
    handler: async (request, reply) => {
      const token = request.cookies[cookies.person]
      if (token) await endSession(ground.database, token)
      clearCookie(reply, 'person')
      return {}
    },
  })
}
