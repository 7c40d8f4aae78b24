import { Type } from 'typebox'

// What is said of anybody, in every form: apart, so that a small entry does not carry the whole register with it.

export const DayString = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'legal day, Asia/Shanghai' })
export const PersonName = Type.String({ minLength: 1, maxLength: 60 })
export const DocumentNumber = Type.String({ minLength: 4, maxLength: 30 })
export const Telephone = Type.String({ maxLength: 30 })
