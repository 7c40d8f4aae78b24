import type { TSchema } from 'typebox'
import { classesOf, classWord, withheldFormWord, withheldListWord } from './classified.ts'
import type { DataClass } from './data-classes.ts'

/** Takes out of a reply what belongs to a withheld class. What is untouched is handed on as it is. */
export type Withhold = (reply: unknown, withheld: ReadonlySet<DataClass>) => unknown

interface Walked {
  readonly [classWord]?: readonly DataClass[]
  readonly [withheldFormWord]?: unknown
  readonly [withheldListWord]?: true
  readonly type?: string
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema | readonly TSchema[]
  readonly anyOf?: readonly TSchema[]
  readonly allOf?: readonly TSchema[]
}

/**
 * The way through a schema to its classified fields, found once when an endpoint begins to be served; absent where it has
 * none, so that such an endpoint pays nothing.
 */
export function compileWithholding(schema: TSchema): Withhold | undefined {
  const own = ownForm(schema)
  const within = compileWithin(schema)
  if (!own) return within
  return (value, withheld) => {
    if (own.classes.some((one) => withheld.has(one))) return structuredClone(own.form)
    return within ? within(value, withheld) : value
  }
}

/** The classes that occur anywhere in a schema. */
export function classesWithin(schema: TSchema): DataClass[] {
  const walked = schema as Walked
  const below = [
    ...Object.values(walked.properties ?? {}),
    ...Object.values(walked.patternProperties ?? {}),
    ...itemsOf(walked),
    ...(walked.anyOf ?? []),
    ...(walked.allOf ?? []),
  ]
  return [...new Set([...classesOf(schema), ...below.flatMap(classesWithin)])]
}

/** The classes among the filters that somebody used. */
export function classesAsked(filter: TSchema | undefined, asked: Readonly<Record<string, unknown>>): DataClass[] {
  const { properties = {} } = (filter ?? {}) as Walked
  return Object.entries(properties).flatMap(([name, schema]) => (isAsked(asked[name]) ? classesOf(schema) : []))
}

const isAsked = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0)

function ownForm(schema: TSchema): { readonly classes: readonly DataClass[]; readonly form: unknown } | undefined {
  const classes = classesOf(schema)
  return classes.length === 0 ? undefined : { classes, form: (schema as Walked)[withheldFormWord] }
}

function itemsOf({ items }: Walked): readonly TSchema[] {
  if (items === undefined) return []
  return Array.isArray(items) ? (items as readonly TSchema[]) : [items as TSchema]
}

function compileWithin(schema: TSchema): Withhold | undefined {
  const walked = schema as Walked
  const variants = [...(walked.anyOf ?? []), ...(walked.allOf ?? [])]
  const steps = [
    compileProperties(schema),
    compileRecord(walked),
    compileItems(walked),
    ...variants.map(compileWithholding),
  ].filter((step) => step !== undefined)
  if (steps.length <= 1) return steps[0]
  return (value, withheld) => steps.reduce((so, step) => step(so, withheld), value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function compileProperties(schema: TSchema): Withhold | undefined {
  const entries = Object.entries((schema as Walked).properties ?? {})
  const ways = entries.flatMap(([name, property]) => {
    const way = compileWithholding(property)
    return way ? [{ name, way }] : []
  })
  const lists = entries.filter(([, property]) => (property as Walked)[withheldListWord]).map(([name]) => name)
  if (ways.length === 0) return undefined
  const within = classesWithin(schema)
  return (value, withheld) => {
    if (!isObject(value)) return value
    const told: Record<string, unknown> = { ...value }
    for (const { name, way } of ways) if (name in told) told[name] = way(told[name], withheld)
    const missing = within.filter((one) => withheld.has(one))
    if (missing.length > 0) for (const name of lists) told[name] = missing
    return told
  }
}

function compileRecord({ patternProperties = {} }: Walked): Withhold | undefined {
  const [way] = Object.values(patternProperties).flatMap((property) => compileWithholding(property) ?? [])
  if (!way) return undefined
  return (value, withheld) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, way(one, withheld)])) : value
}

function compileItems(walked: Walked): Withhold | undefined {
  const ways = itemsOf(walked).map(compileWithholding)
  if (ways.every((way) => way === undefined)) return undefined
  const several = Array.isArray(walked.items)
  return (value, withheld) =>
    Array.isArray(value)
      ? value.map((one, index) => {
          const way = ways[several ? index : 0]
          return way ? way(one, withheld) : one
        })
      : value
}
