import { createHash } from 'node:crypto'
import { type Actor, isAllowed, type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { secondFactorRequired } from '@yinian/core/access/problems.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { Admission, Endpoint, LimitKind } from '@yinian/core/http/endpoint.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed, notSignedIn, tooLarge } from '@yinian/core/http/problems.ts'
import { withheldByRule } from '@yinian/core/privacy/problems.ts'
import { classesAsked, compileWithholding } from '@yinian/core/privacy/withholding.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import type { Tx } from '../db/database.ts'
import { sendWaiting } from '../db/statements.ts'
import { type Guard, inTransaction, isGuardRefused } from '../db/transaction.ts'
import { answerOnce } from './commands.ts'
import type { Ground } from './ground.ts'
import type { Limits } from './limits.ts'
import { beginSending, type Departure, type Download } from './send-file.ts'
import { refuseWithheld } from './withheld.ts'
import type { Work } from './work.ts'

/** Above it nothing is taken, whatever an endpoint says. */
export const uploadMegabytesAtMost = 50

export interface Call<P extends TObject, Q extends TObject, B extends TSchema> extends Work {
  readonly params: Static<P>
  readonly query: Static<Q>
  readonly body: Static<B>
  /** The uploaded file of an endpoint with `transfer: 'upload'`, or the bytes of one with `transfer: 'part'`. */
  readonly file: UploadedFile | undefined
}

export interface UploadedFile {
  readonly name: string
  readonly content: Buffer
}

type Handler<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema> = (
  call: Call<P, Q, B>,
) => Promise<Static<R>> | Static<R>

/** Serves a declared endpoint. Permission, transaction, scope, validation and idempotency are seen to here, once. */
export type Serve = <P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: Handler<P, Q, B, R>,
  how?: Serving,
) => void

export interface Serving {
  /**
   * Whether somebody remembered may be confirmed in the transaction itself, together with its first statement. For reading
   * that asks nothing but its `tx`, because it is asked once more where they are not confirmed.
   */
  readonly confirmsWithin?: boolean
}

/** Who a request comes from; absent when nobody is signed in. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor | undefined>

/** Who a request came from a moment ago, with what has to confirm it in the transaction it is for. */
export type Recall = (request: FastifyRequest) => { readonly actor: Actor; readonly guard: Guard } | undefined

export interface Door {
  readonly authenticate: Authenticate
  readonly recall?: Recall
}

const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  message: Type.Object({ zh: Type.String(), en: Type.String() }),
  at: Type.Optional(Type.String()),
  faults: Type.Optional(
    Type.Array(Type.Object({ at: Type.String(), message: Type.Object({ zh: Type.String(), en: Type.String() }) })),
  ),
  confirmable: Type.Optional(Type.Boolean()),
})

export interface ServedEndpoint {
  readonly endpoint: Endpoint
}

export function makeServe(
  app: FastifyInstance,
  ground: Ground,
  { authenticate, recall }: Door,
  served: ServedEndpoint[],
  limits: Limits,
): Serve {
  return (endpoint, handle, how = {}) => {
    const declared = endpoint as unknown as Endpoint
    served.push({ endpoint: declared })
    const withhold = compileWithholding(endpoint.reply)
    const confirmsWithin = how.confirmsWithin === true && endpoint.method === 'GET' && endpoint.transfer === undefined
    const limited = new WeakSet<FastifyRequest>()

    const answer = async (request: FastifyRequest, reply: FastifyReply, admitted: Admitted, guard?: Guard) => {
      const { actor, scope } = admitted
      const limit = limitOf(declared, request)
      if (limit !== undefined && !limited.has(request)) {
        limits.take(limit, actor.accountId)
        limited.add(request)
      }
      const withheld = withheldFrom(actor, endpoint.permission)
      if (withheld.size > 0) {
        const asked = classesAsked(endpoint.query, request.query as Readonly<Record<string, unknown>>)
        refuseWithheld(withheld, [...(endpoint.carries ?? []), ...asked])
      }
      const file =
        endpoint.transfer === 'upload'
          ? await uploadedFile(request, endpoint.uploadMegabytes ?? uploadMegabytesAtMost)
          : Buffer.isBuffer(request.body)
            ? { name: '', content: request.body, fields: {} }
            : undefined
      let departure: Departure | undefined
      const run = async (tx: Tx) => {
        const call = {
          tx,
          actor,
          vault: ground.vault,
          jobs: ground.jobs,
          params: request.params as never,
          query: request.query as never,
          body: (file ? file.fields : request.body) as never,
          file,
        }
        if (endpoint.transfer === 'file') {
          const download = (await handle(call)) as Download
          await sendWaiting(tx)
          departure = await beginSending(reply, download)
          return undefined
        }
        const key = request.headers['idempotency-key']
        if (endpoint.method === 'GET' || typeof key !== 'string' || scope.accountId === null) return handle(call)
        const command = {
          accountId: scope.accountId,
          key,
          endpoint: `${endpoint.method} ${request.url}`,
          hash: createHash('sha256')
            .update(file ? file.content : JSON.stringify(request.body ?? null))
            .digest(),
          at: actor.now,
        }
        return answerOnce(tx, ground.vault, command, () => handle(call))
      }
      const answered = await inTransaction(ground.database, scope, run, guard).catch((error: unknown) => {
        departure?.cut(error)
        throw error
      })
      if (departure) return departure.finish()
      // after the answer of a command was kept: repeated later, it is told by the rules of then
      return withhold && withheld.size > 0 ? withhold(answered, withheld) : answered
    }

    app.route({
      method: endpoint.method,
      url: `/api${endpoint.path}`,
      schema: schemaOf(declared),
      handler: async (request, reply) => {
        const recalled = confirmsWithin ? recall?.(request) : undefined
        if (recalled) {
          try {
            return await answer(request, reply, admit(declared, recalled.actor), recalled.guard)
          } catch (error) {
            // somebody who is only remembered is told no refusal: what they are told is found afresh
            if (!(error instanceof Problem) && !isGuardRefused(error)) throw error
          }
        }
        return answer(request, reply, admit(declared, await authenticate(request)))
      },
    })
  }
}

