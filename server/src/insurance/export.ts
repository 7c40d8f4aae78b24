import { scopeOf } from '@yinian/core/access/actor.ts'
import { ltci2021 } from '@yinian/core/assessments/instruments/ltci-2021/instrument.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import type { exportDisability } from '@yinian/core/insurance/api.ts'
import { nameOfGrade } from '@yinian/core/insurance/grading.ts'
import { disabilityStates } from '@yinian/core/insurance/procedure.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { isWithin, nation } from '@yinian/core/regions/code.ts'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { requireWithinCap } from '../lists/index.ts'
import { keepExported, openExport } from '../privacy/index.ts'
import { countCases, streamCases } from './list.ts'

const headers: readonly Text[] = [
  { zh: '编号', en: 'Number' },
  { zh: '姓名', en: 'Name' },
  { zh: '居住地', en: 'Residence' },
  { zh: '状态', en: 'State' },
  { zh: '申请日期', en: 'Applied' },
  { zh: '期限', en: 'Due' },
  { zh: '评估机构', en: 'Organisation' },
  { zh: '失能等级', en: 'Grade' },
  { zh: '评定日期', en: 'Decided' },
  { zh: '有效期至', en: 'Valid until' },
]

/** The list as filtered, for a stated purpose; whose rows left is recorded elder by elder. @throws exportTooLarge */
export async function exportCases(
  work: Work,
  { format, purpose, language = 'zh', ...filter }: QueryOf<typeof exportDisability>,
): Promise<Download> {
  const { tx, actor } = work
  const held = scopeOf(actor, 'insurance:review')?.regions ?? []
  const wanted = filter.region ?? held[0] ?? nation
  // What leaves is answered for where the reader may export, whatever was asked for.
  const region = held.some((one) => isWithin(wanted, one)) ? wanted : (held[0] ?? nation)
  const total = await countCases(tx, actor, filter)
  requireWithinCap(actor, { permission: 'insurance:review' }, total)
  const opened = await openExport(work, {
    region,
    kind: 'disability-assessments',
    purpose,
    rows: total,
    format,
    language,
  })
  await audit(work, 'insurance.exported', {
    region,
    subjectType: 'disability-assessment',
    purpose,
    detail: { exportNumber: opened.number, rows: total, filter },
  })
  const cells = async function* (): AsyncGenerator<Cell[]> {
    for await (const rows of streamCases(tx, actor, filter)) {
      const ids = rows.map(({ id }) => id)
      const elders = ids.length === 0 ? [] : await eldersOf(work, ids)
      await keepExported(work, opened, purpose, elders)
      for (const row of rows)
        yield [
          row.number,
          row.elderName ?? '',
          row.regionPath,
          disabilityStates[row.state][language],
          row.appliedOn,
          row.dueOn ?? '',
          row.organisationName ?? '',
          row.grade === null ? '' : gradeIn(row.grade, language),
          row.decidedOn ?? '',
          row.validUntil ?? '',
        ]
    }
  }
  const name: Text = { zh: '失能等级评估台账', en: 'Disability-grade assessments' }
  return {
    fileName: `${name[language]}-${actor.today}-${opened.number}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(
      format,
      watermarked(
        {
          name: `${name[language].slice(0, 16)} ${opened.number}`,
          columns: headers.map((header, at) => ({
            header: header[language],
            width: [30, 14, 44, 16, 12, 12, 28, 18, 12, 12][at] ?? 14,
            mayCarryMark: at === 2 || at === 3,
          })),
          rows: cells(),
        },
        opened,
      ),
    ),
  }
}

const gradeIn = (grade: number, language: Language): string => nameOfGrade(ltci2021, grade)[language]

async function eldersOf({ tx }: Work, ids: readonly string[]): Promise<{ id: string; region: string }[]> {
  const rows = await tx
    .selectFrom('disability_assessment')
    .select(['elder_id', 'region'])
    .where('id', 'in', ids)
    .execute()
  return [...new Map(rows.map((row) => [row.elder_id, { id: row.elder_id, region: row.region }])).values()]
}
