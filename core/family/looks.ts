import type { Text } from '../language/text.ts'

/** Kinds of looks, as a person tells them apart. */
export const lookKinds = {
  opened: { zh: '打开查看', en: 'Opened' },
  revealed: { zh: '看了完整内容', en: 'Seen in full' },
  exported: { zh: '列入名单导出', en: 'Taken out in a list' },
  used: { zh: '用于发放', en: 'Used for a payment' },
  lookup: { zh: '其他部门查验', en: 'Another department' },
  changed: { zh: '办理、修改', en: 'Worked on' },
  family: { zh: '家属查看', en: 'A relative' },
} as const satisfies Record<string, Text>
export type LookKind = keyof typeof lookKinds

/** One look, as the records have it. */
export interface LookRecord {
  readonly at: string
  readonly action: string
  /** What the audit trail calls the action. */
  readonly actionName: Text
  /** Empty where no single person did it. */
  readonly actorName: string
  /** The office of whoever works, as they hold it now. */
  readonly office: string
  /** Where it was the account of an elder or relative, what they are. */
  readonly personal: boolean
  readonly purpose: string | null
  readonly field: string | null
  /** For a payment: the programme and the month. */
  readonly programme: Text | null
  readonly month: string | null
  /** It was another file of the same person, made one with this since. */
  readonly former?: boolean
  /** It was the file of the county the elder lived in before they moved. */
  readonly formerCounty?: Text | null
}

/** Whose file it is, as the reader is spoken to: the elder themselves, or a relative of theirs. */
export interface Addressed {
  readonly self: boolean
  readonly elderName: string
}

const revealed: Readonly<Record<string, Text>> = {
  documentNumber: { zh: '完整证件号码', en: 'full identity number' },
  phone: { zh: '完整电话号码', en: 'full telephone number' },
  address: { zh: '完整住址', en: 'full address' },
  payee: { zh: '完整收款账户', en: 'full bank account' },
  relatedPersonPhone: { zh: '家人或联系人的电话', en: 'telephone of a relative or contact' },
}

/** What was looked at, where the action says so by itself. */
const opened: Readonly<Record<string, Text>> = {
  'people.looked': { zh: '档案', en: 'file' },
  'people.timeline-looked': { zh: '大事记', en: 'timeline' },
  'people.as-of-looked': { zh: '某一天的资料', en: 'file as of a day' },
  'people.changes-looked': { zh: '档案的变更记录', en: 'changes of the file' },
  'people.care-looked': { zh: '关爱台账', en: 'care ledger' },
  'people.guardianship-looked': { zh: '监护安排', en: 'guardianship' },
  'family.request-looked': { zh: '提问或更正申请', en: 'question or request for a correction' },
  'places.residents-looked': { zh: '所在照护场所的名单', en: 'name on the list of a place of care' },
  'surveys.looked': { zh: '调查答卷', en: 'answers to a survey' },
  'surveys.proposal-looked': { zh: '调查后提出的变更', en: 'change a survey proposes' },
  'people.pair-looked': { zh: '档案（核对是否重复登记）', en: 'file, to see whether it is kept twice' },
  'assessments.looked': { zh: '能力评估', en: 'ability assessment' },
  'assessments.report-looked': { zh: '能力评估报告', en: 'assessment report' },
  'assessments.record-looked': { zh: '评估记录', en: 'assessment record' },
  'assessments.document-looked': { zh: '评估附件', en: 'documents of an assessment' },
  'assessments.findings-looked': { zh: '体检结果', en: 'findings of a health check' },
  'insurance.looked': { zh: '长护险失能等级评估', en: 'disability-grade assessment' },
  'insurance.applicant-looked': { zh: '基本资料（长护险窗口）', en: 'who you are, at the counter of the insurance' },
  'insurance.grade-looked': { zh: '长护险失能等级', en: 'disability grade of the insurance' },
  'benefits.payment-looked': { zh: '发放依据', en: 'grounds of a payment' },
  'exchange.ability-looked': { zh: '能力评估结果', en: 'assessment result' },
  'exchange.categories-looked': { zh: '困难、残疾等类别', en: 'categories' },
  'benefits.entitlements-looked': { zh: '可享受的待遇', en: 'entitlements' },
}

export function kindOfLook({ action, personal }: Pick<LookRecord, 'action' | 'personal'>): LookKind {
  if (action === 'privacy.exported-elder') return 'exported'
  if (action === 'benefits.used') return 'used'
  if (action === 'people.revealed') return 'revealed'
  if (action === 'assessments.verified-looked') return 'lookup'
  if (personal) return 'family'
  return action.endsWith('looked') ? 'opened' : 'changed'
}

/** One look in a plain sentence: when in the day, who, for what, and what they saw or did. */
export function sayLook(look: LookRecord, to: Addressed): Text {
  const hour = new Date(new Date(look.at).getTime() + 8 * 3_600_000).getUTCHours()
  const who = whoLooked(look)
  const purpose = purposeOf(look.purpose)
  const did = whatWasDone(look, to)
  const where = look.formerCounty
    ? beforeTheMove(look.formerCounty, to)
    : look.former
      ? onFormerFile(to)
      : { zh: '', en: '' }
  return {
    zh: `${partOfDay(hour).zh}，${who.zh}${purpose.zh}${did.zh}${where.zh}。`,
    en: `${partOfDay(hour).en}, ${who.en} ${did.en}${purpose.en}${where.en}.`,
  }
}

