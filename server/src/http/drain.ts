import type { Server as HttpServer } from 'node:http'
import { Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** A process on its way out: `exchanged` for another on the same port, or `leaving`, so that the port will close. */
export type WayOut = 'exchanged' | 'leaving'

export interface Drain {
  readonly way: WayOut | undefined
  begin(way: WayOut): void
}

export function makeDrain(): Drain {
  let way: WayOut | undefined
  return {
    get way() {
      return way
    },
    begin(given) {
      way ??= given
    },
  }
}

/** Every answer after that is the last on its connection, so that whoever asks again connects to another process. */
export function answerLastWhenDraining(app: FastifyInstance, drain: Drain | undefined): void {
  app.addHook('onSend', async (_request, reply) => {
    if (drain?.way !== undefined) reply.header('connection', 'close')
  })
}

const idleAfter = 3_000

/**
 * Takes no new connection and waits for those there are: each is closed by its next answer. What has said nothing for
 * three seconds is closed; what is still being answered after the grace is cut.
 */
export async function finishAnswers(server: HttpServer, graceMs = 30_000): Promise<void> {
  // http.Server.close would also close connections whose request is on its way; the server below only stops listening.
  if (server.listening) Server.prototype.close.call(server)
  for (let waited = 0; waited < graceMs && (await connectionsOf(server)) > 0; waited += 50) {
    if (waited >= idleAfter) server.closeIdleConnections()
    await pause(50)
  }
  server.closeAllConnections()
}

function connectionsOf(server: HttpServer): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
}
