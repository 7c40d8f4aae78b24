import type { Static, TObject, TSchema } from 'typebox'
import type { Permission } from '../access/permissions.ts'
import type { Text } from '../language/text.ts'
import type { DataClass } from '../privacy/data-classes.ts'
import type { ProblemKind } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call: a permission or any signed-in account of somebody at work; an elder's or relative's account; anybody. */
export type Admission = Permission | 'signed-in' | 'person' | 'public'

/**
 * One thing the platform can be asked. Declared once in `core/<module>/api.ts`; the server serves it, the web calls it,
 * OpenAPI describes it.
 */
export interface Endpoint<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
> {
  readonly method: Method
  /** Path below `/api`, with `:name` for parameters. */
  readonly path: `/${string}`
  readonly permission: Admission
  readonly summary: Text
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply: Reply
  readonly problems?: readonly ProblemKind[]
  /**
   * `file`: the reply is a download; `upload`: the body is multipart with one file; `part`: the body is the bare bytes of
   * a part of a file (`application/octet-stream`, below 2 MB).
   */
  readonly transfer?: 'file' | 'upload' | 'part'
  /** What is asked less often than the rest: a kind, or the kind that a query makes it. */
  readonly limit?: LimitKind | ((query: Readonly<Record<string, unknown>>) => LimitKind | undefined)
  /** Classes of data that a file or an answer carries as a whole: where one is withheld, it is refused. */
  readonly carries?: readonly DataClass[]
  /** The largest file an `upload` takes; 50 where nothing is said. */
  readonly uploadMegabytes?: number
}

/** What can be misused to gather personal data, and is therefore counted by itself. */
export type LimitKind = 'identitySearch' | 'reveal' | 'export'

/** Declares an endpoint; exists so that the schemas keep their types. */
export function endpoint<
  Params extends TObject = TObject<Record<never, never>>,
  Query extends TObject = TObject<Record<never, never>>,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
>(declaration: Endpoint<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  return declaration
}

export type ParamsOf<E> = E extends Endpoint<infer P, TObject, TSchema, TSchema> ? Static<P> : never
export type QueryOf<E> = E extends Endpoint<TObject, infer Q, TSchema, TSchema> ? Static<Q> : never
export type BodyOf<E> = E extends Endpoint<TObject, TObject, infer B, TSchema> ? Static<B> : never
export type ReplyOf<E> = E extends Endpoint<TObject, TObject, TSchema, infer R> ? Static<R> : never
