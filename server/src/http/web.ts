import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { notFound } from '@yinian/core/http/problems.ts'
import type { FastifyInstance } from 'fastify'

/** Serves the built pages; an address that is neither a file nor an endpoint opens the console, which knows its own routes. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    setHeaders(response, path) {
      const lasting = path.includes(`${join('assets', '')}`)
      response.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api')) return reply.sendFile('console/index.html')
    const problem = notFound().toReply()
    return reply.code(404).header('content-type', 'application/problem+json').send(problem)
  })
}
