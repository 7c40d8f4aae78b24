import { Problem } from '@yinian/core/http/problem.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { NewElder } from '@yinian/core/people/api.ts'
import { asOneProblem, checkElder } from '@yinian/core/people/check-elder.ts'
import type { Candidate } from '@yinian/core/people/matching-api.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { type FoundCandidate, findCandidates, personOf } from './find-candidates.ts'

/** Files that look like an elder about to be registered, as far as the officer may see them. */
export async function listCandidates(work: Work, input: NewElder): Promise<{ rows: Candidate[] }> {
  const { elder, faults } = checkElder(input, work.actor.today)
  const refused = asOneProblem(faults)
  if (refused) throw refused
  if (!elder) throw new Problem(notFound().kind, {})
  const found = await findCandidates(work, personOf(work.vault, elder, input.formerNumbers ?? []))
  return { rows: await showCandidates(work.tx, found) }
}

/** Candidates beyond the reader's area are no more than “a file in X county”: neither data nor why they look alike. */
export async function showCandidates(tx: Tx, found: readonly FoundCandidate[]): Promise<Candidate[]> {
  const seen = await readSeen(
    tx,
    found.map(({ elderId }) => elderId),
  )
  const names = await nameRegions(tx, [
    ...found.map(({ county }) => regionCode(county)),
    ...[...seen.values()].map(({ region }) => region),
  ])
  return found.map((one) => {
    const elder = seen.get(one.elderId)
    return {
      score: one.score,
      strong: one.strong,
      reasons: elder || one.reasons[0] === 'document' ? [...one.reasons] : [],
      countyName: names(regionCode(one.county)).path,
      elder: elder
        ? {
            id: one.elderId,
            name: elder.name,
            sex: elder.sex as 'male' | 'female',
            birth: elder.birth,
            documentNumber: elder.document_number_masked,
            phone: elder.phone_masked,
            address: elder.responsible ? elder.address_masked : null,
            regionPath: names(elder.region).path,
            state: elder.state,
          }
        : null,
    }
  })
}

/** What the reader may see of some files, by id. */
export async function readSeen(tx: Tx, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('elder')
          .select([
            'id',
            'name',
            'sex',
            'birth',
            'document_number_masked',
            'phone_masked',
            'address_masked',
            'region',
            'state',
          ])
          .select(sql<boolean>`in_scope(region)`.as('responsible'))
          .where(sql<boolean>`id = any (${ids}::uuid[])`)
          .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
