import { resolve } from 'node:path'
import { type CompiledPolicy, compilePolicy } from '@yinian/core/benefits/compile-policy.ts'
import { isInForce } from '@yinian/core/benefits/decide.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'
import { readPolicyFolder } from './read-policies.ts'

/** The policies this installation runs by. */
export interface Policies {
  /** In force in a month for a division: of one programme the one of the nearest division above. */
  inForce(region: RegionCode, month: Month): CompiledPolicy[]
  /** Those made for exactly this division, whenever they are in force. */
  of(region: RegionCode): readonly CompiledPolicy[]
  find(programme: string, region: RegionCode, month: Month): CompiledPolicy | undefined
  /** What a programme is called; its code where no policy knows it. */
  nameOf(programme: string): Text
}

export const policyFolder = resolve(import.meta.dirname, '../../../policies')

/** @throws PoliciesRefused with every fault of every file */
export function loadPolicies(folder = policyFolder): Policies {
  return makePolicies(readPolicyFolder(folder))
}

export function makePolicies(all: readonly CompiledPolicy[]): Policies {
  const inForceFor = (region: RegionCode, month: Month) => {
    const nearest = new Map<string, CompiledPolicy>()
    const within = all.filter(({ policy }) => isWithin(region, policy.region) && isInForce(policy, month))
    for (const one of within.toSorted((a, b) => prefixOf(a.policy.region).length - prefixOf(b.policy.region).length))
      nearest.set(one.policy.programme, one)
    return [...nearest.values()].toSorted((a, b) => a.policy.programme.localeCompare(b.policy.programme))
  }
  return {
    inForce: inForceFor,
    of: (region) => all.filter(({ policy }) => policy.region === region),
    find: (programme, region, month) => inForceFor(region, month).find(({ policy }) => policy.programme === programme),
    nameOf(programme) {
      const { zh, en } = all.find(({ policy }) => policy.programme === programme)?.policy.name ?? {
        zh: programme,
        en: programme,
      }
      return { zh, en }
    },
  }
}

/** The policy of a run as it was kept with it; it was checked when the run was drafted. */
export function compileKept(policy: unknown): CompiledPolicy {
  const reading = compilePolicy(policy as Policy)
  if (!reading.ok) throw new Error(`A kept policy no longer compiles: ${JSON.stringify(reading.faults)}`)
  return reading.compiled
}
