import { finished } from 'node:stream'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type pg from 'pg'

/** How a statement is sent, where that is not simply at once. */
export interface Manner {
  /** Waits for the next statement of the connection and goes before it, in the same round trip. */
  readonly along?: boolean
  /** Planned once on each connection under this name. */
  readonly prepared?: string | undefined
  /** The commit goes right behind it, in the same round trip. */
  readonly last?: boolean
}

const manners = new WeakMap<CompiledQuery, Manner>()

export function inManner<R>(query: CompiledQuery<R>, manner: Manner): CompiledQuery<R> {
  const marked = { ...query }
  manners.set(marked, manner)
  return marked
}

/** Kysely over a pool whose connections send in one round trip what belongs together. */
export function poolDriver(pool: pg.Pool): Driver {
  const connections = new WeakMap<pg.PoolClient, Connection>()
  const tell = (text: string) => async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  return {
    init: async () => {},
    async acquireConnection() {
      const client = await pool.connect()
      const connection = connections.get(client) ?? new Connection(client)
      connections.set(client, connection)
      return connection
    },
    beginTransaction: tell('begin'),
    commitTransaction: tell('commit'),
    rollbackTransaction: tell('rollback'),
    releaseConnection: async (connection) => (connection as Connection).release(),
    destroy: () => pool.end(),
  }
}

class Connection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #waiting: CompiledQuery[] = []

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (manners.get(query)?.along) {
      this.#waiting.push(query)
      return { rows: [] }
    }
    const before = this.#waiting
    this.#waiting = []
    if (isCopying(query.sql)) {
      await allOf(this.#sendTogether(before))
      return this.#copy(query.sql)
    }
    if (before.length === 0 && !manners.get(query)?.last) return this.#send(query)
    const sent = this.#sendTogether<R>([...before, query, ...(manners.get(query)?.last ? [commit] : [])])
    await allOf(sent)
    return sent[before.length] ?? { rows: [] }
  }

  /** One write to the socket, however many statements. */
  #sendTogether<R>(queries: readonly CompiledQuery[]): Promise<QueryResult<R>>[] {
    const { stream } = this.#client.connection
    stream.cork()
    const sent = queries.map((query) => this.#send<R>(query))
    stream.uncork()
    return sent
  }

  async #send<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = manners.get(query)?.prepared
    const values = [...query.parameters]
    const { command, rowCount, rows } = await this.#client.query(
      name === undefined ? { text: query.sql, values } : { name, text: query.sql, values },
    )
    const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
    return { rows: (rows ?? []) as R[], ...(changed ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  /** COPY keeps the connection to itself until its stream has ended. */
  #copy<R>(stream: Copying): QueryResult<R> {
    const client = this.#client as { pipeline: boolean }
    client.pipeline = false
    finished(stream, () => {
      client.pipeline = true
    })
    this.#client.query(stream)
    return { rows: [] }
  }

  // biome-ignore lint/correctness/useYield: rows are streamed by COPY or in pages, never by a cursor
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are streamed by COPY or in pages.')
  }

  /** What nobody sent any more is dropped: outside its transaction it has no meaning. */
  release(): void {
    this.#waiting = []
    this.#client.release()
  }
}

const commit = CompiledQuery.raw('commit')

/**
 * Each statement is answered by itself. When one fails inside a transaction PostgreSQL refuses those after it, so the
 * first fault is the one to show.
 */
async function allOf(sent: readonly Promise<unknown>[]): Promise<void> {
  for (const answer of await Promise.allSettled(sent)) if (answer.status === 'rejected') throw answer.reason
}

/** The driver takes a stream in place of a statement (pg: Submittable). */
type Copying = pg.Submittable & (NodeJS.ReadableStream | NodeJS.WritableStream)

function isCopying(statement: unknown): statement is Copying {
  return typeof statement === 'object'
}
