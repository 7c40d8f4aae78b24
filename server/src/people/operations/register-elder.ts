import type { Problem } from '@yinian/core/http/problem.ts'
import type { ElderFile, NewElder } from '@yinian/core/people/api.ts'
import { asOneProblem, type CheckedElder, checkElder } from '@yinian/core/people/check-elder.ts'
import { planPeriod } from '@yinian/core/people/circumstance-periods.ts'
import { alreadyRegistered, formerNumberTaken } from '@yinian/core/people/problems.ts'
import { countyOf, regionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Insertable, sql } from 'kysely'
import { auditMany } from '../../access/index.ts'
import { tellIndexChanges } from '../../crypto/index-change.ts'
import type { Tx } from '../../db/database.ts'
import type { ElderCircumstance } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { getElderFile } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { type Admission, admitMany } from '../matching/admit.ts'
import { personOf } from '../matching/find-candidates.ts'
import { indexesOfDocument, indexKinds, sealElder } from '../sealed-elder.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { placeProblems } from './places.ts'

/**
 * Registers an elder where they usually live.
 * @throws every fault of the input in one Problem; regionUnknown, alreadyRegistered, formerNumberTaken
 */
export async function registerElder(work: Work, input: NewElder): Promise<ElderFile> {
  const id = await registerOne(work, input)
  return getElderFile(work.tx, id, work.actor.today)
}

/** The same without reading the file back. @returns the elder's id */
export async function registerOne(work: Work, input: NewElder): Promise<string> {
  const { candidates, refused } = await candidatesAmong(work, [input])
  const [problem] = [...refused.values(), ...(await write(work, candidates)).values()]
  const [registered] = candidates
  if (problem || !registered) throw problem
  return registered.id
}

interface Candidate {
  readonly at: number
  readonly id: string
  readonly input: NewElder
  readonly elder: CheckedElder
  readonly admission?: Admission
}

/**
 * Registers many elders with a statement per table instead of per elder. Each is registered whole or refused, exactly as
 * if they had come one after the other.
 * @returns in the order of `inputs`, the elder's id or why they are refused
 */
export async function registerMany(work: Work, inputs: readonly NewElder[]): Promise<(string | Problem)[]> {
  const { candidates, refused } = await candidatesAmong(work, inputs)
  const answers = new Map<number, string | Problem>(refused)
  let left: readonly Candidate[] = candidates
  // Who is refused only while writing takes nobody with them: the rest is written again without them.
  while (left.length > 0) {
    await sql`savepoint register_many`.execute(work.tx)
    const late = await write(work, left)
    if (late.size === 0) break
    await sql`rollback to savepoint register_many`.execute(work.tx)
    for (const [at, problem] of late) answers.set(at, problem)
    left = left.filter(({ at }) => !late.has(at))
  }
  for (const { at, id } of left) answers.set(at, id)
  return inputs.map((_input, at) => {
    const answer = answers.get(at)
    if (answer === undefined) throw new Error(`Elder ${at} was neither registered nor refused.`)
    return answer
  })
}

/**
 * Why each of them would be refused as the register is now and if those before them were registered; nothing is written.
 * @param spokenFor former numbers of those before them; theirs are added
 */
export async function refusalsOfMany(
  work: Work,
  inputs: readonly NewElder[],
  spokenFor: Set<string>,
): Promise<readonly (Problem | undefined)[]> {
  const { refused } = await candidatesAmong(work, inputs, spokenFor)
  return inputs.map((_input, at) => refused.get(at))
}

