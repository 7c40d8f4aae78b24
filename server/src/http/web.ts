import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { notFound } from '@yinian/core/http/problems.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { noncePlace, pagePolicy } from './content-policy.ts'

const page = 'console/index.html'
const familyPage = 'family/index.html'

/**
 * Serves the built pages; an address that is neither a file nor an endpoint opens the console, which knows its own routes;
 * below /family the pages of elders and relatives.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(folder)
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      globIgnore: [page, familyPage],
      setHeaders(reply, path) {
        const lasting = path.includes(join('/', 'assets', '/'))
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  const read = (file: string): string => (built ? readFileSync(join(folder, file), 'utf8') : '')
  const written = read(page)
  const ofFamily = read(familyPage)
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/'))
  app.setNotFoundHandler((request, reply) => {
    if (built && request.method === 'GET' && /^\/family([/?]|$)/.test(request.url))
      return sendPlainPage(reply, ofFamily)
    if (built && request.method === 'GET' && !request.url.startsWith('/api')) return sendPage(reply, written)
    const problem = notFound().toReply()
    return reply.code(404).header('content-type', 'application/problem+json').send(problem)
  })
}

/** A page that styles nothing but by its own files: the policy of everything that is not a page is enough for it. */
function sendPlainPage(reply: FastifyReply, written: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(written.replaceAll(noncePlace, ''))
}

/** The page with a nonce of its own in every answer, so that nothing an attacker put into it is styled or run. */
function sendPage(reply: FastifyReply, written: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy(nonce))
    .send(written.replaceAll(noncePlace, nonce))
}
