import type {
  confirmQualityCase,
  exportQualityCases,
  listQualityCases,
  QualityCase,
} from '@yinian/core/data-quality/api.ts'
import { findQualityRule, type QualityRule } from '@yinian/core/data-quality/rules.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { levelOf, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { lockElder } from '../people/index.ts'
import { keepExported, openExport } from '../privacy/index.ts'
import { nameRegions } from '../regions/index.ts'
import { regionAsked } from './board.ts'
import { conditionsOf, tableOf } from './rule-conditions.ts'

interface Found {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly name: string
}

/** The records behind a number, as they stand now. */
function casesOf({ actor }: Work, rule: QualityRule, region: RegionCode): RawBuilder<Found> {
  const { table, where, name } = tableOf[rule.subject]
  const wide = ['nation', 'province', 'city'].includes(levelOf(region))
  const conditions = conditionsOf[rule.id]?.({ today: actor.today, ...(wide ? {} : { county: region.slice(0, 6) }) })
  if (!conditions) throw notFound()
  const { from, to } = rangeOf(region)
  const here = wide ? sql`` : sql`s.county = ${region.slice(0, 6)} and`
  const unconfirmed =
    rule.subject === 'elder'
      ? sql`and not exists (select from data_quality_confirmation c where c.county = s.county and c.rule = ${rule.id} and c.elder_id = s.id)`
      : sql``
  return sql<Found>`select s.county, s.id, s.region, ${sql.raw(name)} as name from ${sql.table(table)} s
    where ${here} s.region between ${from} and ${to} and ${sql.raw(where)}
      and (${conditions.applies}) and (${conditions.faulty}) ${unconfirmed}`
}

function getRule(id: string): QualityRule {
  const rule = findQualityRule(id)
  if (!rule) throw notFound({ at: '/rule' })
  return rule
}

/** @throws notFound */
export async function listCases(
  work: Work,
  query: QueryOf<typeof listQualityCases>,
): Promise<ReplyOf<typeof listQualityCases>> {
  const rule = getRule(query.rule)
  const cases = casesOf(work, rule, regionAsked(work, query.region))
  const limit = query.limit ?? 50
  const [region = '', id = ''] = query.after?.split('.') ?? []
  const further =
    /^\d{12}$/.test(region) && /^[0-9a-f-]{36}$/.test(id) ? sql`where (region, id) > (${region}, ${id}::uuid)` : sql``
  const { rows: found } =
    await sql<Found>`with cases as (${cases}) select * from cases ${further} order by region, id limit ${limit + 1}`.execute(
      work.tx,
    )
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from (${cases}) cases`.execute(
    work.tx,
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await toCases(work, rule, page),
    next: found.length > limit && last ? `${last.region}.${last.id}` : null,
    total: counted[0]?.total ?? 0,
  }
}

async function toCases({ tx }: Work, rule: QualityRule, found: readonly Found[]): Promise<QualityCase[]> {
  const names = await nameRegions(
    tx,
    found.map(({ region }) => region),
  )
  const links = {
    elder: ({ id }: Found) => `/people/${id}`,
    assessment: ({ county, id }: Found) => `/assessments/${county}/${id}`,
    organisation: ({ county, id }: Found) => `/organisations/${county}/${id}`,
    assessor: ({ county, id }: Found) => `/assessors/${county}/${id}`,
  }
  return found.map((one) => ({
    ...one,
    rule: rule.id,
    regionPath: names(one.region).path,
    link: links[rule.subject](one),
    confirmable: rule.doubt,
  }))
}

const rowsAtMost = 20_000

/** The list as a file with a number, for whoever works it off away from the screen. */
export async function exportCases(work: Work, query: QueryOf<typeof exportQualityCases>): Promise<Download> {
  const { format = 'xlsx', language = 'zh' } = query
  const rule = getRule(query.rule)
  const region = regionAsked(work, query.region, 'people:export')
  const cases = casesOf(work, rule, region)
  const { rows } =
    await sql<Found>`with cases as (${cases}) select * from cases order by region, id limit ${rowsAtMost}`.execute(
      work.tx,
    )
  const purpose = language === 'zh' ? `数据质量：${rule.name.zh}` : `Quality of data: ${rule.name.en}`
  const opened = await openExport(work, { region, kind: 'data-quality', purpose, rows: rows.length, format, language })
  if (rule.subject === 'elder') await keepExported(work, opened, purpose, rows)
  await audit(work, 'data-quality.exported', {
    region,
    subjectType: 'data-quality',
    purpose,
    detail: { exportNumber: opened.number, rule: rule.id, rows: rows.length },
  })
  const shown = await toCases(work, rule, rows)
  const header = { zh: ['名称', '所在区划', '问题', '处理'], en: ['Name', 'Division', 'Fault', 'What to do'] }[language]
  const sheet = {
    name: `${language === 'zh' ? '质量问题' : 'Cases'} ${opened.number}`,
    columns: header.map((one, index) => ({
      header: one,
      width: [14, 44, 34, 40][index] ?? 14,
      mayCarryMark: index > 0,
    })),
    rows: shown.map((one): Cell[] => [one.name, one.regionPath, rule.name[language], rule.remedy[language]]),
  }
  return {
    fileName: `${language === 'zh' ? '质量问题' : 'quality-cases'}-${work.actor.today}-${opened.number}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, watermarked(sheet, opened)),
  }
}

/** Says that a record a rule doubts is right; it is not counted again. @throws notFound */
export async function confirmCase(
  work: Work,
  { rule: id, elderId, reason }: BodyOf<typeof confirmQualityCase>,
): Promise<{ confirmed: boolean }> {
  const { tx, actor } = work
  const rule = getRule(id)
  if (!rule.doubt) throw notFound({ at: '/rule' })
  const elder = await lockElder(tx, elderId)
  await tx
    .insertInto('data_quality_confirmation')
    .values({
      county: elder.county,
      id: newId(actor.now),
      region: elder.region,
      rule: rule.id,
      elder_id: elder.id,
      reason,
      confirmed_at: actor.now,
      confirmed_by: actor.accountId,
      confirmed_by_name: actor.name,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'rule', 'elder_id'])
        .doUpdateSet({ reason, confirmed_at: actor.now, confirmed_by: actor.accountId, confirmed_by_name: actor.name }),
    )
    .execute()
  await audit(work, 'data-quality.confirmed', {
    region: elder.region,
    subjectType: 'elder',
    subjectId: elder.id,
    elderId: elder.id,
    detail: { rule: rule.id, reason },
  })
  return { confirmed: true }
}
