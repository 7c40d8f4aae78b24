import { type Static, Type } from 'typebox'
import { RegionCode } from '../regions/code.ts'
import { conditionOf } from './decision-table.ts'
import { KnownFacts } from './known-facts.ts'
import {
  Document,
  MonthOfYear,
  Phrase,
  RuleText,
  Slug,
  type Source,
  type Status,
  stated,
  strict,
} from './policy-parts.ts'

const Condition = Type.Object({ clause: Slug, ...stated, rule: RuleText }, strict())
/** Whole fen; null where the document names no amount, which whoever runs the programme has to set. */
const Amount = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])
const Case = Type.Object({ clause: Slug, ...stated, when: RuleText, fen: Amount }, strict())

/** One row of a decision table: an entry for each input, written as a FEEL unary test (`[80..84]`, `>= 100`, `-`). */
const TableRow = Type.Object({ clause: Slug, ...stated, when: Type.Array(RuleText), fen: Amount }, strict())
const Table = Type.Object(
  {
    /** `unique`: no two rows may hold at once; `first`: the first row that holds counts (DMN 1.3 §8.2.8). */
    hit: Type.Enum(['unique', 'first']),
    inputs: Type.Array(RuleText, { minItems: 1, maxItems: 8 }),
    rows: Type.Array(TableRow, { minItems: 1, maxItems: 200 }),
  },
  strict(),
)

/** A person invented for the purpose and what has to come out: a policy whose examples do not hold is not published. */
const Example = Type.Object(
  {
    name: Phrase,
    facts: KnownFacts,
    expect: Type.Union([
      Type.Object({ fen: Type.Integer({ minimum: 1 }) }, strict()),
      /** Clauses that fail. */
      Type.Object({ fails: Type.Array(Slug, { minItems: 1 }) }, strict()),
      /** Facts without which it cannot be told. */
      Type.Object({ missing: Type.Array(Type.String(), { minItems: 1 }) }, strict()),
    ]),
  },
  strict(),
)

/** 户籍 counts where a person is registered, 常住 where a person lives (A16). */
const Basis = Type.Enum(['户籍', '常住'])
/** Who receives the money: the elder, or the institution or carer on the elder's behalf (D04). */
const Payee = Type.Enum(['elder', 'institution-or-carer'])
/** `automatic`: whoever qualifies is paid without asking (免申即享); `application`: after a decision on an application. */
const Granting = Type.Enum(['automatic', 'application'])
const Catalogue = Type.Array(Type.String({ pattern: '^[A-Z]\\d{2}$' }), { minItems: 1 })
const Cases = Type.Object({ cases: Type.Array(Case, { minItems: 1 }) }, strict())
const AmountRule = Type.Union([
  Cases,
  Type.Object({ table: Table }, strict()),
  Type.Object({ clause: Slug, ...stated, fen: Type.Union([RuleText, Type.Null()]) }, strict()),
])
const Payment = Type.Object(
  {
    /** Paid from the month in which the conditions are reached, or from the month after. */
    start: Type.Enum(['month-reached', 'month-after']),
    /** Paid to the end of the month of death, not beyond. */
    end: Type.Enum(['month-of-death']),
    /** How a computed amount becomes whole fen or yuan. */
    rounding: Type.Enum(['fen-nearest', 'fen-down', 'yuan-nearest', 'yuan-up', 'yuan-down']),
  },
  strict(),
)
const Assumptions = Type.Array(Type.Object({ clause: Type.Optional(Slug), ...stated }, strict()))

/** Which programme, by which document, where and in which months. */
const placed = {
  programme: Slug,
  document: Document,
  /** First month in force. */
  validFrom: MonthOfYear,
  /** First month no longer in force. */
  validTo: Type.Union([MonthOfYear, Type.Null()]),
  region: RegionCode,
  /** Lower levels may add people and raise amounts, and take nothing away (C03). */
  floor: Type.Optional(Type.Object(stated, strict())),
  examples: Type.Optional(Type.Array(Example)),
}

