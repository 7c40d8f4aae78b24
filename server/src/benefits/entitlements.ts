import type { calculateBenefits, checkRule, listEntitlements } from '@yinian/core/benefits/api.ts'
import type { CompiledPolicy } from '@yinian/core/benefits/compile-policy.ts'
import { type RelatedPolicies, relate } from '@yinian/core/benefits/decide-together.ts'
import { explainTogether } from '@yinian/core/benefits/explain-decision.ts'
import { type FactRow, factDefinition, factNames, factRow } from '@yinian/core/benefits/facts.ts'
import { parseRule } from '@yinian/core/benefits/feel.ts'
import { personFacts } from '@yinian/core/benefits/person-facts.ts'
import { factNotPossible, policyNotFound } from '@yinian/core/benefits/problems.ts'
import { joinPairs } from '@yinian/core/benefits/relations.ts'
import { isPossible } from '@yinian/core/benefits/rule-types.ts'
import type { Entitlement, Programme } from '@yinian/core/benefits/schemas.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { type Month, monthOf } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { findPerson, type PersonRow } from './persons.ts'
import type { Policies } from './policies.ts'

export async function listProgrammesIn(
  tx: Tx,
  policies: Policies,
  region: RegionCode,
  month: Month,
): Promise<{ rows: Programme[] }> {
  const inForce = policies.inForce(region, month)
  const names = await nameRegions(
    tx,
    inForce.map(({ policy }) => policy.region),
  )
  return {
    rows: inForce.map(({ policy }) => ({
      programme: policy.programme,
      name: policy.name,
      region: policy.region,
      regionName: names(policy.region).name,
      policy,
    })),
  }
}

export function checkRuleText({ text, expected }: BodyOf<typeof checkRule>): ReplyOf<typeof checkRule> {
  const reading = parseRule(text, expected ?? 'boolean')
  return reading.ok
    ? { faults: [], facts: [...reading.rule.facts] }
    : { faults: reading.faults.map((fault) => ({ ...fault })), facts: [] }
}

/** @throws policyNotFound, factNotPossible */
export function calculateFor(
  policies: Policies,
  asked: BodyOf<typeof calculateBenefits>,
  month: Month,
): ReplyOf<typeof calculateBenefits> {
  for (const name of factNames) {
    const value = asked.facts[name]
    if (value != null && !isPossible(factDefinition(name), value)) throw factNotPossible({ at: `/facts/${name}` })
  }
  const inForce = policies
    .inForce(asked.region, month)
    .filter(({ policy }) => asked.programme === undefined || policy.programme === asked.programme)
  if (asked.programme !== undefined && inForce.length === 0)
    throw policyNotFound({ values: { programme: policies.nameOf(asked.programme).zh } })
  const facts = factRow(asked.facts)
  const related = policies.related(asked.region, month)
  return { month, rows: inForce.map((compiled) => toEntitlement(compiled, related, facts, month)) }
}

/** Every programme of where the elder lives and is registered, due or not and why. @throws notFound */
export async function listEntitlementsOf(
  work: Work,
  policies: Policies,
  elderId: string,
  month: Month = monthOf(work.actor.today),
): Promise<ReplyOf<typeof listEntitlements>> {
  const person = await findPerson(work.tx, elderId)
  if (!person) throw notFound()
  const facts = personFacts(person, month)
  const [home, registered] = [facts.居住地 ?? person.region, facts.户籍地 ?? person.registeredRegion]
  const inForce = [
    ...policies.inForce(registered, month).filter(({ policy }) => policy.basis === '户籍'),
    ...policies.inForce(home, month).filter(({ policy }) => policy.basis === '常住'),
  ]
  await recordLook(work, person)
  const relations = joinPairs(policies.relationsIn(home, month), policies.relationsIn(registered, month))
  const related = relate(inForce, relations)
  return { month, rows: inForce.map((compiled) => toEntitlement(compiled, related, facts, month)) }
}

const openMinutes = 30

/** The entitlements are part of the file: who has just opened it, or them, is not recorded once more. */
async function recordLook(work: Work, { county, id, region }: PersonRow): Promise<void> {
  const since = new Date(work.actor.now.getTime() - openMinutes * 60_000)
  const looked = await work.tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .where('actor_id', '=', work.actor.accountId)
    .where('action', 'in', ['people.looked', 'benefits.entitlements-looked'])
    .where('at', '>', since)
    .limit(1)
    .executeTakeFirst()
  if (looked) return
  const thing = { region, subjectType: 'elder', subjectId: id, elderId: id }
  await audit(work, 'benefits.entitlements-looked', thing)
}

function toEntitlement(compiled: CompiledPolicy, related: RelatedPolicies, facts: FactRow, month: Month): Entitlement {
  const { programme, name, document, assumptions } = compiled.policy
  return {
    programme,
    name,
    document,
    assumptions,
    reading: explainTogether(related, programme, facts, month) as Entitlement['reading'],
  }
}
