import { openEndpoints } from '@yinian/core/exchange/open-api.ts'
import type { FastifyInstance } from 'fastify'

/** The OpenAPI description of what third parties call, and of nothing else of the platform. */
export function describeOpenInterface(app: FastifyInstance): unknown {
  const all = app.swagger() as { readonly paths?: Readonly<Record<string, unknown>> }
  const wanted = openEndpoints.map(({ path }) => `/api${path}`)
  return {
    openapi: '3.1.0',
    info: {
      title: '颐年开放接口 Yinian open interface',
      version: '1',
      description: '每个请求在 Authorization 头中带密钥。 Every request carries a key in the Authorization header.',
    },
    paths: Object.fromEntries(Object.entries(all.paths ?? {}).filter(([path]) => wanted.includes(path))),
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'yn_live_… / yn_test_…' } } },
    security: [{ key: [] }],
  }
}
