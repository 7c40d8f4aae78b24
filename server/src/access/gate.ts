import type { Actor } from '@yinian/core/access/actor.ts'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notSignedIn } from '@yinian/core/http/problems.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static, TObject, TSchema } from 'typebox'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { type Authenticate, type ServedEndpoint, schemaOf } from '../http/serve.ts'
import { gate } from './sign-in.ts'

/** What a call at the gate works with: somebody signed in, and transactions as the gatekeeper. */
export interface GateCall<P extends TObject, B extends TSchema> {
  readonly ground: Ground
  readonly actor: Actor
  readonly params: Static<P>
  readonly body: Static<B>
  readonly request: FastifyRequest
  atGate<T>(run: (tx: Tx) => Promise<T>): Promise<T>
}

/** Answers a Problem that is returned, not thrown, after what was done with it has been committed: a wrong code counts. */
export type ServeAtGate = <P extends TObject, B extends TSchema, R extends TSchema>(
  endpoint: Endpoint<P, TObject, B, R>,
  handle: (call: GateCall<P, B>) => Promise<Static<R> | Problem>,
) => void

/**
 * Serves what people do with their own way in: secrets and other people's grants are read there, which no ordinary
 * transaction may.
 */
export function makeServeAtGate(
  app: FastifyInstance,
  ground: Ground,
  authenticate: Authenticate,
  served: ServedEndpoint[],
): ServeAtGate {
  return (endpoint, handle) => {
    const declared = endpoint as unknown as Endpoint
    served.push({ endpoint: declared })
    app.route({
      method: endpoint.method,
      url: `/api${endpoint.path}`,
      schema: schemaOf(declared),
      handler: async (request) => {
        const actor = await authenticate(request)
        if (!actor) throw notSignedIn()
        const answer = await handle({
          ground,
          actor: { ...actor, using: endpoint.permission },
          params: request.params as never,
          body: request.body as never,
          request,
          atGate: (run) => inTransaction(ground.database, gate, run),
        })
        if (answer instanceof Problem) throw answer
        return answer
      },
    })
  }
}
