import type { Problem } from '@yinian/core/http/problem.ts'
import type { NewElder } from '@yinian/core/people/api.ts'
import { possiblySame } from '@yinian/core/people/one-person-problems.ts'
import { alreadyRegistered } from '@yinian/core/people/problems.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { type FoundCandidate, findCandidates, findCandidatesOfMany, type PersonToMatch } from './find-candidates.ts'
import { rememberPair, type Whose } from './pairs.ts'
import { readSeen } from './show-candidates.ts'

export interface Admission {
  /** Why somebody is not given a file of their own: another one may be theirs. */
  readonly refused?: Problem
  /** The number belongs to another file already, and an officer says it is another person: nobody holds it twice. */
  readonly disputed: boolean
  /** To be called once the file is there. */
  readonly remember: (file: Whose) => Promise<void>
}

export interface Newcomer {
  readonly person: PersonToMatch
  readonly input: Pick<NewElder, 'another' | 'confirmed'>
}

type Seen = Awaited<ReturnType<typeof readSeen>>

/**
 * Whether each may be given a file of their own. A strong candidate stops it until somebody has said that it is another
 * person; what was said is kept with the pair, so that it is not asked again. Refusals are alreadyRegistered for a number
 * another file holds, and possiblySame, a doubt that can be confirmed, for other strong candidates.
 */
export async function admitMany(work: Work, newcomers: readonly Newcomer[]): Promise<Admission[]> {
  if (newcomers.length === 0) return []
  const found = await findCandidatesOfMany(
    work.tx,
    newcomers.map(({ person }) => person),
  )
  const ids = found.flat().map(({ elderId }) => elderId)
  const seen = await readSeen(work.tx, [...new Set(ids)])
  const admissions: Admission[] = []
  for (const [order, { input }] of newcomers.entries())
    admissions.push(await admit(work, input, found[order] ?? [], seen))
  return admissions
}

async function admit(
  work: Work,
  { another, confirmed }: Newcomer['input'],
  found: readonly FoundCandidate[],
  seen: Seen,
): Promise<Admission> {
  const confirmedBecause = confirmed?.find(({ code }) => code === possiblySame.code)?.reason
  /** Why somebody says that this candidate is another person. A number is disputed only by naming its holder. */
  const saidOf = (one: FoundCandidate): string | undefined => {
    const named = seen.has(one.elderId) ? another?.elders.includes(one.elderId) : another?.elsewhere
    if (another && named) return another.reason
    return one.reasons.includes('document') ? undefined : confirmedBecause
  }
  const unsaid = found.filter((one) => one.strong && saidOf(one) === undefined)
  return {
    ...(unsaid.length > 0 ? { refused: await refusal(work, unsaid, seen) } : {}),
    disputed: unsaid.length === 0 && found.some(({ reasons }) => reasons.includes('document')),
    remember: async (file) => {
      for (const one of found) {
        const reason = saidOf(one)
        const decided = reason !== undefined && !one.reasons.includes('document')
        await rememberPair(work, file, one, decided ? { state: 'distinct', reason } : undefined)
      }
    },
  }
}

async function refusal({ tx }: Work, unsaid: readonly FoundCandidate[], seen: Seen): Promise<Problem> {
  const names = await nameRegions(
    tx,
    unsaid.map(({ county }) => regionCode(county)),
  )
  const where = (one: FoundCandidate) => names(regionCode(one.county)).path
  const holder = unsaid.find(({ reasons }) => reasons.includes('document'))
  if (holder) return alreadyRegistered({ at: '/documentNumber', values: { where: where(holder) } })
  const who = unsaid.map((one) => seen.get(one.elderId)?.name ?? where(one))
  return possiblySame({ at: '/another', values: { names: [...new Set(who)].join('、') }, confirmable: true })
}

/** A changed file is compared again; what is found waits for an officer. */
export async function rememberLookalikes(work: Work, file: Whose, person: PersonToMatch): Promise<void> {
  for (const one of await findCandidates(work, person)) await rememberPair(work, file, one)
}
