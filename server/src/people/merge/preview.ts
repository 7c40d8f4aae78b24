import type { Text } from '@yinian/core/language/text.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import type { MergePreview, Overpayment } from '@yinian/core/people/merge-api.ts'
import {
  clashingKinds,
  type MergedPeriod,
  type MergeField,
  mergeFields,
  sameRelatives,
} from '@yinian/core/people/merging.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions, type RegionName } from '../../regions/index.ts'
import { getElderFile } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { clashesIn, comparePair, type HeldElder, obstaclesOf } from './compare.ts'
import { elderRecords, type MergePair, movingRecords } from './records.ts'

/** What a merge would decide, move and bring to light. Nothing changes. @throws notFound, pairElsewhere */
export async function readPreview(
  work: Work,
  { survivor: survivorId, merged: mergedId }: { readonly survivor: string; readonly merged: string },
): Promise<MergePreview> {
  const { tx, actor } = work
  const compared = await comparePair(work, survivorId, mergedId)
  const { survivor, merged, pair } = compared
  for (const elder of [survivor, merged]) await audit(work, 'people.pair-looked', lookAt(elder))
  const names = await nameRegions(
    tx,
    [survivor, merged].flatMap((one) => [one.region, one.registered_region]),
  )
  const joined = sameRelatives(compared.relatives.survivor, compared.relatives.merged)
  return {
    survivor: await getElderFile(tx, survivorId, actor.today),
    merged: await getElderFile(tx, mergedId, actor.today),
    clashes: clashesIn(compared).map((field) => ({
      field,
      name: { ...mergeFields[field] },
      survivor: shown(survivor, field, names),
      merged: shown(merged, field, names),
    })),
    circumstances: clashingKinds(compared.periods.survivor, compared.periods.merged).map((kind) => ({
      kind,
      name: { ...(findCircumstanceKind(kind)?.name ?? { zh: kind, en: kind }) },
      survivor: periodsOf(kind, compared.periods.survivor),
      merged: periodsOf(kind, compared.periods.merged),
    })),
    relatives: joined.map(({ kept }) => {
      const person = compared.relatives.survivor.find(({ id }) => id === kept)
      return { name: person?.name ?? '', relation: person?.relation ?? '' }
    }),
    holdings: await holdingsOf(tx, pair),
    overpayments: await overpaymentsOf(tx, pair),
    level: { level: compared.level.level, validUntil: compared.level.validUntil, from: compared.level.side },
    obstacles: (await obstaclesOf(tx, compared)).map((one) => ({ ...one })),
  }
}

function shown(elder: HeldElder, field: MergeField, names: (code: string) => RegionName): Text {
  if (field === 'document') {
    const birth = dayText(elder.birth)
    return {
      zh: `${elder.document_number_masked} · ${birth.zh}`,
      en: `${elder.document_number_masked} · ${birth.en}`,
    }
  }
  const said = saidOf(elder, field, names)
  return { zh: said, en: said }
}

function saidOf(elder: HeldElder, field: Exclude<MergeField, 'document'>, names: (code: string) => RegionName): string {
  switch (field) {
    case 'name':
      return elder.name
    case 'ethnicity':
      return elder.ethnicity
    case 'phone':
      return elder.phone_masked ?? ''
    case 'address':
      return elder.address_masked ?? ''
    case 'payee':
      return elder.payee_masked ?? ''
    case 'residence':
      return names(elder.region).path
    case 'registration':
      return names(elder.registered_region).path
  }
}

function periodsOf(kind: string, periods: readonly MergedPeriod[]): Text[] {
  return periods
    .filter((one) => one.kind === kind && one.to !== one.from)
    .map(({ value, from, to }) => {
      const name = findCircumstanceKind(kind)?.values[value]?.name ?? { zh: value, en: value }
      const [begun, ended] = [dayText(from), to === null ? { zh: '今', en: 'now' } : dayText(to)]
      return { zh: `${name.zh}（${begun.zh} 至 ${ended.zh}）`, en: `${name.en} (${begun.en} to ${ended.en})` }
    })
}

async function holdingsOf(tx: Tx, pair: MergePair): Promise<MergePreview['holdings']> {
  const counted: RawBuilder<unknown>[] = movingRecords().map(
    ({ relation }) =>
      sql`select ${sql.lit(relation)} as relation, count(*)::int as count from ${sql.table(relation)} where elder_id = ${pair.mergedId}`,
  )
  const { rows } = await sql<{ relation: string; count: number }>`${sql.join(counted, sql` union all `)}`.execute(tx)
  return rows
    .filter(({ count }) => count > 0)
    .map(({ relation, count }) => ({ relation, count, name: nameOf(relation) }))
}

const nameOf = (relation: string): Text => ({
  ...(elderRecords().find((one) => one.relation === relation)?.name ?? { zh: relation, en: relation }),
})

export async function overpaymentsOf(tx: Tx, pair: MergePair): Promise<Overpayment[]> {
  const found: Overpayment[] = []
  for (const { overpayments } of elderRecords()) found.push(...((await overpayments?.(tx, pair)) ?? []))
  return found
}
