import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import { documentKey, maskDocument, readDocument } from '@yinian/core/people/identity-document.ts'
import type { correctDocument as endpoint, listFormerDocuments } from '@yinian/core/people/matching-api.ts'
import { sameNumber } from '@yinian/core/people/one-person-problems.ts'
import {
  contradictsDocument,
  documentNumberInvalid,
  particularsMissing,
  withTexts,
} from '@yinian/core/people/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { tellIndexChanges, whileIndexesStand } from '../../crypto/index-change.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { keepParticulars } from '../as-of/keep-former.ts'
import { type ElderReference, getElderFile, getElderRow, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { indexesOfDocument, indexKinds, indexOfDocument, labels } from '../sealed-elder.ts'
import { rememberLookalikes } from './admit.ts'
import { rememberPair } from './pairs.ts'
import { readPerson } from './read-person.ts'

/**
 * Corrects a wrong identity number. The former one is kept sealed, with why and by what evidence. A number that another
 * file holds is not taken from it: the two become a pair for an officer, and nothing else changes.
 * @throws notFound, staleVersion, documentNumberInvalid, particularsMissing, contradictsDocument, sameNumber
 */
export async function correctDocument(
  work: Work,
  id: string,
  body: BodyOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const { tx, actor, vault } = work
  const elder = await lockElder(tx, id)
  if (elder.version !== body.version) throw staleVersion()
  const read = readDocument(body.documentType, body.documentNumber)
  if ('reason' in read) throw withTexts(documentNumberInvalid, { reason: read.reason }, { at: '/documentNumber' })
  const birth = read.birth ?? body.birth ?? elder.birth
  const sex = read.sex ?? body.sex ?? elder.sex
  if (!birth || !sex) throw particularsMissing({ at: '/birth' })
  if (read.birth && body.birth && body.birth !== read.birth)
    throw contradictsDocument({ at: '/birth', values: { expected: read.birth } })
  const key = documentKey(body.documentType, read.number)
  await whileIndexesStand(tx)
  const indexes = indexesOfDocument(vault, key)
  const before = await readNumber(tx, elder)
  if (indexes.some((one) => before.document_number_index.equals(one))) throw sameNumber({ at: '/documentNumber' })

  const pair = await pairWithHolder(work, elder, indexes)
  if (pair) return { elder: await getElderFile(tx, id, actor.today), pair }

  await keepFormer(work, elder, before, body)
  await keepParticulars(
    work,
    elder,
    [
      { field: 'document', why: 'correction' },
      { field: 'birth', why: 'correction', next: birth },
      { field: 'sex', why: 'correction', next: sex },
    ],
    body.reason,
  )
  await freeNumber(work, elder, before.document_number_index)
  await tx
    .insertInto('identity_claim')
    .values(indexes.map((index) => ({ document_index: index, county: elder.county, elder_id: id })))
    .execute()
  await tellIndexChanges(work, indexKinds.documentNumber, [key])
  await tx
    .updateTable('elder')
    .set({
      document_type: body.documentType,
      document_number_sealed: await vault.seal(elder.county, labels.documentNumber(id), read.number),
      document_number_index: indexOfDocument(vault, key),
      document_number_masked: maskDocument(read.number),
      document_disputed: false,
      birth,
      sex,
      version: elder.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', elder.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'people.document-corrected', {
    ...lookAt(elder),
    detail: { reason: body.reason, evidence: body.evidence, before: before.document_number_masked },
  })
  await rememberLookalikes(work, elder, await readPerson(tx, elder.county, id))
  return { elder: await getElderFile(tx, id, actor.today), pair: null }
}

function readNumber(tx: Tx, { county, id }: ElderReference) {
  return tx
    .selectFrom('elder')
    .select([
      'document_type',
      'document_number_sealed',
      'document_number_index',
      'document_number_masked',
      'document_disputed',
    ])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** A number claimed by two people is a question for an officer, not the end of the road. */
async function pairWithHolder(work: Work, elder: ElderReference, indexes: readonly Buffer[]) {
  const { tx } = work
  const holder = await tx
    .selectFrom('identity_claim')
    .select(['county', 'elder_id'])
    .where('document_index', 'in', indexes)
    .executeTakeFirst()
  if (!holder || holder.elder_id === elder.id) return null
  await rememberPair(work, elder, {
    county: holder.county,
    elderId: holder.elder_id,
    score: 100,
    reasons: ['document'],
  })
  const [first, second] = [elder.id, holder.elder_id].sort()
  return tx
    .selectFrom('elder_pair')
    .select(['county', 'id'])
    .where('elder_id', '=', first ?? '')
    .where('other_id', '=', second ?? '')
    .executeTakeFirstOrThrow()
}

async function keepFormer(
  { tx, actor, vault }: Work,
  elder: ElderReference,
  before: Awaited<ReturnType<typeof readNumber>>,
  { reason, evidence }: { readonly reason: string; readonly evidence: string },
): Promise<void> {
  const id = newId(actor.now)
  const number = await vault.open(elder.county, labels.documentNumber(elder.id), before.document_number_sealed)
  await tx
    .insertInto('former_document')
    .values({
      county: elder.county,
      id,
      elder_id: elder.id,
      region: elder.region,
      document_type: before.document_type,
      number_sealed: await vault.seal(elder.county, labels.formerDocument(id), number),
      number_index: before.document_number_index,
      number_masked: before.document_number_masked,
      reason,
      evidence,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      recorded_by_name: actor.name,
    })
    .execute()
}

/** A number given up passes to the file that was waiting for it, where there is one in sight. */
async function freeNumber({ tx }: Work, elder: ElderReference, index: Buffer): Promise<void> {
  const { rows: freed } = await sql<{ document_index: Buffer }>`
    delete from identity_claim c where c.elder_id = ${elder.id} and c.document_index in (
      select ${index}::bytea union select old from blind_index_change where new = ${index}
      union select new from blind_index_change where old = ${index})
    returning document_index`.execute(tx)
  if (freed.length === 0) return
  const numbers = freed.map((row) => row.document_index)
  const waiting = await tx
    .selectFrom('elder')
    .select(['county', 'id'])
    .where('document_number_index', 'in', numbers)
    .where('document_disputed', '=', true)
    .where('id', '<>', elder.id)
    .orderBy('id')
    .executeTakeFirst()
  if (!waiting) return
  await tx
    .insertInto('identity_claim')
    .values(numbers.map((number) => ({ document_index: number, county: waiting.county, elder_id: waiting.id })))
    .execute()
  await tx
    .updateTable('elder')
    .set({ document_disputed: false })
    .where('county', '=', waiting.county)
    .where('id', '=', waiting.id)
    .execute()
}

/** @throws notFound */
export async function listFormerDocumentsOf(tx: Tx, id: string): Promise<ReplyOf<typeof listFormerDocuments>> {
  const elder = await getElderRow(tx, id)
  const rows = await tx
    .selectFrom('former_document')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', id)
    .orderBy('id', 'desc')
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      documentType: row.document_type as 'resident-identity',
      numberMasked: row.number_masked,
      reason: row.reason,
      evidence: row.evidence,
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by_name,
    })),
  }
}
