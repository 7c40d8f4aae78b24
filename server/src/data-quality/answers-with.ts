import type { ServedEndpoint } from '../http/serve.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** Which endpoints of a module answer with a field of a column’s name; a module’s are those that need its permissions. */
export function answersWith(served: readonly ServedEndpoint[]): (module: string, column: string) => string[] {
  const fields = served.map(({ endpoint }) => ({
    path: `${endpoint.method} ${endpoint.path}`,
    module: endpoint.permission.split(':')[0] ?? '',
    names: namesIn(endpoint.reply as Schema, new Set()),
  }))
  return (module, column) => {
    const name = fieldOf(column)
    return fields.filter((one) => one.module === module && one.names.has(name)).map(({ path }) => path)
  }
}

/** `document_number_masked` answers as `documentNumber`, or as `documentNumberMasked` where the file says so. */
const fieldOf = (column: string): string =>
  column.replace(/_(masked|sealed)$/, '').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function namesIn(schema: Schema | undefined, into: Set<string>): Set<string> {
  for (const [name, inner] of Object.entries(schema?.properties ?? {})) {
    into.add(name)
    namesIn(inner, into)
  }
  if (schema?.items) namesIn(schema.items, into)
  for (const one of schema?.anyOf ?? []) namesIn(one, into)
  return into
}
