import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { notFound } from '@yinian/core/http/problems.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { noncePlace, pagePolicy } from './content-policy.ts'

const page = 'console/index.html'
/** Entries of their own: for elders and relatives, and for whoever works at the door. */
const plainEntries = ['family', 'field']

/**
 * Serves the built pages; an address that is neither a file nor an endpoint opens the console, which knows its own routes;
 * below the name of another entry, that one. A file that is not there is none: the page of a build taken for its script
 * would be kept by a browser.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(folder)
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      globIgnore: [page, ...plainEntries.map(pageOf)],
      setHeaders(reply, path) {
        const lasting = path.includes(join('/', 'assets', '/'))
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  const read = (file: string): string => (built ? readFileSync(join(folder, file), 'utf8') : '')
  const written = read(page)
  const plain = new Map(plainEntries.map((name) => [name, read(pageOf(name))]))
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/'))
  // A service worker answers for what lies below its folder, and /field is not below /field/.
  app.get('/field', { schema: { hide: true } }, (_request, reply) => reply.redirect('/field/'))
  app.setNotFoundHandler((request, reply) => {
    const [, name = ''] = (request.url.split('?')[0] ?? '').split('/')
    const opens = built && request.method === 'GET' && name !== 'api' && name !== 'assets'
    const entry = plain.get(name)
    if (opens && entry !== undefined) return sendPlainPage(reply, entry)
    if (opens) return sendPage(reply, written)
    const problem = notFound().toReply()
    return reply.code(404).header('content-type', 'application/problem+json').send(problem)
  })
}

const pageOf = (entry: string): string => `${entry}/index.html`

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
