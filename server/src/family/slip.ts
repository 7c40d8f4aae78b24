import { accessEnded } from '@yinian/core/family/problems.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import { type ActivationCode, renewActivation } from '../access/index.ts'
import { type Content, makePdf } from '../documents/pdf.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { lockElder } from '../people/index.ts'
import { requireConsent } from '../privacy/index.ts'
import { getAccess } from './person-access.ts'

const words = {
  title: { zh: '颐年 · 账号纸条', en: 'Yinian · your account' },
  holder: { zh: '使用人', en: 'For' },
  account: { zh: '账号', en: 'Account' },
  code: { zh: '激活码', en: 'Code' },
  until: { zh: '激活码有效到', en: 'The code works until' },
  steps: { zh: '怎么用', en: 'How to begin' },
  keep: {
    zh: '激活码只能用一次。不要告诉别人，工作人员不会打电话问您要。纸条丢了，请到窗口重新打印，旧的马上作废。',
    en: 'The code works once. Tell it to nobody; no officer will ever ask you for it. If this slip is lost, have a new one printed; the old one stops working at once.',
  },
  help: {
    zh: '不会用手机也没关系：到村（居）委会、乡镇（街道）窗口，或打电话，工作人员照样为您查、为您办。',
    en: 'You do not need a telephone for any of this: at the counter of your village or town, or by calling, an officer looks it up and files it for you.',
  },
} as const satisfies Record<string, Text>

const steps: readonly Text[] = [
  {
    zh: '在手机浏览器里打开本地养老服务网站，网址后面加 /family',
    en: 'Open the address of the care service in your telephone’s browser, followed by /family',
  },
  { zh: '点“第一次用，我有激活码”', en: 'Press “First time, I have a code”' },
  {
    zh: '输入上面的账号和激活码，再给自己定一个密码（至少 8 位）',
    en: 'Enter the account and the code above, and choose a password of at least 8 characters',
  },
]

/**
 * A slip to hand over, in large print, with a new one-time code: it is written nowhere else.
 * @throws notFound, accessEnded, consentMissing
 */
export async function printSlip(
  work: Work,
  { id, accessId }: { id: string; accessId: string },
  language: Language,
): Promise<Download> {
  const { holder, ...code } = await renewCode(work, { id, accessId })
  return {
    fileName: `${words.title[language].replaceAll(' · ', '-')}-${code.accountName}.pdf`,
    contentType: 'application/pdf',
    content: await makePdf(
      { info: { title: words.title[language], creator: '颐年 Yinian' }, content: slip(holder, code, language) },
      work.actor.now,
    ),
  }
}

/**
 * A new one-time code for whoever may see the file now.
 * @throws notFound, accessEnded, consentMissing
 */
export async function renewCode(
  work: Work,
  { id, accessId }: { id: string; accessId: string },
): Promise<ActivationCode & { readonly holder: string }> {
  const elder = await lockElder(work.tx, id)
  const access = await getAccess(work, elder, accessId)
  if (access.state !== 'open') throw accessEnded()
  const { account_id: accountId } = await work.tx
    .selectFrom('elder_access')
    .select('account_id')
    .where('county', '=', elder.county)
    .where('id', '=', accessId)
    .executeTakeFirstOrThrow()
  if (access.standsAs === 'relative') await requireConsent(work, elder, 'relative-access', accountId)
  return { ...(await renewActivation(work, accountId)), holder: access.holderName }
}

function slip(holder: string, { accountName, code, endsAt }: ActivationCode, language: Language): Content[] {
  const say = (text: Text): string => text[language]
  const line = (label: Text, value: string, size: number): Content => ({
    columns: [
      { width: 150, text: say(label), fontSize: 18, margin: [0, (size - 18) / 2, 0, 0] },
      { width: '*', text: value, fontSize: size, bold: true },
    ],
    margin: [0, 0, 0, 10],
  })
  const grouped = `${accountName.slice(0, 4)} ${accountName.slice(4)}`
  return [
    { text: say(words.title), fontSize: 26, bold: true, margin: [0, 0, 0, 24] },
    line(words.holder, holder, 26),
    line(words.account, grouped, 34),
    line(words.code, code, 34),
    line(words.until, writeDay(dayAt(endsAt), language), 22),
    { text: say(words.steps), fontSize: 22, bold: true, margin: [0, 20, 0, 8] },
    { ol: steps.map(say), fontSize: 18, lineHeight: 1.5, margin: [0, 0, 0, 16] },
    { text: say(words.keep), fontSize: 18, lineHeight: 1.5, margin: [0, 0, 0, 12] },
    { text: say(words.help), fontSize: 18, lineHeight: 1.5 },
  ]
}
