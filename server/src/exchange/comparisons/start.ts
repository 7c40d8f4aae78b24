import { isAllowed } from '@yinian/core/access/actor.ts'
import type {
  Comparison,
  compareFile,
  moveComparison as moveEndpoint,
  startComparison as startEndpoint,
} from '@yinian/core/exchange/finding-api.ts'
import { alreadyRunning, fileMissing, notOn, otherState, purposeNotAgreed } from '@yinian/core/exchange/problems.ts'
import { type ComparisonState, comparisonStates, nextComparisonState } from '@yinian/core/exchange/states.ts'
import type { BodyOf, QueryOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { isWithin, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { countEldersIn, getElderRow } from '../../people/index.ts'
import { type ConnectorRow, getConnectorRow, isInUse, type Place } from '../connectors/read-connector.ts'
import { rowsOfList } from './list-rows.ts'
import { comparisonLabel, findComparison, readComparison } from './read-comparison.ts'

export const compareQueue = 'exchange.compare'
export type ComparisonJob = Place

/** @throws notFound, notOn, purposeNotAgreed, alreadyRunning, fileMissing */
export async function startComparisonOf(work: Work, wanted: BodyOf<typeof startEndpoint>): Promise<Comparison> {
  const connector = await usableConnector(work, wanted.connector, wanted)
  if (connector.transport !== 'http') throw fileMissing()
  if (wanted.elderId === undefined) {
    const total = await countEldersIn(work.tx, regionCode(wanted.county))
    return begin(work, connector, { ...wanted, total })
  }
  const elder = await getElderRow(work.tx, wanted.elderId)
  if (elder.county !== wanted.county || !elder.responsible) throw notFound({ at: '/elderId' })
  return begin(work, connector, { ...wanted, elderId: elder.id, total: 1 })
}

/** @throws notFound, notOn, purposeNotAgreed, alreadyRunning, fileUnusable */
export async function compareFileOf(
  work: Work,
  query: QueryOf<typeof compareFile>,
  file: UploadedFile | undefined,
): Promise<Comparison> {
  if (!file) throw badRequest({ at: '/file' })
  const connector = await usableConnector(work, { county: query.connectorCounty, id: query.connectorId }, query)
  if (connector.transport !== 'file') throw notOn()
  let total = 0
  for await (const _row of rowsOfList(file.content, connector)) total += 1
  return begin(work, connector, { ...query, total, file })
}

/** @throws notFound, otherState, notOn, alreadyRunning */
export async function moveComparisonOf(
  work: Work,
  place: Place,
  { move }: BodyOf<typeof moveEndpoint>,
): Promise<Comparison> {
  const { tx, actor } = work
  const row = await findComparison(tx, place, true)
  if (!row) throw notFound()
  const state = nextComparisonState(row.state as ComparisonState, move)
  if (state === undefined) throw withTexts(otherState, { state: comparisonStates[row.state as ComparisonState] })
  if (move === 'take-up') {
    const connector = await getConnectorRow(tx, { county: row.connector_county, id: row.connector_id })
    if (!isInUse(connector, actor.today)) throw notOn()
    await requireNoneRunning(work, row.county, row.connector_id)
    await work.jobs.send(tx, compareQueue, { county: row.county, id: row.id } satisfies ComparisonJob)
  }
  await tx
    .updateTable('exchange_comparison')
    .set({
      state,
      fault: null,
      finished_at: move === 'stop' ? actor.now : null,
      // Whoever takes it up answers for what is asked from here on.
      ...(move === 'take-up' ? { asked_by: actor.accountId, asked_by_name: actor.name } : {}),
    })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  await audit(work, move === 'stop' ? 'exchange.comparison-stopped' : 'exchange.comparison-taken-up', {
    region: row.region,
    subjectType: 'comparison',
    subjectId: row.id,
    detail: { connector: row.connector_name },
  })
  return readComparison(tx, place)
}

async function usableConnector(
  work: Work,
  place: Place,
  { county, purpose }: { readonly county: string; readonly purpose: string },
): Promise<ConnectorRow> {
  const { tx, actor } = work
  const region = regionCode(county)
  const mine = actor.grants.some(
    (grant) => grant.permissions.has('exchange:compare') && grant.region !== null && isWithin(region, grant.region),
  )
  if (!mine || !isAllowed(actor, 'exchange:compare')) throw notFound({ at: '/county' })
  const connector = await getConnectorRow(tx, place)
  if (!isInUse(connector, actor.today) || !isWithin(region, connector.region)) throw notOn()
  if (!connector.purposes.includes(purpose)) throw purposeNotAgreed({ at: '/purpose' })
  return connector
}

interface Begun {
  readonly county: string
  readonly purpose: string
  readonly elderId?: string | undefined
  readonly total: number
  readonly file?: UploadedFile
}

async function begin(work: Work, connector: ConnectorRow, wanted: Begun): Promise<Comparison> {
  const { tx, actor, vault } = work
  const { county } = wanted
  const region: RegionCode = regionCode(county)
  if (wanted.elderId === undefined) await requireNoneRunning(work, county, connector.id)
  const id = newId(actor.now)
  const sealed = wanted.file && (await vault.seal(county, comparisonLabel(id), wanted.file.content.toString('base64')))
  await tx
    .insertInto('exchange_comparison')
    .values({
      county,
      id,
      region,
      connector_county: connector.county,
      connector_id: connector.id,
      connector_name: connector.name,
      kind: connector.kind,
      purpose: wanted.purpose,
      elder_id: wanted.elderId ?? null,
      file_name: wanted.file?.name.slice(-120) ?? null,
      file_sealed: sealed ?? null,
      total: wanted.total,
      asked_at: actor.now,
      asked_by: actor.accountId,
      asked_by_name: actor.name,
    })
    .execute()
  await audit(work, 'exchange.comparison-started', {
    region,
    subjectType: 'comparison',
    subjectId: id,
    purpose: wanted.purpose,
    detail: { connector: connector.name, people: wanted.total },
  })
  await work.jobs.send(tx, compareQueue, { county, id } satisfies ComparisonJob)
  return readComparison(tx, { county, id })
}

/** @throws alreadyRunning */
async function requireNoneRunning({ tx }: Work, county: string, connectorId: string): Promise<void> {
  const running = await tx
    .selectFrom('exchange_comparison')
    .select('id')
    .where('county', '=', county)
    .where('connector_id', '=', connectorId)
    .where('elder_id', 'is', null)
    .where(sql<boolean>`state in ('waiting', 'running', 'paused')`)
    .executeTakeFirst()
  if (running) throw alreadyRunning()
}
