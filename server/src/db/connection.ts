import { finished } from 'node:stream'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type pg from 'pg'
import { Flight, type Known, type Landed } from './flight.ts'

/** How a statement is sent, where that is not simply at once. */
export interface Manner {
  /** Waits for the next statement of the connection and goes before it, in the same round trip. */
  readonly along?: boolean
  /** Planned once on each connection under this name. */
  readonly prepared?: string | undefined
  /** The commit goes right behind it, in the same round trip; then the transaction’s opening waits again. */
  readonly last?: boolean
  /** Belongs to the opening of a transaction. */
  readonly opening?: boolean
  /** Ends a transaction; not sent where nothing was asked since the one before was ended. */
  readonly closing?: boolean
}

const manner = Symbol('manner')

/** The same query with its manner; kept on it, because a map beside it costs more than all else it goes through. */
export function inManner<R>(query: CompiledQuery<R>, how: Manner): CompiledQuery<R> {
  return { ...query, [manner]: how } as CompiledQuery<R>
}

const mannerOf = (query: CompiledQuery): Manner => (query as { readonly [manner]?: Manner })[manner] ?? simply
const simply: Manner = {}

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
  readonly #known: Known = new Map()
  #waiting: CompiledQuery[] = []
  #opening: CompiledQuery[] = []
  #ended = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { along, last, opening, closing } = mannerOf(query)
    if (along) {
      this.#waiting.push(query)
      if (opening) this.#opening.push(query)
      return { rows: [] }
    }
    if (closing && this.#ended && this.#waiting.length === this.#opening.length) return { rows: [] }
    const before = this.#waiting
    this.#waiting = []
    this.#ended = false
    if (isCopying(query.sql)) {
      await this.#sendTogether(before)
      return this.#copy(query.sql)
    }
    const results = last ? await this.#sendWithCommit([...before, query]) : await this.#sendTogether([...before, query])
    return (results[before.length] ?? { rows: [] }) as QueryResult<R>
  }

  async #sendWithCommit(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    try {
      return await this.#sendTogether([...queries, commit])
    } catch (error) {
      await this.#client.query('rollback')
      throw error
    } finally {
      this.#waiting = [...this.#opening]
      this.#ended = true
    }
  }

  /** One write to the socket, however many statements. The first fault is the one to show. */
  async #sendTogether(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    const { stream } = this.#client.connection
    stream.cork()
    const sent = partsOf(queries).map((part) => (isScript(part[0]) ? this.#run(part) : this.#fly(part)))
    stream.uncork()
    const results: QueryResult<unknown>[] = []
    for (const answer of await Promise.allSettled(sent)) {
      if (answer.status === 'rejected') throw traced(answer.reason)
      results.push(...answer.value)
    }
    return results
  }

  async #fly(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    const flight = new Flight(
      queries.map((query) => ({ text: query.sql, values: query.parameters, name: mannerOf(query).prepared })),
      this.#known,
    )
    this.#client.query(flight)
    return (await flight.landed).map(toResult)
  }

  async #run(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    const { command, rowCount, rows } = await this.#client.query({ text: queries[0]?.sql ?? '' })
    return [toResult({ rows: rows ?? [], tag: `${command} ${rowCount}` })]
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
    this.#opening = []
    this.#ended = false
    this.#client.release()
  }
}

const commit = inManner(CompiledQuery.raw('commit'), { prepared: 'commit' })

/** Text that may hold several statements: nothing is handed to it, and it travels as it is. */
function isScript(query: CompiledQuery | undefined): boolean {
  return query !== undefined && query.parameters.length === 0 && mannerOf(query).prepared === undefined
}

/** Scripts by themselves, and between them what flies together. */
function partsOf(queries: readonly CompiledQuery[]): CompiledQuery[][] {
  const parts: CompiledQuery[][] = []
  for (const query of queries) {
    const part = parts.at(-1)
    if (!part || isScript(query) || isScript(part[0])) parts.push([query])
    else part.push(query)
  }
  return parts
}

const changing = ['INSERT', 'UPDATE', 'DELETE', 'MERGE']

function toResult({ rows, tag }: Landed): QueryResult<unknown> {
  const [command = '', ...counts] = tag.split(' ')
  return changing.includes(command) ? { rows, numAffectedRows: BigInt(counts.at(-1) ?? 0) } : { rows }
}

/** Leads back to who asked, not to the socket the answer came from. */
function traced(error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error)
  return error
}

/** The driver takes a stream in place of a statement (pg: Submittable). */
type Copying = pg.Submittable & (NodeJS.ReadableStream | NodeJS.WritableStream)

function isCopying(statement: unknown): statement is Copying {
  return typeof statement === 'object'
}
