import { detailFor } from '@yinian/core/assessments/detail.ts'
import type { Answers, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { getRecord, InstrumentRecord } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Selectable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Vault } from '../../crypto/vault.ts'
import type { Tx } from '../../db/database.ts'
import type { InstrumentRecord as Row } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { findElder } from '../elder.ts'
import { instrumentOf } from '../instruments.ts'
import type { Place } from '../read.ts'

export type HeldRecord = Selectable<Row>

export interface Content {
  readonly answers: Answers
  readonly information: Information
}

export const contentLabel = (id: string): string => `instrument_record.content:${id}`

export function sealContent(vault: Vault, county: string, id: string, content: Content): Promise<Buffer> {
  return vault.seal(county, contentLabel(id), JSON.stringify(content))
}

/** A record with what was filled in; leaves a trace, because it is health data. @throws notFound */
export async function openRecord(work: Work, place: Place): Promise<ReplyOf<typeof getRecord>> {
  const { tx, actor, vault } = work
  const held = await findRecord(tx, place)
  // Below a county nobody is shown a form (B08).
  if (!held || detailFor(actor, held.region) !== 'form') throw notFound()
  const content = JSON.parse(await vault.open(held.county, contentLabel(held.id), held.content_sealed)) as Content
  await audit(work, 'assessments.record-looked', aboutRecord(held))
  return {
    ...(await describeRecord(tx, held)),
    elderName: (await findElder(tx, held.elder_id))?.name ?? null,
    answers: { ...content.answers },
    information: { ...content.information } as ReplyOf<typeof getRecord>['information'],
  }
}

export function findRecord(tx: Tx, { county, id }: Place): Promise<HeldRecord | undefined> {
  return tx
    .selectFrom('instrument_record')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function describeRecord(tx: Tx, held: HeldRecord): Promise<InstrumentRecord> {
  return toRecord(held, await instrumentOf(tx, held.instrument_id, held.instrument_version))
}

export function toRecord(held: HeldRecord, instrument: Instrument): InstrumentRecord {
  const level = instrument.levels.find((one) => one.level === held.level)
  return {
    county: held.county,
    id: held.id,
    elderId: held.elder_id,
    kind: held.kind as InstrumentRecord['kind'],
    instrumentId: held.instrument_id,
    instrumentVersion: held.instrument_version,
    instrumentName: { ...instrument.name },
    assessedOn: held.assessed_on,
    validUntil: held.valid_until,
    level: held.level,
    levelName: level ? { ...level.alias } : null,
    total: held.total,
    advice: held.advice.flatMap((id) => {
      const advice = instrument.advice?.find((one) => one.id === id)
      return advice ? [{ id, text: { ...advice.text } }] : []
    }),
    organisationName: held.organisation_name,
    issuedIn: held.issued_in,
    paperNumber: held.paper_number,
    origin: held.origin as InstrumentRecord['origin'],
    documentId: held.document_id,
    notOfficial: instrument.notOfficial ? { ...instrument.notOfficial } : null,
    unverified: instrument.unverified.map((text) => ({ ...text })),
    recordedAt: held.recorded_at.toISOString(),
    recordedBy: held.recorded_by_name,
    voided: held.void_reason,
  }
}

export function aboutRecord(held: Pick<HeldRecord, 'id' | 'region' | 'elder_id'>) {
  return { region: held.region, subjectType: 'assessment-record', subjectId: held.id, elderId: held.elder_id }
}
