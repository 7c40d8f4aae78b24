import type { TSchema } from 'typebox'
import { Locale } from 'typebox/system'
import { Value } from 'typebox/value'
import { fill, type Text } from '../language/text.ts'
import { checkPolicy } from './check-policy.ts'
import { findBelowFloor, type PolicyDifference } from './compare-policies.ts'
import { type CompiledPolicy, compilePolicy, type PolicyFault, type PolicyReading } from './compile-policy.ts'
import { parseRule } from './feel.ts'
import { joinLayer } from './layers.ts'
import { Policy, PolicyLayer } from './policy.ts'
import { BenefitRelations, findRelationFaults } from './relations.ts'

/** Checks the format of a parsed policy document, compiles it and tries it on invented people; all faults of one kind at once. */
export function readPolicy(document: unknown): PolicyReading {
  if (!Value.Check(Policy, document)) return { ok: false, faults: formatFaults(Policy, document) }
  const reading = compilePolicy(document)
  const faults = reading.ok ? checkPolicy(reading.compiled) : []
  return faults.length > 0 ? { ok: false, faults } : reading
}

/**
 * Reads a layer as it is in force upon the policy above it: the reading is of the whole programme under both. Faults of the
 * layer’s own rules are placed in the layer, those that show only in the whole at its root.
 */
export function readLayer(document: unknown, above: CompiledPolicy | undefined): PolicyReading {
  if (!Value.Check(PolicyLayer, document)) return { ok: false, faults: formatFaults(PolicyLayer, document) }
  if (!above) return { ok: false, faults: [{ path: '/extends', message: texts.nothingAbove }] }
  const joined = joinLayer(above.policy, document)
  const own = findOwnFaults(document)
  if (!joined.ok || own.length > 0) return { ok: false, faults: [...(joined.ok ? [] : joined.faults), ...own] }
  const whole = compilePolicy(joined.policy)
  const faults = whole.ok ? checkPolicy(whole.compiled) : whole.faults
  if (faults.length > 0 || !whole.ok) return { ok: false, faults: faults.map((fault) => inWhole(fault, joined.policy)) }
  const [below] = above.policy.floor ? findBelowFloor(above, whole.compiled) : []
  return below ? { ok: false, faults: [belowFloor(below)] } : whole
}

/** Reads a policy or a layer; a layer upon what is above it. */
export function readPolicyDocument(document: unknown, above: CompiledPolicy | undefined): PolicyReading {
  const layered = typeof document === 'object' && document !== null && 'extends' in document
  return layered ? readLayer(document, above) : readPolicy(document)
}

export type RelationsReading =
  | { readonly ok: true; readonly relations: BenefitRelations }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

export function readRelations(document: unknown): RelationsReading {
  if (!Value.Check(BenefitRelations, document)) return { ok: false, faults: formatFaults(BenefitRelations, document) }
  const faults = findRelationFaults(document.relations)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, relations: document }
}

/** One fault for each place: what is missing or written wrongly there, in words rather than in those of the schema. */
function formatFaults(schema: TSchema, document: unknown): PolicyFault[] {
  const faults = new Map<string, PolicyFault>()
  for (const error of Value.Errors(schema, document)) {
    const { instancePath: path, keyword } = error
    if (!faults.has(path) || keyword === 'minLength') faults.set(path, { path, message: formatMessage(error) })
  }
  // an alternative that does not fit is told by its parts, where these say more
  const paths = [...faults.keys()]
  return [...faults.values()].filter(({ path }) => !paths.some((other) => other.startsWith(`${path}/`)))
}

function formatMessage(error: ReturnType<typeof Value.Errors>[number]): Text {
  if (error.keyword === 'minLength') return texts.empty
  if (error.keyword === 'minItems') return texts.none
  const name = error.instancePath.split('/').at(-1) ?? ''
  if (error.keyword === 'pattern') return fill(texts.wrong, { like: samples[name] ?? samples.clause })
  return { zh: Locale.zh_Hans(error), en: Locale.en_US(error) }
}

const samples = {
  programme: 'bathing-subsidy',
  clause: 'age-80',
  date: '2026-10-01, 2026, unverified',
  validFrom: '2026-12',
  validTo: '2027-12',
  region: '360700000000',
} as Readonly<Record<string, string>> & { readonly clause: string }

function findOwnFaults({ who, amount }: PolicyLayer): PolicyFault[] {
  const rules: [path: string, rule: string, yields: 'boolean' | 'number'][] = []
  for (const how of ['add', 'replace'] as const) {
    for (const [at, { rule }] of (who?.[how] ?? []).entries()) rules.push([`/who/${how}/${at}/rule`, rule, 'boolean'])
    if (amount === undefined || 'cases' in amount || 'table' in amount || 'clause' in amount) continue
    for (const [at, { when }] of (amount[how] ?? []).entries())
      rules.push([`/amount/${how}/${at}/when`, when, 'boolean'])
  }
  if (amount !== undefined && 'cases' in amount)
    for (const [at, { when }] of amount.cases.entries()) rules.push([`/amount/cases/${at}/when`, when, 'boolean'])
  return rules.flatMap(([path, rule, yields]) => {
    const reading = parseRule(rule, yields)
    return reading.ok ? [] : reading.faults.map(({ line, column, message }) => ({ path, line, column, message }))
  })
}

/** A path into the whole names nothing in the layer: the clause it points at does. */
function inWhole({ path, message }: PolicyFault, whole: Policy): PolicyFault {
  const part = path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], whole)
  const clause = (part as { readonly clause?: string } | undefined)?.clause
  return { path: '', message: clause === undefined ? message : fill(texts.atClause, { clause, message }) }
}

function belowFloor({ before, after, person }: PolicyDifference): PolicyFault {
  const said = (fen: PolicyDifference['before']): Text =>
    typeof fen === 'number'
      ? { zh: `${(fen / 100).toFixed(2)} 元`, en: `${(fen / 100).toFixed(2)} yuan` }
      : fen === 'unset'
        ? texts.something
        : texts.nothing
  return { path: '', message: fill(texts.below, { before: said(before), after: said(after), person }) }
}

const texts = {
  empty: { zh: '还没有填写', en: 'Not filled in yet' },
  none: { zh: '至少要有一项', en: 'There has to be at least one' },
  wrong: { zh: '写法不对，应如 {like}', en: 'Not written as it should be, like {like}' },
  nothingAbove: {
    zh: '上级当月没有这个项目的政策，无从补充',
    en: 'The level above has no policy of this programme to build upon in that month',
  },
  atClause: { zh: '条款“{clause}”：{message}', en: 'Clause “{clause}”: {message}' },
  below: {
    zh: '低于上级规定的底线：{person}——上级应得 {before}，这里得 {after}',
    en: 'Below the floor set above: {person} – {before} there, {after} here',
  },
  something: { zh: '一笔金额', en: 'an amount' },
  nothing: { zh: '零', en: 'nothing' },
} as const satisfies Readonly<Record<string, Text>>
