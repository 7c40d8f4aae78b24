import type { Text } from '@yinian/core/language/text.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { whileIndexesStand } from '../../crypto/index-change.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { ElderReference } from '../elder-file.ts'
import { labels } from '../sealed-elder.ts'
import type { Counted, FileOf, Moving } from './carry-over.ts'
import type { HeldTransfer } from './read-transfer.ts'

/** Opens every sealed value under one county's key and seals it under the other's. */
function resealer({ vault }: Work, from: FileOf, to: FileOf) {
  return async (label: (id: string) => string, fromId: string, toId: string, sealed: Buffer | null) =>
    sealed === null ? null : vault.seal(to.county, label(toId), await vault.open(from.county, label(fromId), sealed))
}

/** The elder's row in the receiving county. The claim of their number passes to it in the same transaction. */
export async function copyElder(work: Work, from: ElderReference, transfer: HeldTransfer): Promise<FileOf> {
  const { tx, actor } = work
  const held = await tx
    .selectFrom('elder')
    .selectAll()
    .where('county', '=', from.county)
    .where('id', '=', from.id)
    .executeTakeFirstOrThrow()
  const to: FileOf = { county: countyOf(transfer.to_region), id: newId(actor.now), region: transfer.to_region }
  const reseal = resealer(work, from, to)
  const { given_name: _given, document_number_end: _end, is_special: _special, ...kept } = held
  const number = await reseal(labels.documentNumber, from.id, to.id, held.document_number_sealed)
  if (number === null) throw new Error('A file without a number cannot move.')
  await tx
    .insertInto('elder')
    .values({
      ...kept,
      ...to,
      registered_region: transfer.registered_region ?? held.registered_region,
      document_number_sealed: number,
      phone_sealed: await reseal(labels.phone, from.id, to.id, held.phone_sealed),
      // the former address is no longer where they live; what was of the former village stays there
      address_sealed: null,
      address_masked: null,
      longitude: null,
      latitude: null,
      payee_sealed: await reseal(labels.payee, from.id, to.id, held.payee_sealed),
      served_by: [],
      categories: [],
      special_difficulty: '[]',
      came_on: transfer.moved_on,
      moved_on: null,
      registered_at: actor.now,
      updated_at: actor.now,
      version: 1,
    })
    .execute()
  await whileIndexesStand(tx)
  await sql`update identity_claim set county = ${to.county}, elder_id = ${to.id}
    where county = ${from.county} and elder_id = ${from.id}`.execute(tx)
  return to
}

type Move = Pick<Moving, 'movedOn' | 'source'>
type BecomesThere = ReadonlyMap<string, string>

/** Circumstances, people around, former numbers, documents, consents and residences. */
export async function carryAround(
  work: Work,
  from: FileOf,
  to: FileOf,
  move: Move,
): Promise<{ readonly counts: Counted[]; readonly relatives: BecomesThere; readonly consents: BecomesThere }> {
  const relatives = await carryRelatives(work, from, to)
  const consents = await carryConsents(work, from, to)
  const counts: [Text, number][] = [
    [{ zh: '情形', en: 'Circumstances' }, await carryCircumstances(work, from, to, move)],
    [{ zh: '身边的人', en: 'People around' }, relatives.size],
    [{ zh: '原登记号', en: 'Former numbers' }, await carryNumbers(work, from, to)],
    [{ zh: '更正前的证件', en: 'Former documents' }, await carryDocuments(work, from, to)],
    [{ zh: '基本信息的历史值', en: 'Former particulars' }, await carryParticulars(work, from, to, move)],
    [{ zh: '同意记录', en: 'Consents' }, consents.size],
  ]
  await carryResidences(work, from, to, move)
  return {
    counts: counts.filter(([, count]) => count > 0).map(([name, count]) => ({ name, count })),
    relatives,
    consents,
  }
}

/** All of them, those of the past too: rules and counts about earlier months ask the present file. */
async function carryCircumstances({ tx, actor }: Work, from: FileOf, to: FileOf, { source }: Move): Promise<number> {
  const rows = await tx
    .selectFrom('elder_circumstance')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .where(sql<boolean>`valid_to is distinct from valid_from`)
    .orderBy('id')
    .execute()
  for (const row of rows)
    await tx
      .insertInto('elder_circumstance')
      .values({
        ...row,
        detail: JSON.stringify(row.detail),
        // this county knows of it from now on
        former: '[]',
        county: to.county,
        id: newId(actor.now),
        elder_id: to.id,
        region: to.region,
        source: `${source}：${row.source}`,
        recorded_at: actor.now,
        recorded_by: actor.accountId,
        recorded_by_name: actor.name,
      })
      .execute()
  return rows.length
}

