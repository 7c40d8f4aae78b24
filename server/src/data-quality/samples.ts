import type {
  checkDataSample,
  drawDataSample,
  getDataSample,
  listDataSamples,
  QualitySample,
} from '@yinian/core/data-quality/api.ts'
import {
  nothingToSample,
  sampleSigned,
  sampleUnfinished,
  wrongFieldsMissing,
} from '@yinian/core/data-quality/problems.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { regionAsked } from './board.ts'

type Place = { readonly county: string; readonly id: string }

interface Held {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly state: 'drawn' | 'signed'
  readonly size: number
  readonly population: number
  readonly drawn_at: Date
  readonly drawn_by_name: string
  readonly signed_at: Date | null
  readonly signed_by_name: string | null
  readonly signed_correct: number | null
  readonly checked: number
  readonly correct: number
}

const held = sql`s.county, s.id, s.region, s.state, s.size, s.population, s.drawn_at, s.drawn_by_name, s.signed_at, s.signed_by_name,
  s.correct as signed_correct, count(i.result)::int as checked, (count(*) filter (where i.result = 'right'))::int as correct`

async function toSamples(tx: Tx, rows: readonly Held[]): Promise<QualitySample[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    state: row.state,
    size: row.size,
    population: row.population,
    checked: row.state === 'signed' ? row.size : row.checked,
    correct: row.signed_correct ?? row.correct,
    drawnAt: row.drawn_at.toISOString(),
    drawnBy: row.drawn_by_name,
    signedAt: row.signed_at?.toISOString() ?? null,
    signedBy: row.signed_by_name,
  }))
}

/** Samples of a division and of those below it, newest first. */
export async function listSamples(
  work: Work,
  query: QueryOf<typeof listDataSamples>,
): Promise<ReplyOf<typeof listDataSamples>> {
  const { from, to } = rangeOf(regionAsked(work, query.region))
  const { rows } = await sql<Held>`
    select ${held} from data_quality_sample s
    left join data_quality_sample_item i on i.county = s.county and i.sample_id = s.id
    where s.region between ${from} and ${to} group by s.county, s.id order by s.id desc limit 100`.execute(work.tx)
  return { rows: await toSamples(work.tx, rows) }
}

async function findSample(tx: Tx, { county, id }: Place): Promise<QualitySample> {
  const { rows } = await sql<Held>`
    select ${held} from data_quality_sample s
    left join data_quality_sample_item i on i.county = s.county and i.sample_id = s.id
    where s.county = ${county} and s.id = ${id} group by s.county, s.id`.execute(tx)
  const [sample] = await toSamples(tx, rows)
  if (!sample) throw notFound()
  return sample
}

/**
 * Draws files by chance among those registered in a division of one county. The seed is kept, so that the drawing can be
 * repeated over the same files. @throws notFound, nothingToSample
 */
export async function drawSample(work: Work, body: BodyOf<typeof drawDataSample>): Promise<QualitySample> {
  const { tx, actor } = work
  const { from, to } = rangeOf(body.region)
  const id = newId(actor.now)
  const county = body.region.slice(0, 6)
  const there = sql`county = ${county} and region between ${from} and ${to} and state = 'active' and in_scope(region)`
  const { rows: counted } = await sql<{
    total: number
  }>`select count(*)::int as total from elder where ${there}`.execute(tx)
  const population = counted[0]?.total ?? 0
  if (population === 0) throw nothingToSample({ at: '/region' })
  const { rows: drawn } = await sql<{ id: string; region: string }>`
    select id, region from elder where ${there} order by md5(${id} || id::text) limit ${body.size}`.execute(tx)
  await tx
    .insertInto('data_quality_sample')
    .values({
      county,
      id,
      region: body.region,
      seed: id,
      size: drawn.length,
      population,
      drawn_at: actor.now,
      drawn_by: actor.accountId,
      drawn_by_name: actor.name,
    })
    .execute()
  await tx
    .insertInto('data_quality_sample_item')
    .values(
      drawn.map((elder, position) => ({
        county,
        id: newId(actor.now),
        region: elder.region,
        sample_id: id,
        elder_id: elder.id,
        position,
      })),
    )
    .execute()
  await tell(work, 'data-quality.sample-drawn', { county, id, region: body.region }, { size: drawn.length, population })
  return findSample(tx, { county, id })
}

/** A sample with its files, as far as the reader may see them. @throws notFound */
export async function readSample(
  work: Work,
  place: ParamsOf<typeof getDataSample>,
): Promise<ReplyOf<typeof getDataSample>> {
  const { tx } = work
  const sample = await findSample(tx, place)
  const { rows } = await sql<{
    id: string
    elder_id: string
    name: string
    region: RegionCode
    result: 'right' | 'wrong' | null
    wrong: string[]
  }>`
    select i.id, i.elder_id, e.name, e.region, i.result, i.wrong from data_quality_sample_item i
    join elder e on e.county = i.county and e.id = i.elder_id
    where i.county = ${place.county} and i.sample_id = ${place.id} order by i.position`.execute(tx)
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return {
    sample,
    items: rows.map(({ id, elder_id, name, region, result, wrong }) => ({
      id,
      elderId: elder_id,
      name,
      regionPath: names(region).path,
      result,
      wrong,
    })),
  }
}

async function lockDrawn(tx: Tx, { county, id }: Place): Promise<{ county: string; id: string; region: RegionCode }> {
  const sample = await tx
    .selectFrom('data_quality_sample')
    .select(['county', 'id', 'region', 'state'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!sample) throw notFound()
  if (sample.state === 'signed') throw sampleSigned()
  return sample
}

/** @throws notFound, sampleSigned, wrongFieldsMissing */
export async function checkItem(
  work: Work,
  { itemId, ...place }: ParamsOf<typeof checkDataSample>,
  { result, wrong }: BodyOf<typeof checkDataSample>,
): Promise<QualitySample> {
  const { tx, actor } = work
  const sample = await lockDrawn(tx, place)
  if (result === 'wrong' && wrong.length === 0) throw wrongFieldsMissing({ at: '/wrong' })
  const changed = await tx
    .updateTable('data_quality_sample_item')
    .set({ result, wrong: result === 'wrong' ? wrong : [], checked_at: actor.now, checked_by: actor.accountId })
    .where('county', '=', sample.county)
    .where('sample_id', '=', sample.id)
    .where('id', '=', itemId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
  return findSample(tx, place)
}

/** @throws notFound, sampleSigned, sampleUnfinished */
export async function signSample(work: Work, place: Place): Promise<QualitySample> {
  const { tx, actor } = work
  const held = await lockDrawn(tx, place)
  const { size, checked, correct } = await findSample(tx, place)
  if (checked < size) throw sampleUnfinished({ values: { count: size - checked } })
  await tx
    .updateTable('data_quality_sample')
    .set({ state: 'signed', correct, signed_at: actor.now, signed_by: actor.accountId, signed_by_name: actor.name })
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .execute()
  await tell(work, 'data-quality.sample-signed', held, { size, correct })
  return findSample(tx, place)
}

function tell(
  work: Work,
  action: string,
  { id, region }: Place & { region: RegionCode },
  detail: Record<string, number>,
) {
  return audit(work, action, { region, subjectType: 'data-sample', subjectId: id, detail })
}
