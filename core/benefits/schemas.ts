import { type Static, type TSchema, Type } from 'typebox'
import { TextSchema } from '../access/api.ts'
import { RegionCode } from '../regions/code.ts'
import { factNames } from './facts.ts'
import { Policy } from './policy.ts'

export const MonthString = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'month, YYYY-MM' })
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const FactLabel = Type.Object({ name: Type.Enum([...factNames]), label: TextSchema })

export const RuleFaultSchema = Type.Object({
  line: Type.Integer({ minimum: 1 }),
  column: Type.Integer({ minimum: 1 }),
  code: Type.String(),
  message: TextSchema,
})

export const DecisionSchema = Type.Union([
  Type.Object({
    due: Type.Literal(true),
    fen: Type.Integer({ minimum: 1 }),
    because: Type.Array(Type.String()),
    case: Type.String(),
    offset: Type.Optional(
      Type.Array(Type.Object({ relation: Type.String(), programme: Type.String(), fen: Type.Integer() })),
    ),
  }),
  Type.Object({
    due: Type.Literal(false),
    because: Type.Array(Type.String()),
    unknown: Type.Array(Type.Enum([...factNames])),
    unset: Type.Optional(Type.Literal(true)),
    yields: Type.Optional(Type.Object({ relation: Type.String(), to: Type.String() })),
  }),
])

const ClauseReadingSchema = Type.Object({
  clause: Type.String(),
  text: TextSchema,
  source: TextSchema,
  status: Type.Enum(['confirmed', 'unverified']),
  outcome: Type.Enum(['met', 'not-met', 'open']),
  lines: Type.Array(TextSchema),
  facts: Type.Array(Type.Object({ ...FactLabel.properties, value: TextSchema })),
  missing: Type.Array(FactLabel),
})

/** A decision clause by clause; the reply form of `explainDecision`. */
export const DecisionReadingSchema = Type.Object({
  decision: DecisionSchema,
  inForce: Type.Boolean(),
  conditions: Type.Array(ClauseReadingSchema),
  amount: Type.Array(ClauseReadingSchema),
  relations: Type.Array(
    Type.Object({
      clause: Type.String(),
      text: TextSchema,
      source: TextSchema,
      status: Type.Enum(['confirmed', 'unverified']),
      how: Type.Enum(['yields', 'offset']),
      programme: Type.String(),
      name: TextSchema,
      fen: Type.Optional(Type.Integer()),
    }),
  ),
})

export const Programme = Type.Object({
  programme: Type.String(),
  name: TextSchema,
  region: RegionCode,
  regionName: Type.String(),
  policy: Policy,
})
export type Programme = Static<typeof Programme>

/** One programme for one person in one month. */
export const Entitlement = Type.Object({
  programme: Type.String(),
  name: TextSchema,
  document: Policy.properties.document,
  assumptions: Policy.properties.assumptions,
  reading: DecisionReadingSchema,
})
export type Entitlement = Static<typeof Entitlement>
