import { type TObject, type TSchema, Type } from 'typebox'
import { type FactName, type FactRow, factDefinition, factNames } from './facts.ts'

/** Facts by Chinese name as a caller may give them; what is left out is unknown. */
export const KnownFacts = Type.Unsafe<Partial<FactRow>>(
  Type.Object(
    Object.fromEntries(factNames.map((name) => [name, Type.Optional(Type.Union([schemaOf(name), Type.Null()]))])),
    {
      additionalProperties: false,
    },
  ) as TObject,
)

function schemaOf(name: FactName): TSchema {
  const fact = factDefinition(name)
  const described = { description: `${fact.description.zh} ${fact.description.en}` }
  if (fact.type === 'number') return Type.Integer({ minimum: fact.minimum, maximum: fact.maximum, ...described })
  if (fact.type === 'boolean') return Type.Boolean(described)
  if (fact.type === 'date') return Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', ...described })
  return 'values' in fact
    ? Type.Enum(Object.keys(fact.values), described)
    : Type.String({ pattern: fact.pattern, ...described })
}
