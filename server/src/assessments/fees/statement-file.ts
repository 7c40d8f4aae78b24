import { deductionReasons, statementStates } from '@yinian/core/assessments/fees.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { formatYuan } from '@yinian/core/ledger/money.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import { audit } from '../../access/index.ts'
import { makePdf } from '../../documents/pdf.ts'
import { type Cell, spreadsheetTypes, writeXlsx } from '../../documents/spreadsheet.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import type { Place } from '../read.ts'
import { readStatement } from './statements.ts'

const words = {
  title: { zh: '能力评估费结算单', en: 'Statement of assessment fees' },
  organisation: { zh: '评估机构', en: 'Organisation' },
  month: { zh: '结算月份', en: 'Month' },
  state: { zh: '状态', en: 'State' },
  number: { zh: '评估编号', en: 'Number' },
  confirmedOn: { zh: '确认日期', en: 'Confirmed' },
  fee: { zh: '单价（元）', en: 'Fee (yuan)' },
  deduction: { zh: '扣减（元）', en: 'Deduction (yuan)' },
  due: { zh: '应付（元）', en: 'Due (yuan)' },
  because: { zh: '说明', en: 'Because' },
  sum: { zh: '合计', en: 'Sum' },
  signatures: {
    zh: '编制：{drafted}　机构：{answered}　审批：{approved}',
    en: 'Drafted: {drafted}   Organisation: {answered}   Approved: {approved}',
  },
} as const satisfies Record<string, Text>

/** The statement to print or to work with; its sums are those that are booked. @throws notFound */
export async function statementAsFile(
  work: Work,
  place: Place,
  format: 'xlsx' | 'pdf',
  language: Language,
): Promise<Download> {
  const statement = await readStatement(work, place)
  const say = (text: Text) => text[language]
  const yuan = (fen: number) => formatYuan(fen).replace(' 元', '')
  const headers = [words.number, words.confirmedOn, words.fee, words.deduction, words.due, words.because].map(say)
  const lines = statement.rows.map((row) => [
    row.number,
    writeDay(row.confirmedOn, language),
    yuan(row.feeFen),
    yuan(row.deductionFen),
    yuan(row.feeFen - row.deductionFen),
    say(deductionReasons[row.because]),
  ])
  const sum = [say(words.sum), '', yuan(statement.feeFen), yuan(statement.deductionFen), yuan(statement.dueFen), '']
  const fileName = `${say(words.title)}-${statement.organisationName}-${statement.month}.${format}`
  await audit(work, 'assessments.statement-downloaded', {
    region: `${statement.county}000000`,
    subjectType: 'fee-statement',
    subjectId: statement.id,
    detail: { format },
  })
  if (format === 'xlsx') {
    const rows: Cell[][] = [...lines, sum]
    return {
      fileName,
      contentType: spreadsheetTypes.xlsx,
      content: writeXlsx({ name: statement.month, columns: headers.map((header) => ({ header, width: 22 })), rows }),
    }
  }
  const signed = say(words.signatures)
    .replace('{drafted}', statement.draftedBy)
    .replace('{answered}', statement.answeredBy ?? '')
    .replace('{approved}', statement.approvedBy ?? '')
  const content = await makePdf(
    {
      content: [
        { text: say(words.title), fontSize: 16, bold: true, margin: [0, 0, 0, 8] },
        { text: `${say(words.organisation)}：${statement.organisationName}` },
        {
          text: `${say(words.month)}：${statement.month}　${say(words.state)}：${say(statementStates[statement.state])}`,
          margin: [0, 0, 0, 10],
        },
        {
          table: { headerRows: 1, widths: ['*', 80, 60, 60, 60, 90], body: [headers, ...lines, sum] },
          layout: 'lightHorizontalLines',
          fontSize: 9,
        },
        { text: signed, margin: [0, 14, 0, 0] },
      ],
    },
    work.actor.now,
  )
  return { fileName, contentType: 'application/pdf', content }
}
