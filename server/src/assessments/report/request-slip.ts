import { canObject, canWithdraw, sayAssessment } from '@yinian/core/assessments/plain-words.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import { audit } from '../../access/index.ts'
import { type Content, makePdf } from '../../documents/pdf.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import { findElder } from '../elder.ts'
import { subjectOf } from '../looks.ts'
import { namedNow, type Place } from '../read.ts'
import { toldColumns, toTold } from '../told.ts'

const words = {
  title: { zh: '能力评估告知单', en: 'Your ability assessment' },
  of: { zh: '老人', en: 'Elder' },
  number: { zh: '评估编号', en: 'Number' },
  asked: { zh: '申请日期', en: 'Asked for on' },
  printed: { zh: '打印日期', en: 'Printed on' },
  stands: { zh: '办到哪一步', en: 'Where it stands' },
  can: { zh: '您可以', en: 'What you can do' },
  withdraw: {
    zh: '现在还没有定评估员，不想评估了，可以撤回：到窗口、打电话或在网上都行。',
    en: 'Nobody has been named yet. You can withdraw it: at the counter, by telephone or online.',
  },
  object: {
    zh: '觉得结果不对，在有效期内可以提出异议：到窗口、打电话或在网上都行。',
    en: 'If you think the result is wrong, you can object while it is valid: at the counter, by telephone or online.',
  },
  help: {
    zh: '有不明白的，到村（居）委会、乡镇（街道）窗口问，或打窗口的电话。请带上这张单子。',
    en: 'If there is something you do not understand, ask at the counter of your village or town, or call it. Bring this sheet.',
  },
} as const satisfies Record<string, Text>

/** Where an assessment stands, in large print, for whoever has no telephone to look it up on. @throws notFound */
export async function printRequestSlipOf(work: Work, { county, id }: Place, language: Language): Promise<Download> {
  const { tx, actor } = work
  const row = await tx
    .selectFrom('assessment')
    .select(toldColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  const elder = row && (await findElder(tx, row.elder_id))
  if (!row || !elder) throw notFound()
  const names = (await namedNow(tx, row)).map((one) => one.assessor_name)
  const told = await toTold(tx, row, names)
  await audit(work, 'assessments.slip-printed', subjectOf(row))
  const say = (text: Text): string => text[language]
  const line = (label: Text, value: string): Content => ({
    columns: [
      { width: 130, text: say(label), fontSize: 18 },
      { width: '*', text: value, fontSize: 20, bold: true },
    ],
    margin: [0, 0, 0, 8],
  })
  const head = (text: Text): Content => ({ text: say(text), fontSize: 22, bold: true, margin: [0, 16, 0, 8] })
  const can = [...(canWithdraw(told) ? [words.withdraw] : []), ...(canObject(told, actor.today) ? [words.object] : [])]
  const content: Content[] = [
    { text: say(words.title), fontSize: 26, bold: true, margin: [0, 0, 0, 18] },
    line(words.of, elder.name),
    line(words.number, row.number),
    line(words.asked, writeDay(told.askedOn, language)),
    line(words.printed, writeDay(actor.today, language)),
    head(words.stands),
    ...sayAssessment(told, actor.today).map(
      (text): Content => ({ text: say(text), fontSize: 20, lineHeight: 1.4, margin: [0, 0, 0, 8] }),
    ),
    ...(can.length > 0 ? [head(words.can), { ul: can.map(say), fontSize: 18, lineHeight: 1.5 } satisfies Content] : []),
    { text: say(words.help), fontSize: 18, lineHeight: 1.5, margin: [0, 20, 0, 0] },
  ]
  return {
    fileName: `${say(words.title)}-${row.number}.pdf`,
    contentType: 'application/pdf',
    content: await makePdf({ info: { title: say(words.title), creator: '颐年 Yinian' }, content }, actor.now),
  }
}
