import { Type } from 'typebox'
import { RegionCode } from '../regions/code.ts'

/** A mistyped key would be a rule that silently does not apply. */
export function strict() {
  return { additionalProperties: false }
}

/** `confirmed`: the source named was read; `unverified`: a single, unofficial or missing source. Shown on screen. */
export const Status = Type.Enum(['confirmed', 'unverified'])

export const Phrase = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, strict())
export const Slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })
export const MonthOfYear = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const RuleText = Type.String({ minLength: 1, maxLength: 2000 })

/** Where something is written: a citation as it is printed, or a remark in both languages. */
export const Source = Type.Union([Type.String({ minLength: 1 }), Phrase])

/** What every statement of a policy carries: what it says, where that is written, and how sure that is. */
export const stated = {
  text: Phrase,
  source: Source,
  status: Status,
  /** The division whose layer says it, where layers were joined and it is not the policy's own. */
  from: Type.Optional(RegionCode),
}

export const Document = Type.Object(
  {
    title: Phrase,
    /** The document number as printed, or `unverified`. */
    number: Type.String({ minLength: 1 }),
    /** Day of issue, a year, or `unverified`. */
    date: Type.String({ pattern: '^(\\d{4}(-\\d{2}-\\d{2})?|unverified)$' }),
    source: Source,
    status: Status,
  },
  strict(),
)
