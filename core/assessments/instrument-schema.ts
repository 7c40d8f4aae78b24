import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Text } from '../language/text.ts'
import { type Instrument, type InstrumentKind, instrumentKinds } from './instrument.ts'

const closed = { additionalProperties: false } as const
const TextOf = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 2000 }), en: Type.String({ minLength: 1, maxLength: 2000 }) },
  closed,
)
const maybe = <T extends TSchema>(schema: T) => Type.Optional(schema)
const Code = Type.String({ pattern: '^[A-Za-z0-9.-]{1,40}$' })
const Score = Type.Integer({ minimum: 0, maximum: 1000 })
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Levels = Type.Array(Type.Integer({ minimum: 0, maximum: 9 }), { minItems: 1 })

const Chosen = Type.Object(
  { kind: Type.Literal('chosen'), field: Code, anyOf: Type.Array(Code, { minItems: 1 }) },
  closed,
)
const ChoiceOf = Type.Object({ code: Code, text: TextOf, icd10: maybe(Type.String()) }, closed)
const Column = Type.Object({ code: Code, label: TextOf, options: maybe(Type.Array(ChoiceOf)) }, closed)
const common = {
  id: Code,
  label: TextOf,
  required: Type.Boolean(),
  fromFile: maybe(Type.Enum(['name', 'sex', 'birth', 'documentNumber', 'ethnicity'])),
  assigned: maybe(Type.Literal(true)),
  readBy: maybe(Code),
  unverified: maybe(TextOf),
}
const FieldOf = Type.Union([
  Type.Object({ ...common, kind: Type.Enum(['text', 'date']) }, closed),
  Type.Object(
    { ...common, kind: Type.Literal('number'), unit: TextOf, from: Type.Number(), to: Type.Number() },
    closed,
  ),
  Type.Object(
    { ...common, kind: Type.Enum(['choice', 'multi']), options: Type.Array(ChoiceOf, { minItems: 1 }) },
    closed,
  ),
  Type.Object(
    { ...common, kind: Type.Literal('table'), columns: Type.Array(Column), rows: maybe(Type.Array(ChoiceOf)) },
    closed,
  ),
])
const ItemOf = Type.Object(
  {
    id: Code,
    name: TextOf,
    instruction: TextOf,
    max: Score,
    options: Type.Array(Type.Object({ score: Score, text: TextOf }, closed), { minItems: 2 }),
    steps: maybe(Type.Literal(true)),
    unverified: maybe(TextOf),
  },
  closed,
)
const BandOf = Type.Object({ band: Score, name: TextOf, from: Score, to: Score, unverified: maybe(TextOf) }, closed)
const GradingOf = Type.Union([
  Type.Object({ kind: Type.Enum(['total', 'none']) }, closed),
  Type.Object({ kind: Type.Literal('recorded'), field: Code }, closed),
  Type.Object(
    {
      kind: Type.Literal('combination'),
      groups: Type.Array(Type.Object({ id: Code, name: TextOf, worstOf: Type.Array(Code) }, closed)),
      rows: Type.Array(
        Type.Object({ when: Type.Record(Code, Score), level: Score, unverified: maybe(TextOf) }, closed),
      ),
    },
    closed,
  ),
])
const Change = Type.Object(
  {
    id: Code,
    name: TextOf,
    clause: Type.String(),
    when: Type.Union([
      Chosen,
      Type.Object(
        {
          kind: Type.Literal('events'),
          field: Code,
          column: Code,
          counts: Type.Record(Type.String(), Type.Integer()),
          atLeast: Type.Integer({ minimum: 1 }),
        },
        closed,
      ),
    ]),
    effect: Type.Union([Type.Object({ to: Score }, closed), Type.Object({ raise: Score }, closed)]),
    unverified: maybe(TextOf),
  },
  closed,
)
const AdviceOf = Type.Object(
  {
    id: Code,
    text: TextOf,
    when: Type.Array(
      Type.Union([Chosen, Type.Object({ kind: Type.Enum(['level', 'ability']), anyOf: Levels }, closed)]),
    ),
  },
  closed,
)

/** The shape of an instrument file; what `Instrument` is in the program. */
const InstrumentFile = Type.Object(
  {
    id: Code,
    version: Type.String({ pattern: '^[A-Za-z0-9.-]{1,20}$' }),
    kind: Type.Enum(Object.keys(instrumentKinds) as InstrumentKind[]),
    name: TextOf,
    source: TextOf,
    issuedOn: DayText,
    inForceFrom: DayText,
    status: Type.Enum(['in-force', 'superseded', 'draft']),
    max: Score,
    indicators: Type.Array(
      Type.Object(
        { id: Code, name: TextOf, max: Score, items: Type.Array(ItemOf), bands: maybe(Type.Array(BandOf)) },
        closed,
      ),
    ),
    levels: Type.Array(Type.Object({ level: Score, name: TextOf, alias: TextOf, from: Score, to: Score }, closed)),
    grading: maybe(GradingOf),
    higherIsWorse: maybe(Type.Literal(true)),
    advice: maybe(Type.Array(AdviceOf)),
    notOfficial: maybe(TextOf),
    licence: maybe(TextOf),
    validMonths: maybe(Type.Integer({ minimum: 1, maximum: 120 })),
    changes: Type.Array(Change),
    forms: Type.Array(Type.Object({ id: Code, name: TextOf, fields: Type.Array(FieldOf) }, closed)),
    reasons: Type.Array(ChoiceOf),
    unverified: Type.Array(TextOf),
  },
  closed,
)

const wrongShape: Text = { zh: '缺少这一项，或内容、格式不对', en: 'It is missing, or not what belongs here' }

/** Reads what a file holds as an instrument; the places at which it has another shape otherwise. */
export function readInstrumentFile(
  content: unknown,
):
  | { readonly instrument: Instrument }
  | { readonly faults: readonly { readonly at: string; readonly message: Text }[] } {
  if (Value.Check(InstrumentFile, content)) return { instrument: content as Instrument }
  const at = [...new Set([...Value.Errors(InstrumentFile, content)].map(({ instancePath }) => instancePath || '/'))]
  return { faults: at.slice(0, 50).map((place) => ({ at: place, message: wrongShape })) }
}
