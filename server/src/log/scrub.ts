const taken = '[…]'

/** What an object calls a thing that nobody reads in a log, whatever it holds. */
const personalKeys =
  /pass(word|wd)?$|token|secret|cookie|authori[sz]ation|identity|document_?number|phone|mobile|address|payee|account_?number|credential|^(display_?|actor_?|full_?)?name$|^(detail|hint|where|parameters|internalquery)$/i

const patterns: readonly (readonly [RegExp, string])[] = [
  // user and password of a connection string
  [/\/\/[^/\s@]*@/g, `//${taken}@`],
  // a session's token, a key in base64: 22 characters or more with capitals, small letters and digits
  [/(?<![\w/+-])(?=[\w/+-]*[a-z])(?=[\w/+-]*[A-Z])(?=[\w/+-]*\d)[A-Za-z0-9_+/-]{22,}={0,2}/g, taken],
  [/\b[0-9a-f]{32,}\b/gi, taken],
  // identity numbers (GB 11643), bank accounts, telephones, with whatever stands between their digits
  [/(?<![\w-])\+?\d(?:[ ()-]?\d){6,}[Xx]?(?![\w-])/g, taken],
  [/\d{7,}[Xx]?/g, taken],
  [/[０-９]{3,}/g, taken],
  // what people wrote: the platform's own log lines are in English
  [/[\p{Script=Han}〇·]+/gu, taken],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, taken],
]

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Free text without what could tell of a person or open a door. Ids of rows stay: they lead to the case. */
export function scrub(text: string): string {
  const pieces = text.split(uuid)
  const ids = text.match(uuid) ?? []
  return pieces.map((piece, index) => `${scrubPiece(piece)}${ids[index] ?? ''}`).join('')
}

function scrubPiece(text: string): string {
  return patterns.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text)
}

/** An object as it may be logged: personal keys emptied, texts scrubbed, errors reduced to what helps to find them. */
export function scrubbed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value)
  if (value instanceof Error) return errorLine(value, depth)
  if (Buffer.isBuffer(value)) return taken
  if (typeof value === 'number' && Math.abs(value) >= 1e9) return taken
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value
  if (value instanceof Date) return value
  if (depth > 6) return taken
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => scrubbed(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      personalKeys.test(key) && inner !== null ? taken : scrubbed(inner, depth + 1),
    ]),
  )
}

/** Of PostgreSQL’s errors: where, never what. Its `detail`, `where` and the ends of its messages quote the values of rows. */
const placesOfErrors = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const

export function errorLine(error: Error, depth = 0): Record<string, unknown> {
  const fields = error as unknown as Record<string, unknown>
  const places = placesOfErrors.flatMap((name) => (typeof fields[name] === 'string' ? [[name, fields[name]]] : []))
  const causes = error.cause instanceof Error && depth < 4 ? { cause: errorLine(error.cause, depth + 1) } : {}
  const several =
    error instanceof AggregateError && depth < 4
      ? { errors: error.errors.slice(0, 5).map((one) => scrubbed(one, depth + 1)) }
      : {}
  return {
    type: error.name,
    message: messageOf(error),
    ...Object.fromEntries(places),
    stack: framesOf(error),
    ...causes,
    ...several,
  }
}

/** What stands in quotes is a value, unless it is the name of a table, a constraint or a property. */
export function messageOf(error: Error): string {
  return scrub(
    error.message
      .replaceAll(/: ".*$/gs, `: ${taken}`)
      .replaceAll(/=\(.*\)/gs, `=(${taken})`)
      .replaceAll(/(["'`])((?:(?!\1).)*)\1/gs, (quoted, _mark, inner: string) =>
        /^[a-z][a-zA-Z0-9_.$]{0,62}$/.test(inner) ? quoted : taken,
      ),
  )
}

/** The stack begins with the message; only what follows says where. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

/** The same error for where errors are kept: its kind and its place, none of the values it is about. */
export function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(scrub(String(error)))
  const safe = new Error(messageOf(error))
  safe.name = error.name
  safe.stack = `${error.name}: ${safe.message}\n${framesOf(error)}`
  return safe
}
