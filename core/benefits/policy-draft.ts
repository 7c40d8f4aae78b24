import { prefixOf, type RegionCode } from '../regions/code.ts'
import type { Month } from '../time/day.ts'
import { isLayer, type PolicyDocument } from './layers.ts'
import type { Policy, PolicyCondition, PolicyLayer } from './policy.ts'

/** A condition as it is edited: one’s own, or what a layer leaves, changes or drops of the level above. */
export interface ConditionRow extends PolicyCondition {
  readonly origin: 'own' | 'above' | 'replaced' | 'removed'
}

/** The conditions of a document in the order in which they will be read, those of the level above first. */
export function conditionRows(document: PolicyDocument, above: Policy | undefined): ConditionRow[] {
  if (!isLayer(document)) return document.who.map((one) => ({ ...one, origin: 'own' }))
  const { add = [], replace = [], remove = [] } = document.who ?? {}
  const inherited = (above?.who ?? []).map((one): ConditionRow => {
    const own = replace.find(({ clause }) => clause === one.clause)
    if (remove.includes(one.clause)) return { ...one, origin: 'removed' }
    return own ? { ...own, origin: 'replaced' } : { ...one, origin: 'above' }
  })
  return [...inherited, ...add.map((one): ConditionRow => ({ ...one, origin: 'own' }))]
}

/** The document with its conditions as edited. */
export function withConditions(document: PolicyDocument, rows: readonly ConditionRow[]): PolicyDocument {
  const of = (origin: ConditionRow['origin']) => rows.filter((row) => row.origin === origin).map(toCondition)
  if (!isLayer(document)) return { ...document, who: rows.map(toCondition) }
  const who = {
    ...atLeastOne('add', of('own')),
    ...atLeastOne('replace', of('replaced')),
    ...atLeastOne(
      'remove',
      of('removed').map(({ clause }) => clause),
    ),
  }
  const { who: _, ...rest } = document
  return Object.keys(who).length === 0 ? rest : { ...rest, who }
}

function toCondition({ clause, text, source, status, rule }: ConditionRow): PolicyCondition {
  return { clause, text, source, status, rule }
}

function atLeastOne<Name extends string, Value>(name: Name, values: readonly Value[]): Partial<Record<Name, Value[]>> {
  return (values.length === 0 ? {} : { [name]: [...values] }) as Partial<Record<Name, Value[]>>
}

/** Where the rule of a row stands in the document, as faults name it. */
export function pathOfCondition(document: PolicyDocument, rows: readonly ConditionRow[], at: number): string {
  const row = rows[at]
  if (!isLayer(document) || !row) return `/who/${at}/rule`
  const how = row.origin === 'replaced' ? 'replace' : 'add'
  const before = rows.slice(0, at).filter(({ origin }) => origin === row.origin).length
  return `/who/${how}/${before}/rule`
}

/** A clause code that no statement of the document has yet. */
export function freshClause(taken: readonly string[], stem = 'clause'): string {
  for (let number = 1; ; number++) {
    const clause = `${stem}-${number}`
    if (!taken.includes(clause)) return clause
  }
}

const nothingSaid = { zh: '', en: '' } as const
const unsure = { text: nothingSaid, source: '', status: 'unverified' } as const
export const emptyStatement = unsure

/** A policy to begin with: it says where and from when, and asks for all the rest. */
export function emptyPolicy(region: RegionCode, month: Month): Policy {
  return {
    programme: '',
    name: nothingSaid,
    kind: 'cash',
    payer: unsure,
    payee: 'elder',
    catalogue: ['D07'],
    document: { title: nothingSaid, number: '', date: '', source: '', status: 'unverified' },
    validFrom: month,
    validTo: null,
    region,
    basis: '户籍',
    who: [
      {
        ...unsure,
        clause: 'registered',
        text: { zh: '户籍在本地', en: 'Registered here' },
        rule: `starts with(户籍地, "${prefixOf(region)}")`,
      },
      {
        ...unsure,
        clause: 'alive',
        text: { zh: '在世；去世当月仍发，次月停发', en: 'Alive; paid for the month of death' },
        rule: '在世',
      },
    ],
    amount: { cases: [] },
    payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
    granting: 'automatic',
    examples: [],
    assumptions: [],
  }
}

/** The next version of a document, for the same division or as a layer upon it for one below. */
export function nextDraft(document: PolicyDocument, region: RegionCode, month: Month): PolicyDocument {
  if (document.region === region) return { ...document, validFrom: month, validTo: null }
  const layer: PolicyLayer = {
    programme: document.programme,
    extends: document.region,
    document: { title: nothingSaid, number: '', date: '', source: '', status: 'unverified' },
    validFrom: month,
    validTo: null,
    region,
    examples: [],
  }
  return layer
}
