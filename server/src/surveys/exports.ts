import { scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { isWithin, nation, rangeOf } from '@yinian/core/regions/code.ts'
import type { exportRespondents, exportSurveyReport } from '@yinian/core/surveys/api.ts'
import { type RespondentState, respondentStates } from '@yinian/core/surveys/campaigns.ts'
import { ageOn } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { requireWithinCap } from '../lists/index.ts'
import { keepExported, openExport } from '../privacy/index.ts'
import { nameRegions } from '../regions/index.ts'
import { getHead, type Place } from './campaign-queries.ts'
import { readReport } from './report.ts'

/** The report as it may leave: figures below five are hidden. Nobody is named in it. @throws notFound */
export async function exportReportOf(
  work: Work,
  place: Place,
  { region, language = 'zh' }: QueryOf<typeof exportSurveyReport>,
): Promise<Download> {
  const report = await readReport(work, place, { ...(region ? { region } : {}), open: true })
  const hidden = language === 'zh' ? '少于 5' : 'fewer than 5'
  const cell = (count: number | null): Cell => count ?? hidden
  const rows: Cell[][] = [
    ...report.questions.flatMap((question) =>
      question.options.map((option): Cell[] => [
        report.regionPath,
        question.label[language],
        option.text[language],
        cell(option.count),
      ]),
    ),
    ...report.divisions.flatMap((division) =>
      division.needs.map((need): Cell[] => [
        division.name,
        language === 'zh' ? '需要的服务' : 'Services needed',
        need.name[language],
        cell(need.count),
      ]),
    ),
  ]
  const headers = language === 'zh' ? ['区划', '问题', '回答', '人数'] : ['Division', 'Question', 'Answer', 'People']
  return {
    fileName: `${report.title}-${work.actor.today}.xlsx`,
    contentType: spreadsheetTypes.xlsx,
    content: writeSpreadsheet('xlsx', {
      name: language === 'zh' ? '摸底调查' : 'Survey',
      columns: headers.map((header, at) => ({ header, width: [28, 32, 36, 12][at] ?? 14 })),
      rows,
    }),
  }
}

const pageSize = 2000

/** The list of a survey with how far each is, for a stated purpose; who was on it is recorded elder by elder. @throws notFound, exportTooLarge */
export async function exportRespondentsOf(
  work: Work,
  place: Place,
  { region: asked, purpose, language = 'zh' }: QueryOf<typeof exportRespondents>,
): Promise<Download> {
  const { tx, actor } = work
  const head = await getHead(tx, place)
  const held = scopeOf(actor, 'people:export')?.regions ?? []
  const wanted = asked ?? head.region ?? held[0] ?? nation
  // What leaves is answered for where the reader may export, whatever was asked for.
  const region = held.some((one) => isWithin(wanted, one)) ? wanted : (held[0] ?? nation)
  const { from, to } = rangeOf(wanted)
  const within = () =>
    tx
      .selectFrom('survey_respondent as r')
      .innerJoin('elder as e', (join) => join.onRef('e.county', '=', 'r.county').onRef('e.id', '=', 'r.elder_id'))
      .where('r.campaign_id', '=', place.id)
      .where('r.region', '>=', from)
      .where('r.region', '<=', to)
  const { total } = await within()
    .select((all) => all.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  requireWithinCap(actor, { permission: 'people:export' }, Number(total))
  const opened = await openExport(work, {
    region,
    kind: 'survey-list',
    purpose,
    rows: Number(total),
    format: 'xlsx',
    language,
  })
  await audit(work, 'surveys.exported', {
    region,
    subjectType: 'survey-campaign',
    subjectId: place.id,
    purpose,
    detail: { exportNumber: opened.number, rows: Number(total) },
  })
  const rows = async function* (): AsyncGenerator<Cell[]> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const page = await within()
        .select([
          'r.id',
          'e.id as elder_id',
          'e.name',
          'e.sex',
          'e.birth',
          'r.region',
          'r.state',
          'r.answered_on',
          'r.tries',
        ])
        .where('r.id', '>', after)
        .orderBy('r.id')
        .limit(pageSize)
        .execute()
      const names = await nameRegions(
        tx,
        page.map((row) => row.region),
      )
      await keepExported(
        work,
        opened,
        purpose,
        page.map((row) => ({ id: row.elder_id, region: row.region })),
      )
      for (const row of page)
        yield [
          row.name,
          ageOn(row.birth, actor.today),
          names(row.region).path,
          respondentStates[row.state as RespondentState][language],
          row.tries,
          row.answered_on ?? '',
        ]
      const last = page.at(-1)
      if (!last || page.length < pageSize) return
      after = last.id
    }
  }
  const headers =
    language === 'zh'
      ? ['姓名', '年龄', '居住地', '结果', '上门次数', '日期']
      : ['Name', 'Age', 'Lives in', 'Outcome', 'Visits', 'Day']
  const sheet = {
    name: `${language === 'zh' ? '调查名单' : 'Survey'} ${opened.number}`,
    columns: headers.map((header, at) => ({
      header,
      width: [14, 8, 44, 14, 10, 14][at] ?? 14,
      mayCarryMark: at === 2 || at === 3,
    })),
    rows: rows(),
  }
  return {
    fileName: `${head.title}-${actor.today}-${opened.number}.xlsx`,
    contentType: spreadsheetTypes.xlsx,
    content: writeSpreadsheet('xlsx', watermarked(sheet, opened)),
  }
}
