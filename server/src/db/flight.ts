import pg from 'pg'
import values from 'pg/lib/utils.js'

/** One statement of a flight. With a name it is parsed once on its connection, and its columns are described once. */
export interface Passenger {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string | undefined
}

export interface Landed {
  readonly rows: unknown[]
  /** What PostgreSQL says was done: `SELECT 5`, `INSERT 0 1`. */
  readonly tag: string
}

/** How the rows of a statement are read; without columns where it has none. */
interface Reader {
  readonly names: readonly string[]
  readonly parsers: readonly ((text: string) => unknown)[]
  readonly empty: Readonly<Record<string, null>>
}

/** The statements with a name that a connection knows; one is doubtful while nobody can say whether it was parsed. */
export type Known = Map<string, { reader?: Reader; doubtful?: true }>

interface Wire {
  parse(what: { text: string; name: string }): void
  bind(what: { statement: string; values: readonly unknown[] }): void
  describe(what: { type: 'P' }): void
  execute(what: { portal: string }): void
  close(what: { type: 'S'; name: string }): void
  sync(): void
}

interface Column {
  readonly name: string
  readonly dataTypeID: number
}

/**
 * Several statements in one message with one answer. The driver's own pipeline ends each statement with a Sync, at which the
 * server sends what it has; here one Sync ends them all, so that a transaction costs both sides one write. After the first
 * fault the server passes over the rest, a commit too (PostgreSQL: message flow, extended query).
 */
export class Flight extends pg.Query {
  readonly landed: Promise<readonly Landed[]>
  readonly #passengers: readonly Passenger[]
  readonly #known: Known
  readonly #results: Landed[] = []
  #readers: (Reader | undefined)[] = []
  #rows: unknown[] = []
  #settle: { resolve(results: readonly Landed[]): void; reject(error: unknown): void }

  /** @throws when a value cannot be written for the database; nothing was sent then */
  constructor(passengers: readonly Passenger[], known: Known) {
    super('')
    const { promise, resolve, reject } = Promise.withResolvers<readonly Landed[]>()
    this.landed = promise
    this.#settle = { resolve, reject }
    this.#passengers = passengers.map((one) => ({ ...one, values: one.values.map(values.prepareValue) }))
    this.#known = known
  }

  override submit = (connection: unknown): void => {
    const wire = connection as Wire
    this.#readers = this.#passengers.map((passenger) => send(wire, passenger, this.#known))
    wire.sync()
  }

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    this.#learn({
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text')),
      empty: Object.fromEntries(fields.map(({ name }) => [name, null])),
    })
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const reader = this.#readers[this.#results.length] ?? withoutColumns
    const row: Record<string, unknown> = { ...reader.empty }
    for (let at = 0; at < fields.length; at++) {
      const text = fields[at]
      if (text !== null && text !== undefined) row[reader.names[at] ?? ''] = reader.parsers[at]?.(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    if (this.#readers[this.#results.length] === undefined) this.#learn(withoutColumns)
    this.#results.push({ rows: this.#rows, tag: text })
    this.#rows = []
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  /** What was to be parsed from the faulty statement on may have been or not. */
  handleError(error: Error): void {
    for (const { name } of this.#passengers.slice(this.#results.length)) {
      if (name !== undefined && this.#known.get(name)?.reader === undefined) this.#known.set(name, { doubtful: true })
    }
    this.#settle.reject(error)
  }

  handleReadyForQuery(): void {
    this.#settle.resolve(this.#results)
  }

  #learn(reader: Reader): void {
    const at = this.#results.length
    this.#readers[at] = reader
    const name = this.#passengers[at]?.name
    if (name !== undefined) this.#known.set(name, { reader })
  }
}

const withoutColumns: Reader = { names: [], parsers: [], empty: {} }

/** @returns how the statement's rows are read, where that is known already */
function send(wire: Wire, { name = '', text, values: given }: Passenger, known: Known): Reader | undefined {
  const before = name === '' ? undefined : known.get(name)
  if (before?.doubtful) wire.close({ type: 'S', name })
  if (!before || before.doubtful) wire.parse({ text, name })
  if (name !== '' && before?.reader === undefined) known.set(name, {})
  wire.bind({ statement: name, values: given })
  if (before?.reader === undefined) wire.describe({ type: 'P' })
  wire.execute({ portal: '' })
  return before?.reader
}
