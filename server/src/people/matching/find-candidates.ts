import type { CheckedElder } from '@yinian/core/people/check-elder.ts'
import { candidateFrom, nearBirths, type Scored, scoreAgreement, strongFrom } from '@yinian/core/people/matching.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { indexesOfDocument, indexesOfPayee, indexesOfPhone } from '../sealed-elder.ts'

/** A person to look for: on file already, or about to be. */
export interface PersonToMatch {
  /** Every hash it may be kept under; so too of telephone and account. */
  readonly documentIndexes: readonly Buffer[]
  readonly documentMasked: string
  readonly phoneIndexes: readonly Buffer[]
  readonly payeeIndexes: readonly Buffer[]
  readonly name: string
  readonly pinyin: string
  readonly birth: string
  readonly sex: string
  readonly region: string
  readonly formerNumbers: readonly { readonly register: string; readonly number: string }[]
  /** The person's own file, where there is one. */
  readonly exceptId: string | null
}

/** A file that may be the same person's, wherever it is. What of it may be shown is decided by who asks. */
export interface FoundCandidate extends Scored {
  readonly county: string
  readonly elderId: string
  readonly strong: boolean
}

/** What is matched of an elder who is about to be registered. */
export function personOf(
  vault: Work['vault'],
  elder: CheckedElder,
  formerNumbers: PersonToMatch['formerNumbers'] = [],
): PersonToMatch {
  return {
    documentIndexes: indexesOfDocument(vault, elder.documentKey),
    documentMasked: elder.documentMasked,
    phoneIndexes: elder.phone === null ? [] : indexesOfPhone(vault, elder.phone),
    payeeIndexes: elder.payee ? indexesOfPayee(vault, elder.payee.accountNumber) : [],
    name: elder.name,
    pinyin: elder.pinyin,
    birth: elder.birth,
    sex: elder.sex,
    region: elder.region,
    formerNumbers,
    exceptId: null,
  }
}

/**
 * Every file in the country that may be this person's, best first. Whoever enters somebody, by whatever way, asks this
 * before a second file is made.
 */
export async function findCandidates(work: Pick<Work, 'tx'>, person: PersonToMatch): Promise<FoundCandidate[]> {
  return (await findCandidatesOfMany(work.tx, [person]))[0] ?? []
}

/** Bytes as PostgreSQL reads them in JSON. */
const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

interface AgreementRow {
  place: number
  elder_county: string
  elder_id: string
  same_document: boolean
  digits: number | null
  same_phone: boolean
  same_payee: boolean
  same_name: boolean
  same_pinyin: boolean
  same_birth: boolean
  near_birth: boolean
  same_sex: boolean
  same_village: boolean
  same_town: boolean
  same_former: boolean
}

/** The same for many at once, in their order. */
export async function findCandidatesOfMany(tx: Tx, persons: readonly PersonToMatch[]): Promise<FoundCandidate[][]> {
  const asked = persons.map((person, place) => ({
    place,
    documents: person.documentIndexes.map(bytea),
    masked: person.documentMasked,
    phones: person.phoneIndexes.map(bytea),
    payees: person.payeeIndexes.map(bytea),
    name: person.name,
    pinyin: person.pinyin,
    birth: person.birth,
    near: nearBirths(person.birth),
    sex: person.sex,
    region: person.region,
    former: person.formerNumbers,
    except_id: person.exceptId,
  }))
  const { rows } = await sql<AgreementRow>`
    select p.place, m.*
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as p (place int, documents bytea[], masked text,
      phones bytea[], payees bytea[], name text, pinyin text, birth date, near date[], sex text, region text, former jsonb, except_id uuid)
    cross join lateral match_elders(p.documents, p.masked, p.phones, p.payees,
      p.name, p.pinyin, p.birth, p.near, p.sex, p.region, p.former, p.except_id) as m`.execute(tx)
  const found: FoundCandidate[][] = persons.map(() => [])
  for (const row of rows) {
    const scored = scoreAgreement(agreementOf(row))
    if (scored.score < candidateFrom) continue
    found[row.place]?.push({
      county: row.elder_county,
      elderId: row.elder_id,
      ...scored,
      strong: scored.score >= strongFrom,
    })
  }
  for (const candidates of found)
    candidates.sort((one, other) => other.score - one.score || (one.elderId < other.elderId ? -1 : 1))
  return found
}

function agreementOf(row: AgreementRow) {
  return {
    document: row.same_document,
    digits: row.digits,
    phone: row.same_phone,
    payee: row.same_payee,
    name: row.same_name,
    pinyin: row.same_pinyin,
    birth: row.same_birth,
    nearBirth: row.near_birth,
    sex: row.same_sex,
    village: row.same_village,
    town: row.same_town,
    formerNumber: row.same_former,
  }
}