/**
 * A programme in force in a region: one file `policies/<division6>/<programme>.yaml`. Rules are FEEL over the vocabulary
 * of `facts.ts`. Reading the file is I/O and happens in the server; here is its format.
 */
export const Policy = Type.Object(
  {
    ...placed,
    name: Phrase,
    /** `cash` is paid by monthly runs; `credit` is spent with registered providers (D02). */
    kind: Type.Enum(['cash', 'credit']),
    payer: Type.Object(stated, strict()),
    payee: Payee,
    /** Requirements of the catalogue that the policy carries out. */
    catalogue: Catalogue,
    basis: Basis,
    who: Type.Array(Condition, { minItems: 1 }),
    amount: AmountRule,
    /** Who meets the conditions and has no case is owed nothing on purpose; without this such a person is a fault. */
    otherwise: Type.Optional(Type.Literal('nothing')),
    payment: Payment,
    granting: Type.Optional(Granting),
    /** Where the documents are silent and this file had to choose. */
    assumptions: Assumptions,
  },
  strict(),
)

/**
 * What a lower level adds to or replaces in the programme of the level above; what it does not mention is as there. A
 * statement is named by its clause. Examples are its own, since the amounts of others need not hold here.
 */
export const PolicyLayer = Type.Object(
  {
    ...placed,
    /** The division whose policy or layer this one builds on. */
    extends: RegionCode,
    name: Type.Optional(Phrase),
    payer: Type.Optional(Type.Object(stated, strict())),
    payee: Type.Optional(Payee),
    catalogue: Type.Optional(Catalogue),
    basis: Type.Optional(Basis),
    who: Type.Optional(
      Type.Object(
        {
          add: Type.Optional(Type.Array(Condition)),
          replace: Type.Optional(Type.Array(Condition)),
          remove: Type.Optional(Type.Array(Slug)),
        },
        strict(),
      ),
    ),
    /** The whole amount anew, or single cases of it. */
    amount: Type.Optional(
      Type.Union([
        AmountRule,
        Type.Object(
          { add: Type.Optional(Type.Array(Case)), replace: Type.Optional(Type.Array(Case)) },
          { ...strict(), minProperties: 1 },
        ),
      ]),
    ),
    otherwise: Type.Optional(Type.Literal('nothing')),
    payment: Type.Optional(Payment),
    granting: Type.Optional(Granting),
    assumptions: Type.Optional(Assumptions),
  },
  strict(),
)
export type PolicyLayer = Static<typeof PolicyLayer>
export type Policy = Static<typeof Policy>
export type PolicySource = Static<typeof Source>
export type PolicyCondition = Policy['who'][number]
export type PolicyCase = Static<typeof Case>
export type PolicyTable = Static<typeof Table>
export type PolicyExample = Static<typeof Example>
export type Rounding = Policy['payment']['rounding']

/** One statement that sets the amount, whichever way the policy writes it. */
export interface AmountPart extends Stated {
  readonly clause: string
  /** The condition; null for a formula, which has none. */
  readonly when: string | null
  /** Fen, a formula for them, or null where the documents name none. */
  readonly fen: number | string | null
}

interface Stated {
  readonly text: Static<typeof Phrase>
  readonly source: PolicySource
  readonly status: Static<typeof Status>
  /** The division whose layer says it, where it is not the policy’s own. */
  readonly from?: RegionCode
}

/** The statements that set the amount, in the order they are tried. */
export function amountsOf({ amount }: Pick<Policy, 'amount'>): readonly AmountPart[] {
  if ('cases' in amount) return amount.cases
  if ('table' in amount) return amount.table.rows.map((row) => ({ ...row, when: conditionOf(amount.table, row) }))
  return [{ ...amount, when: null }]
}

/** Whether somebody could be due an amount that nobody has set: such a programme is shown, and not paid. */
export function hasUnsetAmount(policy: Pick<Policy, 'amount'>): boolean {
  return amountsOf(policy).some(({ fen }) => fen === null)
}

/** A source as it reads in each language; a citation reads the same in both. */
export function sourceText(source: PolicySource): { readonly zh: string; readonly en: string } {
  return typeof source === 'string' ? { zh: source, en: source } : source
}
