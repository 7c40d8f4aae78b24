import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { pathOf, queryString } from './address.ts'
import { type Refusal, refusalOf, unreachable } from './refusal.ts'
import { tellSignedOut } from './signed-out.ts'

type Empty = Record<never, never>
type Part<Name extends string, Value> = unknown extends Value
  ? Empty
  : [keyof Value] extends [never]
    ? Empty
    : Empty extends Value
      ? { readonly [N in Name]?: Value }
      : { readonly [N in Name]: Value }

/** What an endpoint has to be given: only those of `params`, `query` and `body` that it declares. */
export type InputOf<E extends Endpoint> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  Part<'body', BodyOf<E>>

export interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Keep it the same when the same command is sent again, so that it is done once. */
  readonly idempotencyKey?: string
}

export function addressOf(endpoint: Endpoint, input: LooseInput): string {
  return `/api${pathOf(endpoint.path, input.params)}${queryString(input.query)}`
}

/** Asks the platform; throws a `Refusal` for every answer that is not the reply. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<ReplyOf<E>> {
  const response = await send(endpoint, input, options)
  const text = await response.text()
  return (text === '' ? {} : JSON.parse(text)) as ReplyOf<E>
}

/** The accepted answer itself, for replies that are files. */
export async function send(endpoint: Endpoint, input: LooseInput, options: CallOptions): Promise<Response> {
  const response = await fetch(addressOf(endpoint, input), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: headersOf(endpoint, input, options),
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  })
  if (response.ok) return response
  throw noteSignedOut(refusalOf(response.status, await response.text()))
}

/** Lets the shell know when the session is over, and hands the refusal on. */
export function noteSignedOut(refusal: Refusal): Refusal {
  if (refusal.code === 'http.not-signed-in') tellSignedOut()
  return refusal
}

function headersOf(endpoint: Endpoint, input: LooseInput, options: CallOptions): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(input.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(endpoint.method === 'GET' ? {} : { 'Idempotency-Key': options.idempotencyKey ?? crypto.randomUUID() }),
  }
}
