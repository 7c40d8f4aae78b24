import type { TSchema } from 'typebox'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** A value that a schema accepts, naming the given thing wherever it asks for an id and the given division for a division. */
export function sampleOf(schema: TSchema, given: { uuid: string; region: string }, optional = true): unknown {
  return sample(schema as Schema, given, optional)
}

function sample(schema: Schema, given: { uuid: string; region: string }, optional: boolean): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, given, optional)
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([name]) => optional || schema.required?.includes(name),
    )
    return Object.fromEntries(wanted.map(([name, property]) => [name, sample(property, given, optional)]))
  }
  if (schema.type === 'array') return [sample(schema.items ?? {}, given, optional)]
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'string') return sampleString(schema, given)
  return {}
}

function sampleString(
  { pattern = '', format, minLength = 0 }: Schema,
  given: { uuid: string; region: string },
): string {
  const candidates = [
    given.uuid,
    given.region,
    given.region.slice(0, 6),
    '2026-11-21',
    '2026-11',
    'a-name-of-some-length',
    '0',
    '12345678901',
    'A',
  ]
  if (format === 'date-time') return '2026-11-21T02:00:00.000Z'
  if (pattern) return candidates.find((candidate) => new RegExp(pattern, 'u').test(candidate)) ?? ''
  return '某个理由'.padEnd(minLength, '某')
}
