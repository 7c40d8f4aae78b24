import { Type } from 'typebox'
import { Id } from '../access/api.ts'

/** Pieces the endpoints of this module share. */
export const County = Type.String({ pattern: '^\\d{6}$' })
export const place = Type.Object({ county: County, id: Id })
export const Version = Type.Integer({ minimum: 1 })
export const Why = Type.String({ minLength: 2, maxLength: 500 })
export const MonthText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const because = Type.Object({ reason: Why, version: Version })
export const page = {
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}
