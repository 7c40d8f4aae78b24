import { fill, type Text } from '../language/text.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import type { PolicyFault } from './compile-policy.ts'
import type { Policy, PolicyLayer } from './policy.ts'

/** A policy that stands alone, or a layer upon the one above. */
export type PolicyDocument = Policy | PolicyLayer

export function isLayer(document: PolicyDocument): document is PolicyLayer {
  return 'extends' in document
}

export type Joined =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

/**
 * The programme as it is in force under a layer: the policy above with what the layer adds, replaces and removes. Every
 * statement that comes from above names the division it comes from.
 */
export function joinLayer(above: Policy, layer: PolicyLayer): Joined {
  const faults = findMisfits(above, layer)
  if (faults.length > 0) return { ok: false, faults }
  const { extends: _, who, amount, assumptions = [], ...own } = layer
  const removed = new Set(who?.remove ?? [])
  const from = above.region
  const inherited = above.assumptions.filter(({ clause }) => clause === undefined || !removed.has(clause))
  return {
    ok: true,
    policy: {
      ...above,
      ...own,
      payer: own.payer ?? marked(above.payer, from),
      floor: own.floor ?? (above.floor && marked(above.floor, from)),
      examples: own.examples,
      who: [
        ...replaced(above.who, who?.replace ?? [], from).filter(({ clause }) => !removed.has(clause)),
        ...(who?.add ?? []),
      ],
      amount: joinAmount(above.amount, amount, from),
      assumptions: [...inherited.map((one) => marked(one, from)), ...assumptions],
    } as Policy,
  }
}

function joinAmount(above: Policy['amount'], amount: PolicyLayer['amount'], from: RegionCode): Policy['amount'] {
  if (amount !== undefined && !isChange(amount)) return amount
  if ('cases' in above) {
    return { cases: [...replaced(above.cases, amount?.replace ?? [], from), ...(amount?.add ?? [])] }
  }
  return 'table' in above
    ? { table: { ...above.table, rows: above.table.rows.map((row) => marked(row, from)) } }
    : marked(above, from)
}

type AmountChange = Extract<NonNullable<PolicyLayer['amount']>, { add?: unknown; replace?: unknown }>

function isChange(amount: NonNullable<PolicyLayer['amount']>): amount is AmountChange {
  return !('cases' in amount || 'table' in amount || 'clause' in amount)
}

function marked<S extends { readonly from?: RegionCode }>(stated: S, from: RegionCode): S {
  return stated.from === undefined ? { ...stated, from } : stated
}

function replaced<S extends { readonly clause: string; readonly from?: RegionCode }>(
  above: readonly S[],
  own: readonly S[],
  from: RegionCode,
): S[] {
  return above.map((one) => own.find(({ clause }) => clause === one.clause) ?? marked(one, from))
}

/** What a layer says of clauses that are not above, or lies beside the division it builds on. */
function findMisfits(above: Policy, layer: PolicyLayer): PolicyFault[] {
  const faults: PolicyFault[] = []
  if (layer.programme !== above.programme || layer.extends !== above.region) {
    faults.push({
      path: '/extends',
      message: fill(texts.notThere, { programme: layer.programme, above: layer.extends }),
    })
  }
  if (!isWithin(layer.region, above.region) || layer.region === above.region) {
    faults.push({ path: '/region', message: fill(texts.notBelow, { region: layer.region, above: above.region }) })
  }
  const conditions = new Set(above.who.map(({ clause }) => clause))
  const unknown = (path: string, clause: string, known: ReadonlySet<string>) => {
    if (!known.has(clause)) faults.push({ path, message: fill(texts.noClause, { clause }) })
  }
  for (const [at, { clause }] of (layer.who?.replace ?? []).entries())
    unknown(`/who/replace/${at}/clause`, clause, conditions)
  for (const [at, clause] of (layer.who?.remove ?? []).entries()) unknown(`/who/remove/${at}`, clause, conditions)
  if (layer.amount === undefined || !isChange(layer.amount)) return faults
  if (!('cases' in above.amount)) return [...faults, { path: '/amount', message: texts.noCases }]
  const cases = new Set(above.amount.cases.map(({ clause }) => clause))
  for (const [at, { clause }] of (layer.amount.replace ?? []).entries())
    unknown(`/amount/replace/${at}/clause`, clause, cases)
  return faults
}

const texts = {
  notThere: {
    zh: '当月上级（{above}）没有执行中的“{programme}”',
    en: 'The level above ({above}) has no policy “{programme}” in force in the month',
  },
  notBelow: { zh: '{region} 不在 {above} 之下', en: '{region} does not lie below {above}' },
  noClause: { zh: '上级政策没有编号为“{clause}”的条款', en: 'The policy above has no clause “{clause}”' },
  noCases: {
    zh: '上级政策的金额不是分档写的，只能整个改写',
    en: 'The policy above does not set its amount by cases; it can only be replaced as a whole',
  },
} as const satisfies Readonly<Record<string, Text>>