/** Why somebody may have looked whom the elder never dealt with: they were registered twice. */
function onFormerFile({ self, elderName }: Addressed): Text {
  return {
    zh: `（那时${self ? '您' : elderName}还有另一份档案，后来合成了一份）`,
    en: ` (on a second file that was kept of ${self ? 'you' : elderName} then; the two are one now)`,
  }
}

/** The file of the former county stays there, and its staff may still have to do with it. */
function beforeTheMove(county: Text, { self, elderName }: Addressed): Text {
  return {
    zh: `（${self ? '您' : elderName}搬家前在${county.zh}的档案）`,
    en: ` (on the file ${self ? 'you' : elderName} had in ${county.en} before moving)`,
  }
}

/** An application of another organisation, which is nobody of the staff. */
const byApplications: readonly string[] = ['exchange.ability-looked', 'exchange.categories-looked']

function whoLooked({ action, actorName, office, personal }: LookRecord): Text {
  if (byApplications.includes(action)) return { zh: actorName, en: actorName }
  if (actorName === '') return { zh: '民政部门', en: 'the civil-affairs department' }
  if (personal) return { zh: actorName, en: actorName }
  return office === ''
    ? { zh: `工作人员${actorName}`, en: `${actorName} (staff)` }
    : { zh: `${office}的${actorName}`, en: `${actorName} (${office})` }
}

function purposeOf(purpose: string | null): Text {
  return purpose === null || purpose === ''
    ? { zh: '', en: '' }
    : { zh: `（用途：${purpose}）`, en: `, for this purpose: ${purpose}` }
}

const monthNames = 'January February March April May June July August September October November December'.split(' ')

function whatWasDone(look: LookRecord, { self, elderName }: Addressed): Text {
  const your = self ? { zh: '您的', en: 'your' } : { zh: `${elderName}的`, en: `${elderName}’s` }
  const you = self ? { zh: '您', en: 'you' } : { zh: elderName, en: elderName }
  const saw = (what: Text): Text => ({ zh: `看了${your.zh}${what.zh}`, en: `saw ${your.en} ${what.en}` })
  const kind = kindOfLook(look)
  if (kind === 'exported') return { zh: `导出了一份名单，里面有${you.zh}`, en: `took out a list with ${you.en} on it` }
  if (kind === 'used') {
    const programme = look.programme ?? { zh: '待遇', en: 'benefits' }
    const [year = '', month = ''] = look.month?.split('-') ?? []
    return {
      zh: `核算${year}年${Number(month)}月的${programme.zh}时用了${your.zh}资料`,
      en: `used ${your.en} particulars to work out ${programme.en} of ${monthNames[Number(month) - 1]} ${year}`,
    }
  }
  if (kind === 'lookup') return { zh: `查验了${your.zh}能力评估结果`, en: `verified ${your.en} assessment result` }
  if (kind === 'revealed') return saw(revealed[look.field ?? ''] ?? { zh: '完整资料', en: 'particulars in full' })
  if (look.action === 'exchange.department-looked')
    return { zh: `向其他部门核对了${your.zh}资料`, en: `compared ${your.en} particulars with another department` }
  const known = opened[look.action]
  if (known) return saw(known)
  if (look.action === 'family.looked') return saw({ zh: '资料', en: 'file' })
  const name = look.actionName
  if (kind === 'opened') return { zh: `${name.zh}（${you.zh}）`, en: `looked (“${name.en}”)` }
  return { zh: `在${your.zh}档案上办理了“${name.zh}”`, en: `did this on ${your.en} file: ${name.en}` }
}

function partOfDay(hour: number): Text {
  if (hour < 6) return { zh: '凌晨', en: 'At night' }
  if (hour < 12) return { zh: '上午', en: 'In the morning' }
  if (hour < 13) return { zh: '中午', en: 'At noon' }
  if (hour < 18) return { zh: '下午', en: 'In the afternoon' }
  return { zh: '晚上', en: 'In the evening' }
}

/** What is counted as a look and what is not; said wherever the looks are shown. */
export const whatCounts: readonly Text[] = [
  {
    zh: '这里记着：谁打开过资料、看过完整号码、把资料导出到名单里、办理或修改过什么、发放时用过、其他部门查过、家属看过。',
    en: 'What is recorded: who opened the file, saw a number in full, took it out in a list, worked on it, used it for a payment, verified it from another department, or saw it as a relative.',
  },
  {
    zh: '同一个人半小时内再次打开，只记一次。在名单上看到姓名（号码不完整显示）、系统自动统计人数，不逐人记录。',
    en: 'The same person opening it again within half an hour is recorded once. Seeing a name in a list with masked numbers, and counting people by machine, are not recorded person by person.',
  },
]
