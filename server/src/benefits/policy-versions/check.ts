import { comparePolicies } from '@yinian/core/benefits/compare-policies.ts'
import type { PolicyFault } from '@yinian/core/benefits/compile-policy.ts'
import type { PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import type { PolicyCheck } from '@yinian/core/benefits/policy-api.ts'
import { readPolicyDocument, readRelations } from '@yinian/core/benefits/read-policy.ts'
import type { BenefitRelations } from '@yinian/core/benefits/relations.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'
import type { Policies } from '../policies.ts'

/** A document as it arrives: nothing is known of it yet. */
export type WrittenDocument = Readonly<Record<string, unknown>>

export const isRelations = (document: WrittenDocument): boolean => 'relations' in document

/** Reads a document upon what is above it in its first month, and sets it beside what is in force there. */
export function checkDocument(policies: Policies, area: RegionCode, document: WrittenDocument): PolicyCheck {
  if (document.region !== area) return refused([{ path: '/region', message: elsewhere }])
  if (isRelations(document)) return checkRelations(policies, area, document)
  const { programme, validFrom: month } = document as { readonly programme: string; readonly validFrom: Month }
  const known = typeof programme === 'string' && typeof month === 'string'
  const reading = readPolicyDocument(document, known ? policies.above(programme, area, month) : undefined)
  if (!reading.ok) return refused(reading.faults)
  const { compiled } = reading
  const present = policies.find(programme, area, month)
  const { differences, whole } = present ? comparePolicies(present, compiled) : { differences: [], whole: true }
  return {
    faults: [],
    effective: compiled.policy,
    differences: differences.slice(0, most).map(({ before, after, person }) => ({ before, after, person })),
    whole,
  }
}

/** Enough to see what changes; more would not be read. */
const most = 30

function checkRelations(policies: Policies, area: RegionCode, document: WrittenDocument): PolicyCheck {
  const reading = readRelations(document)
  if (!reading.ok) return refused(reading.faults)
  const { relations, validFrom } = reading.relations
  const known = new Set(policies.inForce(area, validFrom).map(({ policy }) => policy.programme))
  const faults = relations.flatMap(({ first, second }, at) =>
    [first, second]
      .filter((programme) => !known.has(programme))
      .map((programme) => ({ path: `/relations/${at}`, message: notInForce(programme) })),
  )
  return { ...refused(faults), whole: true }
}

function refused(faults: readonly PolicyFault[]): PolicyCheck {
  return { faults: faults.map((fault) => ({ ...fault })), effective: null, differences: [], whole: false }
}

const elsewhere = { zh: '适用地区与所选不一致', en: 'The division is not the one it is drafted for' }
const notInForce = (programme: string) => ({
  zh: `当月没有执行中的“${programme}”`,
  en: `No policy “${programme}” is in force in that month`,
})

/** Whether a policy shows by examples both somebody who is due and somebody who is not. */
export function hasExamples({ examples = [] }: Pick<Policy, 'examples'>, isUnset: boolean): boolean {
  const due = examples.some(({ expect }) => 'fen' in expect)
  return (due || isUnset) && examples.some(({ expect }) => !('fen' in expect))
}

/** The document as its kind, once it was read without a fault. */
export type ReadDocument = PolicyDocument | BenefitRelations
