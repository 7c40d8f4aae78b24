import { notFound } from '@yinian/core/http/problems.ts'
import type { Language, Text } from '@yinian/core/language/text.ts'
import { noConsentNeeded } from '@yinian/core/privacy/problems.ts'
import { type ConsentedProcessing, findConsentKind, legalBases } from '@yinian/core/privacy/processing-kinds.ts'
import { audit } from '../../access/index.ts'
import { type Content, makePdf, type PdfDefinition } from '../../documents/pdf.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import type { ElderOfFile, Elders } from './elders.ts'

const words = {
  title: { zh: '个人信息处理同意书', en: 'Consent to the processing of personal data' },
  person: { zh: '老人', en: 'Elder' },
  number: { zh: '证件号码', en: 'Identity number' },
  what: { zh: '处理目的和方式', en: 'Purpose and manner' },
  fields: { zh: '信息种类', en: 'Data' },
  basis: { zh: '依据', en: 'Basis' },
  stops: { zh: '撤回后', en: 'After withdrawal' },
  answer: { zh: '□ 同意　　□ 不同意', en: '□ I agree    □ I do not agree' },
  free: {
    zh: '不同意不影响享受任何待遇和服务，除非该项信息是提供服务所必需。',
    en: 'No benefit or service depends on it, unless the service cannot be given without these data.',
  },
  signature: { zh: '本人签字', en: 'Signature of the elder' },
  representative: { zh: '监护人或代理人签字及关系', en: 'Signature of guardian or agent, and relation' },
  day: { zh: '日期', en: 'Date' },
  teller: { zh: '告知人', en: 'Read and explained by' },
  version: { zh: '版本', en: 'Version' },
  fileNumber: { zh: '存档编号', en: 'File number' },
} as const satisfies Record<string, Text>

/** The form to be read out, signed and filed. @throws notFound, noConsentNeeded */
export async function consentForm(
  work: Work,
  elders: Elders,
  id: string,
  asked: { readonly kind: string; readonly language: Language },
): Promise<Download> {
  const elder = await elders.get(work.tx, id)
  if (!elder.responsible) throw notFound()
  const kind = findConsentKind(asked.kind)
  if (!kind) throw noConsentNeeded({ at: '/kind' })
  await audit(work, 'privacy.consent-form-printed', {
    region: elder.region,
    subjectType: 'elder',
    subjectId: elder.id,
    elderId: elder.id,
    detail: { processing: asked.kind },
  })
  return {
    fileName: `${words.title[asked.language]}-${kind.name[asked.language]}.pdf`,
    contentType: 'application/pdf',
    content: await makePdf(definition(elder, kind, asked.language), work.actor.now),
  }
}

function definition(elder: ElderOfFile, kind: ConsentedProcessing, language: Language): PdfDefinition {
  const say = (text: Text) => text[language]
  const line = (label: Text): Content => ({
    text: `${say(label)}  ______________________________`,
    margin: [0, 14, 0, 0],
  })
  return {
    info: { title: `${say(words.title)} ${say(kind.name)}`, creator: '颐年 Yinian' },
    content: [
      { text: say(words.title), fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 6] },
      { text: say(kind.name), fontSize: 13, alignment: 'center', margin: [0, 0, 0, 18] },
      {
        layout: 'noBorders',
        fontSize: 11,
        table: {
          widths: [110, '*'],
          body: [
            [say(words.person), elder.name],
            [say(words.number), elder.documentNumberMasked],
            [say(words.what), say(kind.what)],
            [say(words.fields), say(kind.fields)],
            [say(words.basis), `${say(legalBases[kind.basis])} · ${say(kind.source)}`],
            [say(words.stops), say(kind.stops)],
          ],
        },
      },
      { text: say(kind.wording.text), fontSize: 14, lineHeight: 1.6, margin: [0, 20, 0, 14] },
      { text: say(words.free), fontSize: 11, margin: [0, 0, 0, 18] },
      { text: say(words.answer), fontSize: 14, margin: [0, 0, 0, 8] },
      line(words.signature),
      line(words.representative),
      line(words.day),
      line(words.teller),
      line(words.fileNumber),
      { text: `${say(words.version)} ${kind.wording.version}`, fontSize: 8, margin: [0, 24, 0, 0] },
    ],
  }
}
