import { type HeldAssessment, type HeldKind, notAgain } from '@yinian/core/assessments/crosswalk.ts'
import { detailFor } from '@yinian/core/assessments/detail.ts'
import { type FindingKindId, findingKinds } from '@yinian/core/assessments/joint.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import type { getCrosswalk } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, getElderRow, listCircumstancesOf } from '../../people/index.ts'
import { instrumentOf } from '../instruments.ts'
import { openFinding } from '../joint/findings.ts'
import type { Place } from '../read.ts'
import { toRecord } from './read.ts'

type Reply = ReplyOf<typeof getCrosswalk>
type Held = HeldAssessment & { readonly link: string | null }

/** Everything that was assessed of an elder by whomever, side by side (B12). @throws notFound */
export async function crosswalkOf(work: Work, { county, id }: Place): Promise<Reply> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, id)
  if (elder.county !== county || !elder.responsible) throw notFound()
  const detail = detailFor(actor, elder.region)
  const records = await recordsOf(work, elder)
  const findings = detail === 'form' ? await findingsOf(work, elder) : []
  const held = [
    ...(await resultsOf(work, elder)),
    ...records.map(({ held: one }) => one),
    ...(await certificatesOf(work, elder)),
    ...findings,
  ]
  if (findings.length > 0)
    await audit(work, 'assessments.findings-looked', {
      region: elder.region,
      subjectType: 'elder',
      subjectId: elder.id,
      elderId: elder.id,
    })
  return {
    detail,
    rows: held.map(({ result, note, ...one }) => ({
      ...one,
      result: { ...result },
      note: note ? { ...note } : null,
      on: detail === 'level' ? null : one.on,
      validUntil: detail === 'level' ? null : one.validUntil,
      source: detail === 'level' ? '' : one.source,
      link: detail === 'form' ? one.link : null,
    })),
    notAgain: detail === 'level' ? [] : notAgain(held, actor.today, dayText).map((text) => ({ ...text })),
    advice: newestAdvice(records),
  }
}

async function resultsOf({ tx }: Work, elder: ElderReference): Promise<Held[]> {
  const rows = await tx
    .selectFrom('assessment')
    .select([
      'id',
      'instrument_id',
      'instrument_version',
      'final_level',
      'confirmed_on',
      'valid_until',
      'organisation_name',
    ])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('state', 'in', resultStates)
    .orderBy('confirmed_on', 'desc')
    .execute()
  const held: Held[] = []
  for (const row of rows) {
    const instrument = await instrumentOf(tx, row.instrument_id, row.instrument_version)
    held.push({
      kind: 'ability',
      result: instrument.levels.find(({ level }) => level === row.final_level)?.alias ?? unknown,
      on: row.confirmed_on,
      validUntil: row.valid_until,
      source: row.organisation_name ?? '',
      note: null,
      link: `/assessments/${elder.county}/${row.id}`,
    })
  }
  return held
}

const unknown: Text = { zh: '不分等级', en: 'Not graded' }

async function recordsOf({ tx }: Work, elder: ElderReference) {
  const rows = await tx
    .selectFrom('instrument_record')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('voided_at', 'is', null)
    .orderBy('assessed_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const found: { record: ReturnType<typeof toRecord>; held: Held }[] = []
  for (const row of rows) {
    const record = toRecord(row, await instrumentOf(tx, row.instrument_id, row.instrument_version))
    const place = [record.organisationName, record.issuedIn].filter((part) => part !== '').join(' · ')
    found.push({
      record,
      held: {
        kind: record.kind as HeldKind,
        result: record.levelName ?? unknown,
        on: record.assessedOn,
        validUntil: record.validUntil,
        source: place === '' ? record.recordedBy : place,
        note: record.kind === 'recognised' ? null : record.notOfficial,
        link: `/assessments/records/${elder.county}/${row.id}`,
      },
    })
  }
  return found
}

/** The newest needs and the newest family record speak; older ones have been replaced. */
function newestAdvice(records: Awaited<ReturnType<typeof recordsOf>>): Text[] {
  const kinds = ['needs', 'family-capacity', 'screen'] as const
  const texts = kinds.flatMap((kind) => records.find(({ record }) => record.kind === kind)?.record.advice ?? [])
  return [...new Map(texts.map(({ text }) => [text.zh, { ...text }])).values()]
}

/** Certificates and grades of other departments that the file holds as circumstances. */
async function certificatesOf({ tx, actor }: Work, elder: ElderReference): Promise<Held[]> {
  const kinds: Readonly<Record<string, HeldKind>> = {
    disability: 'disability-certificate',
    'disability-grade': 'disability-certificate',
    'tekun-self-care': 'self-care',
  }
  const periods = await listCircumstancesOf(tx, elder, Object.keys(kinds), actor.today)
  return periods.flatMap(({ kind, value, from, to, source }) => {
    const name = findCircumstanceKind(kind)?.values[value]?.name
    const known = kinds[kind]
    if (!name || !known) return []
    return [{ kind: known, result: name, on: from, validUntil: to, source, note: null, link: null }]
  })
}

async function findingsOf(work: Work, elder: ElderReference): Promise<Held[]> {
  const rows = await work.tx
    .selectFrom('health_finding')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('found_on', 'desc')
    .limit(40)
    .execute()
  const held: Held[] = []
  for (const row of rows) {
    const { name, unit } = findingKinds[row.kind as FindingKindId]
    const value = await openFinding(work.vault, row)
    held.push({
      kind: 'health-check',
      result: { zh: `${name.zh}：${value}${unit.zh}`, en: `${name.en}: ${value} ${unit.en}`.trim() },
      on: row.found_on,
      validUntil: null,
      source: row.source,
      note: null,
      link: null,
    })
  }
  return held
}
