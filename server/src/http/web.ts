import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { notFound } from '@yinian/core/http/problems.ts'
import type { FastifyInstance } from 'fastify'

/** Serves the built pages; an address that is neither a file nor an endpoint opens the console, which knows its own routes. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(folder)
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      setHeaders(reply, path) {
        const lasting = path.includes(join('/', 'assets', '/'))
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/'))
  app.setNotFoundHandler((request, reply) => {
    if (built && request.method === 'GET' && !request.url.startsWith('/api'))
      return reply.sendFile('console/index.html')
    const problem = notFound().toReply()
    return reply.code(404).header('content-type', 'application/problem+json').send(problem)
  })
}