/** What Fastify checks and describes an endpoint by. */
export function schemaOf(endpoint: Endpoint): FastifySchema {
  return {
    summary: `${endpoint.summary.zh} ${endpoint.summary.en}`,
    description: describe(endpoint),
    tags: [endpoint.path.split('/')[1] ?? ''],
    ...(endpoint.params ? { params: endpoint.params } : {}),
    ...(endpoint.query ? { querystring: endpoint.query } : {}),
    ...(endpoint.body && endpoint.transfer !== 'upload' ? { body: endpoint.body } : {}),
    response: endpoint.transfer === 'file' ? { '4xx': ProblemSchema } : { 200: endpoint.reply, '4xx': ProblemSchema },
  }
}

function limitOf({ limit }: Endpoint, request: FastifyRequest): LimitKind | undefined {
  return typeof limit === 'function' ? limit(request.query as Readonly<Record<string, unknown>>) : limit
}

const nobody: Scope = { role: 'anonymous', accountId: null, regions: [], organisationId: null }

interface Admitted {
  readonly actor: Actor
  readonly scope: Scope
}

/** @throws notSignedIn, notAllowed, secondFactorRequired */
function admit(endpoint: Endpoint, actor: Actor | undefined): Admitted {
  if (endpoint.permission === 'public')
    return { actor: actor ?? { accountId: '', name: '', grants: [], now: new Date(0), today: '' }, scope: nobody }
  if (!actor) throw notSignedIn()
  // Two kinds of accounts, and what is served to one kind is never served to the other.
  if ((endpoint.permission === 'person') !== (actor.standsFor !== undefined)) throw notAllowed()
  if (endpoint.permission !== 'signed-in' && actor.session?.awaitsSecondFactor) throw secondFactorRequired()
  if (isPermitted(endpoint.permission) && !isAllowed(actor, endpoint.permission)) throw notAllowed()
  const scope = scopeOf(actor, endpoint.permission)
  if (!scope) throw notAllowed()
  return { actor: { ...actor, using: endpoint.permission }, scope }
}

const isPermitted = (admission: Admission): admission is Permission =>
  !['signed-in', 'person', 'public'].includes(admission)

async function uploadedFile(
  request: FastifyRequest,
  megabytes: number,
): Promise<(UploadedFile & { fields: Record<string, string> }) | undefined> {
  const part = await request.file({ limits: { fileSize: megabytes * 1024 * 1024 } })
  if (!part) return undefined
  const content = await part.toBuffer().catch((error: { code?: string }) => {
    throw error.code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge({ values: { limit: megabytes } }) : error
  })
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(part.fields)) {
    const field = Array.isArray(value) ? value[0] : value
    if (field && field.type === 'field') fields[name] = String(field.value)
  }
  return { name: part.filename, content, fields }
}

function describe(endpoint: Endpoint): string {
  const permission = `Permission: \`${endpoint.permission}\`.`
  const withheld = endpoint.carries && !endpoint.problems?.includes(withheldByRule) ? [withheldByRule] : []
  const problems = [...(endpoint.problems ?? []), ...withheld].map(
    (p) => `- \`${p.code}\` (${p.status}) ${p.text.zh} ${p.text.en}`,
  )
  return problems.length === 0 ? permission : `${permission}\n\n${problems.join('\n')}`
}
