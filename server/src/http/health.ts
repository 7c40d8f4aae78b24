import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Ground } from './ground.ts'

/** `/healthz`: the process answers. `/readyz`: it can also reach its database and is not on its way out. */
export function serveHealth(app: FastifyInstance, ground: Ground): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (ground.drain?.way === 'leaving') return reply.code(503).send({ status: 'ending' })
    try {
      await sql`select 1`.execute(ground.database)
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database not reachable' })
    }
  })
}
