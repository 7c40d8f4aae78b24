import autocannon from 'autocannon'
import { costing } from './cpu.ts'
import { median, say } from './measure.ts'
import type { Started } from './process.ts'

export interface Fired {
  readonly result: autocannon.Result
  readonly server: number
  readonly database: number
}

/** Asks a server as fast as it answers, over some connections and for some seconds. */
export function fire(
  folder: string,
  server: Started,
  how: {
    readonly seconds: string
    readonly connections: string
    readonly cookie: string
    /** @param turn counts the requests from 0 */
    readonly path: (turn: number) => string
  },
): Promise<Fired> {
  let turn = 0
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: how.path(turn++),
    headers: { cookie: how.cookie },
  })
  const [duration, connections] = [Number(how.seconds), Number(how.connections)]
  return costing(folder, server, () =>
    Promise.resolve(autocannon({ url: server.address, duration, connections, requests: [{ setupRequest }] })),
  )
}

export function rateOf(fired: readonly Fired[]): number {
  return median(fired.map(({ result }) => result['2xx'] / result.duration))
}

export const headOfRow = ['requests/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms: server', 'database', 'errors'] as const

/** Cells under `headOfRow`. @param beside requests a second of what it is compared with */
export function rowOf(fired: readonly Fired[], beside: number): (string | number)[] {
  const cost = (part: 'server' | 'database') =>
    say(median(fired.map((one) => (one[part] / one.result['2xx']) * 1000)), 2)
  return [
    say(rateOf(fired)),
    beside === 0 ? '–' : (rateOf(fired) / beside).toFixed(2),
    median(fired.map(({ result }) => result.latency.p50)),
    median(fired.map(({ result }) => result.latency.p99)),
    cost('server'),
    cost('database'),
    fired.reduce((sum, { result }) => sum + result.errors + result.non2xx, 0),
  ]
}
