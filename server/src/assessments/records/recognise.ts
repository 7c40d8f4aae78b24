import { elderNotActive, periodWrong } from '@yinian/core/assessments/problems.ts'
import type { InstrumentRecord, recogniseResult } from '@yinian/core/assessments/record-api.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { newId } from '../../db/ids.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow, setAbility } from '../../people/index.ts'
import { instrumentInForce } from '../instruments.ts'
import { keepDocument } from './documents.ts'
import { describeRecord, findRecord } from './read.ts'
import { writeRecord } from './record.ts'

/**
 * Takes over a result by GB/T 42195-2022 that was given outside the platform, with the paper that proves it (B06). From
 * then on it is the elder's level like any other, unless a later one is in force.
 * @throws notFound, elderNotActive, periodWrong, dayNotPast, documentWrong, recordedAlready
 */
export async function recognise(
  work: Work,
  input: QueryOf<typeof recogniseResult>,
  file: UploadedFile | undefined,
): Promise<InstrumentRecord> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, input.elderId)
  if (elder.county !== input.county || !elder.responsible) throw notFound({ at: '/elderId' })
  if (elder.state !== 'active') throw elderNotActive({ at: '/elderId' })
  if (!isDay(input.validUntil) || input.validUntil < input.confirmedOn) throw periodWrong({ at: '/validUntil' })
  const instrument = await instrumentInForce(tx, 'gbt-42195', elder.region, actor.today)
  const id = newId(actor.now)
  const documentId = await keepDocument(work, file, {
    county: elder.county,
    region: elder.region,
    subject: 'recognition',
    subjectId: id,
  })
  await writeRecord(work, {
    elder,
    instrument,
    assessedOn: input.confirmedOn,
    content: { answers: {}, information: {} },
    organisationName: input.organisationName,
    paperNumber: input.paperNumber,
    origin: 'recognition',
    recognised: { level: input.level, validUntil: input.validUntil, issuedIn: input.issuedIn, documentId, id },
  })
  const later = await tx
    .selectFrom('assessment')
    .select('id')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('confirmed_on', '>=', input.confirmedOn)
    .executeTakeFirst()
  if (!later)
    await setAbility(work, elder.id, { level: input.level, validUntil: input.validUntil, source: input.paperNumber })
  const held = await findRecord(tx, { county: elder.county, id })
  if (!held) throw notFound()
  return describeRecord(tx, held)
}