/** Everything that can be said before anything is written. */
async function candidatesAmong(
  work: Work,
  inputs: readonly NewElder[],
  spokenFor = new Set<string>(),
): Promise<{ candidates: Candidate[]; refused: Map<number, Problem> }> {
  const { tx, actor } = work
  const refused = new Map<number, Problem>()
  const checked = inputs.map((input, at): Candidate | undefined => {
    const { elder, faults } = checkElder(input, actor.today)
    const fault = asOneProblem(faults)
    if (fault) refused.set(at, fault)
    else if (!elder) throw new Error('An elder without faults was not read.')
    return fault || !elder ? undefined : { at, id: newId(actor.now), input, elder }
  })
  const readable = checked.filter((one) => one !== undefined)
  const placed = await placeProblems(
    tx,
    readable.map(({ elder }) => elder),
  )
  const held = await claimsOf(
    work,
    readable.map(({ elder }) => elder),
  )
  const numbers = await formerNumbersTaken(tx, readable)
  const admitted = await admitMany(
    work,
    readable.map(({ elder, input }) => ({ person: personOf(work.vault, elder, input.formerNumbers ?? []), input })),
  )
  const isTaken = (key: string) => numbers.has(key) || spokenFor.has(key)
  const candidates: Candidate[] = []
  for (const [order, candidate] of readable.entries()) {
    const { at, elder, input } = candidate
    const indexes = indexesOfDocument(work.vault, elder.documentKey).map((index) => index.toString('hex'))
    const taken = input.formerNumbers?.find((one) => isTaken(numberKey(countyOf(elder.region), one)))
    const county = indexes.map((index) => held.get(index)).find((one) => one !== undefined)
    const admission = admitted[order]
    const claimed = county === undefined || admission?.disputed ? undefined : await claimedIn(tx, county)
    const problem = placed[order] ?? claimed ?? admission?.refused
    if (problem) refused.set(at, problem)
    else if (taken) refused.set(at, formerNumberTaken({ at: '/formerNumbers', values: { number: taken.number } }))
    else {
      for (const index of indexes) held.set(index, countyOf(elder.region))
      for (const one of input.formerNumbers ?? []) spokenFor.add(numberKey(countyOf(elder.region), one))
      candidates.push(admission ? { ...candidate, admission } : candidate)
    }
  }
  return { candidates, refused }
}

/** One number, one elder, in the whole country. Who else holds it is told by the name of the county alone. */
async function claimedIn(tx: Tx, county: string): Promise<Problem> {
  const names = await nameRegions(tx, [regionCode(county)])
  return alreadyRegistered({ at: '/documentNumber', values: { where: names(regionCode(county)).path } })
}

async function claimsOf({ tx, vault }: Work, elders: readonly CheckedElder[]): Promise<Map<string, string>> {
  if (elders.length === 0) return new Map()
  const rows = await tx
    .selectFrom('identity_claim')
    .select(['document_index', 'county'])
    .where(
      'document_index',
      'in',
      elders.flatMap(({ documentKey }) => indexesOfDocument(vault, documentKey)),
    )
    .execute()
  return new Map(rows.map((row) => [row.document_index.toString('hex'), row.county]))
}

const numberKey = (county: string, { register, number }: { register: string; number: string }): string =>
  JSON.stringify([county, register, number])

async function formerNumbersTaken(tx: Tx, candidates: readonly Candidate[]): Promise<Set<string>> {
  const numbers = candidates.flatMap(({ input }) => (input.formerNumbers ?? []).map(({ number }) => number))
  if (numbers.length === 0) return new Set()
  const rows = await tx
    .selectFrom('former_number')
    .select(['county', 'register', 'number'])
    .where('county', 'in', [...new Set(candidates.map(({ elder }) => countyOf(elder.region)))])
    .where('number', 'in', numbers)
    .execute()
  return new Set(rows.map((row) => numberKey(row.county, row)))
}

/** Writes them all; who turns out to be refused is named, and then everything written has to be undone. */
async function write(work: Work, candidates: readonly Candidate[]): Promise<Map<number, Problem>> {
  const { tx, actor, vault } = work
  if (candidates.length === 0) return new Map()
  const refused = await claimIdentities(work, candidates)
  if (refused.size > 0) return refused
  const periods = candidates.map(periodsOf(work))
  const rows = []
  for (const [order, { elder, id, admission }] of candidates.entries())
    rows.push({
      ...(await sealElder(vault, elder, id, actor.now)),
      categories: categoriesOn(actor.today, periods[order] ?? []),
      document_disputed: admission?.disputed ?? false,
    })
  await tx.insertInto('elder').values(rows).execute()
  for (const { elder, id, admission } of candidates)
    await admission?.remember({ county: countyOf(elder.region), id, region: elder.region })
  const circumstances = periods.flat()
  if (circumstances.length > 0) await tx.insertInto('elder_circumstance').values(circumstances).execute()
  for (const [county, some] of Map.groupBy(candidates, ({ elder }) => countyOf(elder.region)))
    await refreshMembership(tx, { county, ids: some.map(({ id }) => id) }, actor)
  const taken = await addFormerNumbers(work, candidates)
  if (taken.size > 0) return taken
  await auditMany(
    work,
    'people.registered',
    candidates.map(({ id, elder, input }) => ({
      ...lookAt({ id, region: elder.region }),
      detail: {
        circumstances: (input.circumstances ?? []).map((one) => `${one.kind}:${one.value}`),
        ...(input.another ? { reason: input.another.reason, notSame: input.another.elders } : {}),
        ...(input.confirmed?.length ? { confirmed: input.confirmed } : {}),
      },
    })),
  )
  return new Map()
}