async function carryRelatives(work: Work, from: FileOf, to: FileOf): Promise<BecomesThere> {
  const { tx, actor } = work
  const reseal = resealer(work, from, to)
  const rows = await tx
    .selectFrom('related_person')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .where('valid_to', 'is', null)
    .orderBy('id')
    .execute()
  const there = new Map<string, string>()
  for (const row of rows) {
    const id = newId(actor.now)
    there.set(row.id, id)
    await tx
      .insertInto('related_person')
      .values({
        ...row,
        county: to.county,
        id,
        elder_id: to.id,
        region: to.region,
        phone_sealed: await reseal(labels.relatedPersonPhone, row.id, id, row.phone_sealed),
        former: '[]',
        recorded_at: actor.now,
        recorded_by: actor.accountId,
      })
      .execute()
  }
  return there
}

async function carryNumbers({ tx, actor }: Work, from: FileOf, to: FileOf): Promise<number> {
  const rows = await tx
    .selectFrom('former_number')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .execute()
  for (const row of rows)
    await tx
      .insertInto('former_number')
      .values({ ...row, county: to.county, id: newId(actor.now), elder_id: to.id, region: to.region })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return rows.length
}

async function carryDocuments(work: Work, from: FileOf, to: FileOf): Promise<number> {
  const { tx, actor } = work
  const reseal = resealer(work, from, to)
  const rows = await tx
    .selectFrom('former_document')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .execute()
  for (const row of rows) {
    const id = newId(actor.now)
    const number = await reseal(labels.formerDocument, row.id, id, row.number_sealed)
    if (number === null) continue
    await tx
      .insertInto('former_document')
      .values({ ...row, county: to.county, id, elder_id: to.id, region: to.region, number_sealed: number })
      .execute()
  }
  return rows.length
}

/** What particulars said before; the address of the former county ends with the move. */
async function carryParticulars(work: Work, from: FileOf, to: FileOf, { movedOn }: Move): Promise<number> {
  const { tx, actor } = work
  const reseal = resealer(work, from, to)
  const rows = await tx
    .selectFrom('elder_former_particular')
    .selectAll()
    .where('county', '=', from.county)
    .where('of_file', '=', from.id)
    .orderBy('id')
    .execute()
  for (const row of rows)
    await tx
      .insertInto('elder_former_particular')
      .values({
        ...row,
        county: to.county,
        id: newId(actor.now),
        elder_id: to.id,
        of_file: to.id,
        region: to.region,
        value_sealed: await reseal((id) => labels.formerParticular(row.field, id), from.id, to.id, row.value_sealed),
      })
      .execute()
  await keepAddressLeft(work, from, to, movedOn)
  return rows.length
}

async function keepAddressLeft(work: Work, from: FileOf, to: FileOf, movedOn: string): Promise<void> {
  const { tx, actor } = work
  const left = await tx
    .selectFrom('elder')
    .select(['address_masked', 'address_sealed'])
    .where('county', '=', from.county)
    .where('id', '=', from.id)
    .executeTakeFirstOrThrow()
  if (left.address_sealed === null) return
  await tx
    .insertInto('elder_former_particular')
    .values({
      county: to.county,
      id: newId(actor.now),
      elder_id: to.id,
      of_file: to.id,
      region: to.region,
      field: 'address',
      value: left.address_masked,
      value_sealed: await resealer(work, from, to)(labels.address, from.id, to.id, left.address_sealed),
      why: 'change',
      next_from: movedOn,
      known_until: actor.now,
      changed_by: actor.accountId,
      changed_by_name: actor.name,
    })
    .execute()
}

/** What somebody agreed to holds wherever they live, until they withdraw it. */
async function carryConsents({ tx, actor }: Work, from: FileOf, to: FileOf): Promise<BecomesThere> {
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .where('withdrawn_on', 'is', null)
    .orderBy('id')
    .execute()
  const there = new Map<string, string>()
  for (const row of rows) {
    const id = newId(actor.now)
    there.set(row.id, id)
    await tx
      .insertInto('consent')
      .values({
        ...row,
        wording: JSON.stringify(row.wording),
        county: to.county,
        id,
        elder_id: to.id,
        region: to.region,
      })
      .execute()
  }
  return there
}

/** Where they lived before, and the place they have just left. */
async function carryResidences({ tx, actor }: Work, from: FileOf, to: FileOf, { movedOn }: Move): Promise<void> {
  const rows = await tx
    .selectFrom('former_residence')
    .selectAll()
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .orderBy('valid_to')
    .orderBy('id')
    .execute()
  const left = await tx
    .selectFrom('elder')
    .select(['region', 'registered_region'])
    .where('county', '=', from.county)
    .where('id', '=', from.id)
    .executeTakeFirstOrThrow()
  const here = { county: to.county, elder_id: to.id, region: to.region }
  const written = { recorded_at: actor.now, recorded_by: actor.accountId }
  for (const row of rows)
    await tx
      .insertInto('former_residence')
      .values({ ...row, ...here, id: newId(actor.now), former: JSON.stringify(row.former) })
      .execute()
  await tx
    .insertInto('former_residence')
    .values({
      ...here,
      ...written,
      id: newId(actor.now),
      former_region: left.region,
      former_registered_region: left.registered_region,
      valid_from: rows.at(-1)?.valid_to ?? null,
      valid_to: movedOn,
    })
    .execute()
}
