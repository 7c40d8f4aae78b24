import { scopeOf } from '@yinian/core/access/actor.ts'
import { fieldsOf, type Instrument, type InstrumentKind, itemsOf } from '@yinian/core/assessments/instrument.ts'
import type {
  checkInstrument,
  decideInstrument,
  InstrumentProposal,
  listInstrumentProposals,
} from '@yinian/core/assessments/instrument-api.ts'
import { compareInstruments, type Difference } from '@yinian/core/assessments/instrument-difference.ts'
import { readInstrumentFile } from '@yinian/core/assessments/instrument-schema.ts'
import { findInstrument } from '@yinian/core/assessments/instruments.ts'
import {
  instrumentUnreadable,
  instrumentVersionTaken,
  secondPersonNeeded,
  stepNotPossible,
} from '@yinian/core/assessments/problems.ts'
import { validateInstrument } from '@yinian/core/assessments/validate-instrument.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { countyOf, isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Selectable, sql } from 'kysely'
import { parse } from 'yaml'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { InstrumentVersion } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { UploadedFile } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { instrumentInForce } from './instruments.ts'

type Fault = { readonly at: string; readonly message: Text }

const unreadable: Text = { zh: '不是 YAML 或 JSON 文件', en: 'Neither YAML nor JSON' }

/** What a file holds, or what is wrong with it: its shape first, then whether it holds together. */
function readFile(file: UploadedFile | undefined): { instrument?: Instrument; faults: readonly Fault[] } {
  if (!file) throw badRequest({ at: '/file' })
  let content: unknown
  try {
    // Aliases could make a small file grow without end.
    content = parse(file.content.toString('utf8'), { maxAliasCount: 0 })
  } catch {
    return { faults: [{ at: '/', message: unreadable }] }
  }
  const read = readInstrumentFile(content)
  if ('faults' in read) return { faults: read.faults }
  return { instrument: read.instrument, faults: validateInstrument(read.instrument) }
}

/** A dry run: faults, and what would differ from the version in force. Nothing is kept. */
export async function checkInstrumentFile(
  work: Work,
  region: RegionCode,
  file: UploadedFile | undefined,
): Promise<ReplyOf<typeof checkInstrument>> {
  requireInReach(work, region)
  const { instrument, faults } = readFile(file)
  const compared = instrument ? await compareWithForce(work, instrument, region) : { against: null, differences: [] }
  return {
    faults: faults.map(({ at, message }) => ({ at, message: { ...message } })),
    found: instrument
      ? {
          instrumentId: instrument.id,
          version: instrument.version,
          name: { ...instrument.name },
          items: itemsOf(instrument).length,
          fields: fieldsOf(instrument).length,
          levels: instrument.levels.length,
        }
      : null,
    against: compared.against,
    differences: compared.differences.map((one) => ({ ...one })),
  }
}

async function compareWithForce({ tx, actor }: Work, instrument: Instrument, region: RegionCode) {
  const known = findInstrument(instrument.id) ?? (await anyLoaded(tx, instrument.id))
  if (!known) return { against: null, differences: compareInstruments({ ...empty, id: instrument.id }, instrument) }
  const before = await instrumentInForce(tx, instrument.id, region, actor.today).catch(() => known)
  return { against: before.version, differences: compareInstruments(before, instrument) }
}

const empty = { indicators: [], levels: [], changes: [], forms: [], reasons: [] } as unknown as Instrument

async function anyLoaded(tx: Tx, id: string): Promise<Instrument | undefined> {
  const row = await tx
    .selectFrom('instrument_version')
    .select('content')
    .where('instrument_id', '=', id)
    .where('state', '=', 'in-force')
    .executeTakeFirst()
  return row?.content as Instrument | undefined
}

