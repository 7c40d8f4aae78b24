import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Problem } from '@yinian/core/http/problem.ts'
import { badRequest, crossSite, tooLarge } from '@yinian/core/http/problems.ts'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { answers, countDatabaseRefusal, refusals } from '../metrics/counted.ts'
import { contentPolicy } from './content-policy.ts'
import { answerLastWhenDraining } from './drain.ts'
import { faultOf } from './faults.ts'
import type { Ground } from './ground.ts'
import type { Limits } from './limits.ts'
import { uploadMegabytesAtMost } from './serve.ts'
import { validation } from './validation.ts'

/** The HTTP application without its endpoints: each step is one thing a request passes through. */
export async function makeApp(ground: Ground, limits: Limits): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: ground.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: ground.config.trustProxy,
    // Said to whoever asks and in every line of the log: by it an answer and its cause find each other.
    requestIdHeader: false,
    genReqId: () => randomBytes(9).toString('base64url'),
    bodyLimit: 2 * 1024 * 1024,
    return503OnClosing: false,
  })
  app.setValidatorCompiler(await validation())
  app.setErrorHandler(answerError)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/')) limits.take('address', request.ip)
  })
  app.addHook('onRequest', refuseOtherSites)
  app.addHook('onSend', keepNowhere)
  answerLastWhenDraining(app, ground.drain)
  app.addHook('onResponse', logAnswer)
  await setUpSecurityHeaders(app, ground)
  await app.register(cookie)
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  await app.register(multipart, { limits: { fileSize: uploadMegabytesAtMost * 1024 * 1024, files: 1, fields: 20 } })
  await setUpDescription(app)
  return app
}

async function setUpSecurityHeaders(app: FastifyInstance, ground: Ground): Promise<void> {
  await app.register(helmet, {
    hsts: ground.config.secureCookies,
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
  })
}

const { version: release } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

async function setUpDescription(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '颐年 Yinian',
        version: release,
        description: '养老服务体系开放平台的接口 The platform’s interface',
      },
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
}

/** A command has to come from our own pages: browsers say so, and a program outside a browser says nothing. */
async function refuseOtherSites(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return send(reply, crossSite())
  const origin = request.headers.origin
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.host)
    return send(reply, crossSite())
  return undefined
}

/** What an endpoint answers is personal data as a rule: neither browsers nor what lies between keep it. */
async function keepNowhere(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const line = {
    method: request.method,
    path: request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  }
  request.log.info(line, 'answered')
  const route = request.routeOptions.url ?? 'none'
  answers.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
}

function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Problem) return send(reply, error)
  if (error.validation) {
    const faults = error.validation.map((fault) => faultOf(fault, error.validationContext ?? 'body'))
    return send(reply, badRequest({ at: faults[0]?.at ?? '/', faults }))
  }
  if (error.statusCode === 413) return send(reply, tooLarge({ values: { limit: 2 } }))
  if (error.statusCode !== undefined && error.statusCode < 500) return send(reply, badRequest())
  countDatabaseRefusal(error)
  request.log.error({ err: error, path: request.routeOptions.url }, 'failed')
  return reply
    .code(500)
    .header('content-type', 'application/problem+json')
    .send({
      type: '/problems/http.failed',
      title: 'Something went wrong',
      status: 500,
      code: 'http.failed',
      message: {
        zh: `系统出错了，没有保存任何更改。请稍后再试；如再次出现，请告知管理员编号 ${request.id}`,
        en: `Something went wrong and nothing was changed. Try again; if it happens again, tell an administrator number ${request.id}`,
      },
    })
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problem.toReply()
  refusals.inc({ status: body.status, code: body.code })
  if (problem.details.retryAfter !== undefined) reply.header('retry-after', problem.details.retryAfter)
  return reply.code(body.status).header('content-type', 'application/problem+json').send(body)
}
