import { classWord, withheldFormWord, withheldListWord } from '@yinian/core/privacy/classified.ts'
import Fastify, { type FastifySchema, type FastifySchemaCompiler } from 'fastify'

/**
 * Checks what a request brings. A path and a query are text, so they are read as what their schema asks for; a body is
 * JSON and says itself what is a number, a list or nothing. Read like a query, a null would become an empty string or a
 * zero wherever the schema lets both stand.
 */
export async function validation(): Promise<FastifySchemaCompiler<FastifySchema>> {
  const [asText, asSent] = await Promise.all([compilerWith('array'), compilerWith(false)])
  return (part) => (part.httpPart === 'body' ? asSent(part) : asText(part))
}

/** Fastify's own compiler with one option, which it keeps to itself until it has compiled a schema. */
async function compilerWith(coerceTypes: 'array' | false): Promise<FastifySchemaCompiler<FastifySchema>> {
  const keywords = [classWord, withheldFormWord, withheldListWord]
  const app = Fastify({ ajv: { customOptions: { allErrors: true, coerceTypes, removeAdditional: false, keywords } } })
  app.post('/', { schema: { body: { type: 'object' } } }, () => ({}))
  await app.ready()
  const compiler = app.validatorCompiler
  if (!compiler) throw new Error('Fastify has no validator')
  return compiler as FastifySchemaCompiler<FastifySchema>
}
