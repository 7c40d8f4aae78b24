import { type TSchema, Type } from 'typebox'
import { type DataClass, dataClassIds } from './data-classes.ts'

/** The words a schema says its class by; they leave with the OpenAPI description. */
export const classWord = 'x-data-class'
export const withheldFormWord = 'x-withheld'
export const withheldListWord = 'x-withheld-classes'

/**
 * Says which class a field belongs to; with several it is withheld as soon as one of them is. Withheld, it becomes null
 * where the schema allows null and empty where it is a list; anything else says here what it becomes.
 */
export function classified<S extends TSchema>(of: DataClass | readonly DataClass[], schema: S, withheld?: unknown): S {
  const form = withheld === undefined ? defaultForm(schema) : withheld
  if (form === undefined) throw new Error(`A classified field has to say what is told of it when withheld: ${of}`)
  return annotated(schema, { [classWord]: typeof of === 'string' ? [of] : [...of], [withheldFormWord]: form })
}

/** A filter by a classified value; whoever may not see the value may not filter by it. */
export function classifiedFilter<S extends TSchema>(of: DataClass, schema: S): S {
  return annotated(schema, { [classWord]: [of] })
}

/** The field of a reply that tells its reader which classes were withheld from it; absent where none was. */
export const WithheldClasses = Type.Optional(
  annotated(Type.Array(Type.Enum(dataClassIds)), { [withheldListWord]: true }),
)

export function classesOf(schema: TSchema): readonly DataClass[] {
  return (schema as { [classWord]?: readonly DataClass[] })[classWord] ?? []
}

/** A copy, because schemas are shared; what typebox keeps beside the enumerable properties comes along. */
function annotated<S extends TSchema>(schema: S, words: Readonly<Record<string, unknown>>): S {
  const copy = Object.create(Object.getPrototypeOf(schema), Object.getOwnPropertyDescriptors(schema)) as S
  return Object.assign(copy, words)
}

interface Shaped {
  readonly type?: string
  readonly anyOf?: readonly Shaped[]
}

function defaultForm(schema: TSchema): unknown {
  const { type, anyOf } = schema as Shaped
  if (type === 'array') return []
  return type === 'null' || anyOf?.some((one) => one.type === 'null') ? null : undefined
}
