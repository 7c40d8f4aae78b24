import type { Channel } from '@yinian/core/family/channels.ts'
import { whatCounts } from '@yinian/core/family/looks.ts'
import type { Look, LooksPage } from '@yinian/core/family/own-api.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import { audit } from '../access/index.ts'
import { type Content, makePdf } from '../documents/pdf.ts'
import type { Ground } from '../http/ground.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { withEyesOf } from './as-person.ts'
import { type NamesAt, nobody, readLooks } from './read-looks.ts'

const looksOnSheet = 120

const words = {
  title: { zh: '谁看过我的资料', en: 'Who looked at my file' },
  of: { zh: '老人', en: 'Elder' },
  printed: { zh: '打印日期', en: 'Printed on' },
  none: { zh: '到打印时为止，没有人看过。', en: 'Nobody has looked until now.' },
  more: {
    zh: '更早的还有，需要的话请工作人员继续查。',
    en: 'There are earlier ones; an officer can look them up for you.',
  },
  ask: {
    zh: '有不明白的，可以问：在窗口、打电话或在网上都行，三十天内会答复您。',
    en: 'If there is something you do not understand, ask: at the counter, by telephone or online. You are answered within thirty days.',
  },
} as const satisfies Record<string, Text>

/** The looks in large print, for whoever has them read at the counter or at home. @throws notFound */
export async function printLooksOf(
  work: Work,
  ground: Ground,
  namesAt: NamesAt,
  asked: { readonly id: string; readonly language: Language; readonly channel: Channel },
): Promise<Download> {
  const { language } = asked
  const { looks, name } = await withEyesOf(ground, work, asked.id, async (tx, elder, file) => {
    await audit(work, 'family.sheet-printed', {
      region: file.region,
      subjectType: 'elder',
      subjectId: file.id,
      elderId: file.id,
      detail: { channel: asked.channel },
    })
    return {
      looks: await readLooks(tx, { elder, readerId: nobody, namesAt }, undefined, looksOnSheet),
      name: elder.name,
    }
  })
  return {
    fileName: `${words.title[language]}-${work.actor.today}.pdf`,
    contentType: 'application/pdf',
    content: await makePdf(
      {
        info: { title: words.title[language], creator: '颐年 Yinian' },
        footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 12 }),
        content: sheet(looks, { name, today: work.actor.today }, language),
      },
      work.actor.now,
    ),
  }
}

function sheet(looks: LooksPage, { name, today }: { name: string; today: string }, language: Language): Content[] {
  const say = (text: Text): string => text[language]
  const since = writeDay(looks.since, language)
  const content: Content[] = [
    { text: say(words.title), fontSize: 26, bold: true, margin: [0, 0, 0, 10] },
    { text: `${say(words.of)}  ${name}`, fontSize: 20 },
    { text: `${say(words.printed)}  ${writeDay(today, language)}`, fontSize: 18, margin: [0, 0, 0, 14] },
    ...countsFrom(looks, since).map((text): Content => ({ text: say(text), fontSize: 16, margin: [0, 0, 0, 6] })),
  ]
  if (looks.rows.length === 0) content.push({ text: say(words.none), fontSize: 20, margin: [0, 14, 0, 0] })
  for (const [day, those] of byDay(looks.rows)) {
    content.push({ text: writeDay(day, language), fontSize: 20, bold: true, margin: [0, 14, 0, 4] })
    content.push({ ul: those.map(({ said }) => said[language]), fontSize: 18, lineHeight: 1.5 })
  }
  if (looks.next !== null) content.push({ text: say(words.more), fontSize: 18, margin: [0, 14, 0, 0] })
  content.push({ text: say(words.ask), fontSize: 18, margin: [0, 18, 0, 0] })
  return content
}

function countsFrom({ listsSince }: LooksPage, since: string): Text[] {
  const lists = listsSince
    ? [
        {
          zh: `导出到名单里的，从${writeDay(listsSince, 'zh')}起逐人记录。`,
          en: `Lists that were taken out are recorded person by person since ${writeDay(listsSince, 'en')}.`,
        },
      ]
    : []
  return [
    { zh: `从${since}建档起记录。`, en: `Recorded since the file was begun on ${since}.` },
    ...whatCounts,
    ...lists,
  ]
}

function byDay(rows: readonly Look[]): Map<string, Look[]> {
  return Map.groupBy(rows, ({ at }) => dayAt(new Date(at)))
}
