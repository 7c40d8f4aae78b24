import { notPayable } from '@yinian/core/benefits/problems.ts'
import type { downloadPaymentFile } from '@yinian/core/benefits/run-api.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import { watermarked } from '../documents/watermark.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { openExport } from '../privacy/index.ts'
import { nameRegions } from '../regions/index.ts'
import { openKeptPayee } from './payees.ts'
import { policyOf } from './run-queries.ts'
import type { RunPlace } from './run-record.ts'

const headers: readonly (Text & { readonly width: number; readonly mayCarryMark?: boolean })[] = [
  { zh: '序号', en: 'No.', width: 8 },
  { zh: '姓名', en: 'Name', width: 12 },
  { zh: '户名', en: 'Account name', width: 14 },
  { zh: '开户银行', en: 'Bank', width: 22 },
  { zh: '银行账号', en: 'Account number', width: 24 },
  { zh: '金额（元）', en: 'Amount (yuan)', width: 14 },
  { zh: '项目', en: 'Programme', width: 20 },
  { zh: '月份', en: 'Month', width: 10 },
  { zh: '所属乡镇（街道）、村（社区）', en: 'Division', width: 34, mayCarryMark: true },
  { zh: '发放编号', en: 'Payment number', width: 38 },
]

/** What the bank is given: the only place where accounts stand in clear, so every download is in the audit trail. */
export async function makePaymentFile(
  work: Work,
  place: RunPlace,
  { format, language = 'zh' }: QueryOf<typeof downloadPaymentFile>,
): Promise<Download> {
  const { tx } = work
  const run = await tx
    .selectFrom('benefit_run')
    .selectAll()
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  if (!run) throw notFound()
  if (run.state !== 'approved' && run.state !== 'paid') throw notPayable()
  const programme = policyOf(run).name[language]
  const county = (await nameRegions(tx, [run.region]))(run.region).name
  const name = `${county} ${programme} ${run.month}`
  const opened = await openExport(work, {
    region: run.region,
    kind: 'payment-file',
    purpose: name,
    rows: run.people,
    format,
    language,
  })
  await audit(work, 'benefits.payment-file-downloaded', {
    region: run.region,
    subjectType: 'benefit-run',
    subjectId: run.id,
    detail: { exportNumber: opened.number, format, people: run.people, fen: run.fen },
  })
  const sheet = {
    name: run.month,
    columns: headers.map((header) => ({
      header: header[language],
      width: header.width,
      mayCarryMark: header.mayCarryMark ?? false,
    })),
    rows: linesOf(work, run, programme),
  }
  return {
    fileName: `${name} ${opened.number}.${format}`,
    contentType: spreadsheetTypes[format],
    // A bank reads every row as a payment, so the notice stands in the properties and the file's name alone.
    content: writeSpreadsheet(format, watermarked(sheet, { ...opened, noticeRow: false })),
  }
}

interface FileRow {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly elder_name: string
  readonly elder_pinyin: string
  readonly fen: number
  readonly payee_sealed: Buffer
}

const page = 2_000

async function* linesOf(
  { tx, vault }: Work,
  run: RunPlace & { readonly month: string },
  programme: string,
): AsyncGenerator<readonly Cell[]> {
  let last: FileRow | undefined
  let number = 0
  while (true) {
    const after = last
      ? sql`and (region, elder_pinyin, id) > (${last.region}, ${last.elder_pinyin}, ${last.id}::uuid)`
      : sql``
    const { rows } = await sql<FileRow>`
      select county, id, region, elder_name, elder_pinyin, fen, payee_sealed from benefit_payment
      where county = ${run.county} and run_id = ${run.id} and state in ('approved', 'paid', 'returned') ${after}
      order by region, elder_pinyin, id limit ${page}`.execute(tx)
    const names = await nameRegions(
      tx,
      rows.map((row) => row.region),
    )
    for (const row of rows) {
      number += 1
      const payee = await openKeptPayee(vault, row)
      yield [
        number,
        row.elder_name,
        payee.accountName,
        payee.bank,
        payee.accountNumber.replaceAll(' ', ''),
        row.fen / 100,
        programme,
        run.month,
        names(row.region).path,
        row.id,
      ]
    }
    if (rows.length < page) return
    last = rows.at(-1)
  }
}