/**
 * What several processes claim at once, one gets. All claim in the order of the indexes, so that none waits for another in
 * a circle; while the indexes are rewritten a number is claimed under both.
 */
async function claimIdentities(work: Work, all: readonly Candidate[]): Promise<Map<number, Problem>> {
  const { tx, vault } = work
  // a disputed number stays with who holds it until an officer has settled whose it is
  const candidates = all.filter(({ admission }) => !admission?.disputed)
  if (candidates.length === 0) return new Map()
  const claims = candidates.flatMap(({ elder, id }) =>
    indexesOfDocument(vault, elder.documentKey).map((index) => ({
      document_index: index,
      county: countyOf(elder.region),
      elder_id: id,
    })),
  )
  const claimed = await tx
    .insertInto('identity_claim')
    .values(claims.sort((one, other) => one.document_index.compare(other.document_index)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('document_index')
    .execute()
  const mine = new Set(claimed.map((row) => row.document_index.toString('hex')))
  const late = candidates.filter(({ elder }) =>
    indexesOfDocument(vault, elder.documentKey).some((index) => !mine.has(index.toString('hex'))),
  )
  if (late.length === 0)
    await tellIndexChanges(
      work,
      indexKinds.documentNumber,
      candidates.map(({ elder }) => elder.documentKey),
    )
  const held = await claimsOf(
    work,
    late.map(({ elder }) => elder),
  )
  const refused = new Map<number, Problem>()
  for (const { at, elder } of late) {
    const county = indexesOfDocument(vault, elder.documentKey)
      .map((index) => held.get(index.toString('hex')))
      .find((one) => one !== undefined)
    refused.set(at, await claimedIn(tx, county ?? countyOf(elder.region)))
  }
  return refused
}

/** An elder's circumstances as rows, each fitted among those before it as if written one after the other. */
function periodsOf({ actor }: Work): (candidate: Candidate) => Insertable<ElderCircumstance>[] {
  return ({ id: elderId, elder, input }) => {
    const rows: (Insertable<ElderCircumstance> & { id: string; valid_from: string })[] = []
    for (const wanted of input.circumstances ?? []) {
      const kept = rows.map((row) => ({ ...row, from: row.valid_from, to: row.valid_to as string | null }))
      const plan = planPeriod(kept, wanted)
      for (const { id, to } of plan.ended) {
        const row = rows.find((one) => one.id === id)
        if (row) Object.assign(row, { valid_to: to, ended_at: actor.now, ended_by: actor.accountId })
      }
      rows.push({
        county: countyOf(elder.region),
        id: newId(actor.now),
        elder_id: elderId,
        region: elder.region,
        kind: wanted.kind,
        value: wanted.value,
        valid_from: wanted.from,
        valid_to: plan.to,
        source: wanted.source,
        evidence: wanted.evidence ?? '',
        recorded_at: actor.now,
        recorded_by: actor.accountId,
        recorded_by_name: actor.name,
        ended_at: null,
        ended_by: null,
      })
    }
    return rows
  }
}

function categoriesOn(today: Day, periods: readonly Insertable<ElderCircumstance>[]): string[] {
  const holding = periods.filter(
    ({ valid_from, valid_to }) => String(valid_from) <= today && (valid_to == null || String(valid_to) > today),
  )
  return [...new Set(holding.map(({ kind, value }) => `${kind}:${value}`))].sort()
}

/** A number is taken where it cannot be seen as well: then it is refused, but only once it was tried. */
async function addFormerNumbers({ tx, actor }: Work, candidates: readonly Candidate[]): Promise<Map<number, Problem>> {
  const wanted = candidates.flatMap(({ at, id, elder, input }) =>
    (input.formerNumbers ?? []).map(({ register, number }) => ({
      at,
      row: {
        county: countyOf(elder.region),
        id: newId(actor.now),
        elder_id: id,
        region: elder.region,
        register,
        number,
      },
    })),
  )
  if (wanted.length === 0) return new Map()
  const added = await tx
    .insertInto('former_number')
    .values(wanted.map(({ row }) => row))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  const mine = new Set(added.map(({ id }) => id))
  return new Map(
    wanted.flatMap(({ at, row }): [number, Problem][] =>
      mine.has(row.id) ? [] : [[at, formerNumberTaken({ at: '/formerNumbers', values: { number: row.number } })]],
    ),
  )
}
