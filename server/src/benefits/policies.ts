import { type CompiledPolicy, compilePolicy } from '@yinian/core/benefits/compile-policy.ts'
import { isInForce } from '@yinian/core/benefits/decide.ts'
import { type RelatedPolicies, relate, relatedTo } from '@yinian/core/benefits/decide-together.ts'
import { isLayer, joinLayer, type PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import { type BenefitRelations, joinRelations, type Relation } from '@yinian/core/benefits/relations.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'

/** A published version, as it is kept. Of several of one area and programme in force in a month the highest counts. */
export interface KeptVersion<Document extends PolicyDocument | BenefitRelations = PolicyDocument | BenefitRelations> {
  readonly id: string
  readonly area: RegionCode
  readonly version: number
  readonly document: Document
}

/** The policies this installation runs by. */
export interface Policies {
  /** In force in a month for a division: every programme as the layers from the nation down make it. */
  inForce(region: RegionCode, month: Month): CompiledPolicy[]
  /** How the programmes of a division go together in a month; of one pair what the nearest division says. */
  relationsIn(region: RegionCode, month: Month): readonly Relation[]
  /** The programmes of one division with the relations between them. */
  related(region: RegionCode, month: Month): RelatedPolicies
  /** How many documents are made for exactly this division, whenever they are in force. */
  countOf(region: RegionCode): number
  find(programme: string, region: RegionCode, month: Month): CompiledPolicy | undefined
  /** What a layer made for this division would build upon. */
  above(programme: string, region: RegionCode, month: Month): CompiledPolicy | undefined
  /** What a programme is called; its code where no policy knows it. */
  nameOf(programme: string): Text
}

/** @throws Error where a version no longer compiles; each was checked before it was published */
export function makePolicies(
  versions: readonly KeptVersion<PolicyDocument>[],
  relations: readonly KeptVersion<BenefitRelations>[] = [],
): Policies {
  const programmes = [...new Set(versions.map(({ document }) => document.programme))].toSorted()
  const joined = new Map<string, CompiledPolicy>()
  const join = (chain: readonly KeptVersion<PolicyDocument>[]): CompiledPolicy | undefined => {
    const last = chain.at(-1)
    if (!last) return undefined
    const key = chain.map(({ id }) => id).join(' ')
    const known = joined.get(key)
    if (known) return known
    const { document } = last
    const compiled = compileKept(isLayer(document) ? upon(join(chain.slice(0, -1)), document) : document)
    joined.set(key, compiled)
    return compiled
  }
  const find = (programme: string, region: RegionCode, month: Month) =>
    join(
      chainOf(
        versions.filter(({ document }) => document.programme === programme),
        region,
        month,
      ),
    )
  const inForce = (region: RegionCode, month: Month) =>
    programmes.flatMap((programme) => find(programme, region, month) ?? [])
  const relationsIn = (region: RegionCode, month: Month) =>
    joinRelations(chainOf(relations, region, month).map(({ document }) => document))
  return {
    inForce,
    relationsIn,
    related: (region, month) => relate(inForce(region, month), relationsIn(region, month)),
    countOf: (region) => [...versions, ...relations].filter(({ area }) => area === region).length,
    find,
    above(programme, region, month) {
      const higher = versions.filter(({ area, document }) => document.programme === programme && area !== region)
      return join(chainOf(higher, region, month))
    },
    nameOf(programme) {
      const named = versions.findLast(({ document }) => document.programme === programme && document.name !== undefined)
      const { zh, en } = named?.document.name ?? { zh: programme, en: programme }
      return { zh, en }
    },
  }
}

function upon(above: CompiledPolicy | undefined, layer: Extract<PolicyDocument, { extends: string }>): Policy {
  if (!above) throw new Error(`${layer.programme} of ${layer.region} builds upon nothing in force.`)
  const join = joinLayer(above.policy, layer)
  if (!join.ok) throw new Error(`${layer.programme} of ${layer.region} no longer fits: ${JSON.stringify(join.faults)}`)
  return join.policy
}

/** The versions that make up what holds in a division in a month, from the highest level down. */
function chainOf<Document extends PolicyDocument | BenefitRelations>(
  versions: readonly KeptVersion<Document>[],
  region: RegionCode,
  month: Month,
): KeptVersion<Document>[] {
  const latest = new Map<RegionCode, KeptVersion<Document>>()
  for (const one of versions) {
    if (!isWithin(region, one.area) || !isInForce(one.document, month)) continue
    const other = latest.get(one.area)
    if (!other || one.version > other.version) latest.set(one.area, one)
  }
  const downwards = [...latest.values()].toSorted((a, b) => prefixOf(a.area).length - prefixOf(b.area).length)
  const whole = downwards.findLastIndex(({ document }) => 'programme' in document && !isLayer(document))
  return downwards.slice(Math.max(0, whole))
}

/** Policies by their documents alone, each the first version of its kind. */
export function policiesOf(
  documents: readonly PolicyDocument[],
  relations: readonly BenefitRelations[] = [],
): Policies {
  const kept = <Document extends PolicyDocument | BenefitRelations>(document: Document, at: number) => ({
    id: `${at}`,
    area: document.region,
    version: at,
    document,
  })
  return makePolicies(documents.map(kept), relations.map(kept))
}

/** What is kept with a run of a programme: the other programmes that have a say in it, and how. */
export interface KeptRelated {
  readonly policies: readonly Policy[]
  readonly relations: readonly Relation[]
}

export function keepRelated(programme: string, related: RelatedPolicies): KeptRelated {
  const { policies, relations } = relatedTo(programme, related)
  const others = policies.map(({ policy }) => policy).filter((policy) => policy.programme !== programme)
  return { policies: others, relations }
}

/** The programme of a run beside the others that were kept with it. */
export function compileRelated(compiled: CompiledPolicy, kept: unknown): RelatedPolicies {
  const { policies, relations } = kept as KeptRelated
  return relate([compiled, ...policies.map(compileKept)], relations)
}

/** A policy that was checked before it was kept. */
export function compileKept(policy: unknown): CompiledPolicy {
  const reading = compilePolicy(policy as Policy)
  if (!reading.ok) throw new Error(`A kept policy no longer compiles: ${JSON.stringify(reading.faults)}`)
  return reading.compiled
}
