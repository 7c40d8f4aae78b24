import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, register } from 'prom-client'
import type { Ground } from '../http/ground.ts'
import { measureOver } from './measured.ts'

/** All metrics as Prometheus reads them. */
export type ReadMetrics = () => Promise<string>

let collecting = false

/** The metrics of this process alone. */
export const ownMetrics: ReadMetrics = () => register.metrics()
export const metricsType = register.contentType

/**
 * `/metrics` on the platform's own port, for whoever brings `Authorization: Bearer <METRICS_TOKEN>`; without that setting
 * the address does not exist. Figures say nothing of persons, but much of an office.
 */
export function serveMetrics(app: FastifyInstance, ground: Ground): void {
  measureOver(ground)
  if (!collecting) collectDefaultMetrics()
  collecting = true
  const { metricsToken, readMetrics = ownMetrics } = ground.metrics ?? {}
  if (!metricsToken) return
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) return reply.callNotFound()
    return reply.header('content-type', metricsType).send(await readMetrics())
  })
}

/** `/metrics` without a token on a port that only this machine reaches. */
export function listenForMetrics(port: number, read: ReadMetrics): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') response.writeHead(404).end()
    else
      read().then(
        (text) => response.writeHead(200, { 'content-type': metricsType }).end(text),
        () => response.writeHead(500).end(),
      )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
