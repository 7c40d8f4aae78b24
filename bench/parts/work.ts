import { type Agent, request } from 'node:http'
import { makeRandom } from '../../core/demo/random.ts'
import { newId } from '../../server/src/db/ids.ts'

export interface Answered {
  readonly kind: 'file' | 'list' | 'count' | 'write'
  readonly status: number
  /** From when it was meant to be asked, so that waiting in a queue of one's own counts too. */
  readonly milliseconds: number
}

export interface Officer {
  readonly address: string
  readonly agent: Agent
  readonly cookie: string
  /** Files of their county. */
  readonly elders: readonly string[]
  readonly number: number
}

const lists = [
  '',
  'ageFrom=80',
  'category=hardship%3Adibao',
  'level=3',
  'q=wang',
  'sort=birth',
  'state=active',
  'q=lgy',
]

/**
 * One officer's day: of ten things six are files, three lists (the count is asked for with them, as the pages do) and one is
 * a neighbour written down. Thinks between nothing and twice the average.
 */
export async function workOf(
  officer: Officer,
  { until, think }: { readonly until: number; readonly think: number },
  tell: (one: Answered) => void,
): Promise<void> {
  const random = makeRandom(1, 7, officer.number)
  let due = performance.now() + random.unit() * think * 2
  while (due < until) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const meant = due
    const ask = async (kind: Answered['kind'], method: string, path: string, body?: object): Promise<Reply> => {
      const reply = await send(officer, method, path, body)
      tell({ kind, status: reply.status, milliseconds: performance.now() - meant })
      return reply
    }
    const kind = random.unit()
    if (kind < 0.6) await ask('file', 'GET', `/elders/${random.pick(officer.elders)}`)
    else if (kind < 0.9) {
      const query = random.pick(lists)
      await Promise.all([ask('list', 'GET', `/elders?${query}`), ask('count', 'GET', `/elders/count?${query}`)])
    } else
      await ask('write', 'POST', `/elders/${random.pick(officer.elders)}/related-persons`, {
        name: '压测',
        relation: 'neighbour',
        roles: ['contact-person'],
      })
    due = Math.max(performance.now(), meant) + random.unit() * think * 2
  }
}

interface Reply {
  readonly status: number
  readonly text: string
}

function send({ address, agent, cookie }: Officer, method: string, path: string, body?: object): Promise<Reply> {
  return new Promise((resolve) => {
    const headers = {
      cookie,
      ...(body ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
    }
    const asked = request(`${address}/api${path}`, { method, agent, headers }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (piece: string) => {
        text += piece
      })
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    })
    asked.on('error', (error) => resolve({ status: 0, text: String(error) }))
    asked.end(body && JSON.stringify(body))
  })
}