/** @throws notFound, instrumentUnreadable, instrumentVersionTaken */
export async function proposeInstrumentFile(
  work: Work,
  region: RegionCode,
  file: UploadedFile | undefined,
): Promise<InstrumentProposal> {
  const { tx, actor } = work
  requireInReach(work, region)
  const { instrument, faults } = readFile(file)
  if (!instrument || faults.length > 0) throw instrumentUnreadable({ faults: [...faults] })
  if (findInstrument(instrument.id, instrument.version)) throw instrumentVersionTaken()
  // A version means one text everywhere: results name nothing else.
  const taken = await tx
    .selectFrom('instrument_version')
    .select('id')
    .where('instrument_id', '=', instrument.id)
    .where('version', '=', instrument.version)
    .where('state', '<>', 'refused')
    .executeTakeFirst()
  if (taken) throw instrumentVersionTaken()
  const compared = await compareWithForce(work, instrument, region)
  const id = newId(actor.now)
  await tx
    .insertInto('instrument_version')
    .values({
      county: countyOf(region),
      id,
      region,
      instrument_id: instrument.id,
      version: instrument.version,
      kind: instrument.kind,
      content: JSON.stringify(instrument),
      difference: JSON.stringify(compared),
      proposed_at: actor.now,
      proposed_by: actor.accountId,
      proposed_by_name: actor.name,
    })
    .execute()
  await audit(work, 'assessments.instrument-proposed', {
    region,
    subjectType: 'instrument',
    subjectId: id,
    detail: { instrument: `${instrument.id} ${instrument.version}` },
  })
  return proposalById(work, countyOf(region), id)
}

/** @throws notFound, secondPersonNeeded, stepNotPossible */
export async function decideProposal(
  work: Work,
  { county, id }: { county: string; id: string },
  { decision, reason }: BodyOf<typeof decideInstrument>,
): Promise<InstrumentProposal> {
  const { tx, actor } = work
  const held = await tx
    .selectFrom('instrument_version')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .where(sql<boolean>`in_scope(region)`)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.state !== 'proposed') throw stepNotPossible()
  if (held.proposed_by === actor.accountId) throw secondPersonNeeded()
  await tx
    .updateTable('instrument_version')
    .set({
      state: decision === 'approve' ? 'in-force' : 'refused',
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      reason,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await audit(work, decision === 'approve' ? 'assessments.instrument-approved' : 'assessments.instrument-refused', {
    region: held.region,
    subjectType: 'instrument',
    subjectId: id,
    detail: { instrument: `${held.instrument_id} ${held.version}`, reason },
  })
  return proposalById(work, county, id)
}

/** Those the reader decides over, the newest first. */
export async function listProposals({ tx, actor }: Work): Promise<ReplyOf<typeof listInstrumentProposals>> {
  const rows = await tx
    .selectFrom('instrument_version')
    .selectAll()
    .where(sql<boolean>`in_scope(region)`)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return { rows: rows.map((row) => toProposal(row, actor.accountId)) }
}

async function proposalById({ tx, actor }: Work, county: string, id: string): Promise<InstrumentProposal> {
  const row = await tx
    .selectFrom('instrument_version')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return toProposal(row, actor.accountId)
}

function toProposal(row: Selectable<InstrumentVersion>, reader: string): InstrumentProposal {
  const content = row.content as unknown as Instrument
  const difference = row.difference as unknown as { against: string | null; differences: Difference[] }
  return {
    county: row.county,
    id: row.id,
    region: row.region,
    instrumentId: row.instrument_id,
    version: row.version,
    kind: row.kind as InstrumentKind,
    name: { ...content.name },
    against: difference.against,
    differences: difference.differences,
    state: row.state as InstrumentProposal['state'],
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: row.proposed_by_name,
    mine: row.proposed_by === reader,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    reason: row.reason,
  }
}

function requireInReach({ actor }: Work, region: RegionCode): void {
  const scope = scopeOf(actor, 'instruments:manage')
  if (!scope?.regions.some((held) => isWithin(region, held))) throw notFound({ at: '/region' })
}
