import { type TSchema, Type } from 'typebox'
import { Id } from '../access/api.ts'
import { connectorKinds, fields, purposes, transports } from './kinds.ts'
import { clientBases, clientScopes, keyKinds } from './scopes.ts'
import { clientStates, comparisonStates, connectorStates, findingStates } from './states.ts'

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const wordsOf = <Word extends string>(table: Readonly<Record<Word, unknown>>) =>
  Type.Unsafe<Word>(Type.Enum(Object.keys(table) as Word[]))

export const Kind = wordsOf(connectorKinds)
export const Field = wordsOf(fields)
export const Purpose = wordsOf(purposes)
export const TransportSchema = wordsOf(transports)
export const ConnectorStateSchema = wordsOf(connectorStates)
export const ComparisonStateSchema = wordsOf(comparisonStates)
export const FindingStateSchema = wordsOf(findingStates)
export const ClientStateSchema = wordsOf(clientStates)
export const Scope = wordsOf(clientScopes)
export const Basis = wordsOf(clientBases)
export const KeyKindSchema = wordsOf(keyKinds)

export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const County = Type.String({ pattern: '^\\d{6}$' })
export const Place = Type.Object({ county: County, id: Id })
export const Reason = Type.String({ minLength: 2, maxLength: 300 })
export const Name = Type.String({ minLength: 2, maxLength: 60 })
export const Note = Type.String({ maxLength: 200 })

/** What allows the exchange, and for how long. */
export const agreement = {
  /** The law or the document it stands on. */
  basisNote: Type.String({ minLength: 2, maxLength: 300 }),
  agreementNumber: Type.String({ minLength: 1, maxLength: 80 }),
  validFrom: Day,
  validUntil: Day,
}

export const Page = {
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}
