import { notPayable } from '@yinian/core/benefits/problems.ts'
import type { downloadPaymentFile } from '@yinian/core/benefits/run-api.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { type Cell, spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import type { Download } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { openKeptPayee } from './payees.ts'
import { policyOf } from './run-queries.ts'
import type { RunPlace } from './run-record.ts'

const headers: readonly (Text & { readonly width: number })[] = [
  { zh: '序号', en: 'No.', width: 8 },
  { zh: '姓名', en: 'Name', width: 12 },
  { zh: '户名', en: 'Account name', width: 14 },
  { zh: '开户银行', en: 'Bank', width: 22 },
  { zh: '银行账号', en: 'Account number', width: 24 },
  { zh: '金额（元）', en: 'Amount (yuan)', width: 14 },
  { zh: '项目', en: 'Programme', width: 20 },
  { zh: '月份', en: 'Month', width: 10 },
  { zh: '所属乡镇（街道）、村（社区）', en: 'Division', width: 34 },
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
  await audit(work, 'benefits.payment-file-downloaded', {
    region: run.region,
    subjectType: 'benefit-run',
    subjectId: run.id,
    detail: { format, people: run.people, fen: run.fen },
  })
  const programme = policyOf(run).name[language]
  const county = (await nameRegions(tx, [run.region]))(run.region).name
  const name = `${county} ${programme} ${run.month}`
  return {
    fileName: `${name}.${format}`,
    contentType: spreadsheetTypes[format],
    content: writeSpreadsheet(format, {
      name: run.month,
      columns: headers.map((header) => ({ header: header[language], width: header.width })),
      rows: linesOf(work, run, programme),
    }),
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
