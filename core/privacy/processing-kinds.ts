import type { Text } from '../language/text.ts'

/**
 * Why personal data may be processed (个人信息保护法 §13): for a statutory duty no consent is needed (§13 第二款); otherwise
 * consent, and separate consent for giving to others (§23), publishing (§25) and sensitive data (§29).
 */
export const legalBases = {
  'statutory-duty': { zh: '履行法定职责，无需同意', en: 'Statutory duty: no consent needed' },
  consent: { zh: '须取得同意', en: 'Consent' },
  'separate-consent': { zh: '须取得单独同意', en: 'Separate consent' },
} as const satisfies Record<string, Text>
export type LegalBasis = keyof typeof legalBases

/** What a person is asked to agree to; a change of the words is a new version, and old consents keep theirs. */
export interface Wording {
  readonly version: string
  readonly text: Text
}

interface Processing {
  readonly name: Text
  /** Purpose and manner (§17). */
  readonly what: Text
  readonly fields: Text
  readonly source: Text
  /** True where the article named was not checked against the published text. */
  readonly unverified: boolean
}

export interface StatutoryProcessing extends Processing {
  readonly basis: 'statutory-duty'
}

export interface ConsentedProcessing extends Processing {
  readonly basis: 'consent' | 'separate-consent'
  /** What ends when the consent is withdrawn (§15): from then on, and nothing that was done before becomes unlawful. */
  readonly stops: Text
  readonly wording: Wording
}

export type ProcessingKind = StatutoryProcessing | ConsentedProcessing

/** The kinds of processing, in the order in which a file shows them. */
export const processingKinds = {
  register: {
    name: { zh: '建立和更新老年人档案', en: 'Keeping the elder’s file' },
    what: {
      zh: '民政部门登记老年人基本情况，用于确定服务对象和安排养老服务',
      en: 'The civil-affairs department registers elders to know whom it serves and to arrange their care',
    },
    basis: 'statutory-duty',
    fields: {
      zh: '身份信息、住址、联系方式、家庭与困难情况',
      en: 'Identity, address, contact, household and hardship',
    },
    source: { zh: '个人信息保护法第十三条第一款第三项、第三十四条', en: 'PIPL Art. 13(1)(3), Art. 34' },
    unverified: false,
  },
  benefits: {
    name: { zh: '审核和发放津贴补贴', en: 'Deciding and paying allowances' },
    what: {
      zh: '按政策核定应享待遇，并通过银行发放',
      en: 'Entitlements are decided by the policies in force and paid through a bank',
    },
    basis: 'statutory-duty',
    fields: { zh: '身份信息、困难类别、能力等级、收款账户', en: 'Identity, hardship, ability level, bank account' },
    source: { zh: '个人信息保护法第十三条第一款第三项、第三十四条', en: 'PIPL Art. 13(1)(3), Art. 34' },
    unverified: false,
  },
  assessment: {
    name: { zh: '办理政府组织的能力评估', en: 'Assessing ability on behalf of the government' },
    what: {
      zh: '委托评估机构上门评估，结果用于确定待遇和服务；受托机构只按约定办理（第二十一条）',
      en: 'Assessment organisations are entrusted with it and may do only what was agreed (Art. 21); the result decides on benefits and services',
    },
    basis: 'statutory-duty',
    fields: { zh: '身份信息、疾病与用药、评估得分', en: 'Identity, diseases and medication, scores' },
    source: {
      zh: '个人信息保护法第十三条第一款第三项、第二十八条、第三十四条',
      en: 'PIPL Art. 13(1)(3), Arts. 28 and 34',
    },
    unverified: false,
  },
  reminders: {
    name: { zh: '电话、短信提醒与回访', en: 'Calls and messages: reminders and satisfaction' },
    what: {
      zh: '提醒办事期限和活动，回访服务是否满意',
      en: 'Reminders of deadlines and events, and asking whether a service was good',
    },
    basis: 'consent',
    fields: { zh: '姓名、电话', en: 'Name and telephone' },
    source: { zh: '个人信息保护法第十三条第一款第一项、第十四条', en: 'PIPL Art. 13(1)(1), Art. 14' },
    unverified: false,
    stops: { zh: '不再拨打提醒和回访电话、发送短信', en: 'No more reminders and satisfaction calls or messages' },
    wording: {
      version: '2026-1',
      text: {
        zh: '我同意民政部门及其委托的工作人员通过电话和短信提醒我办事期限、养老服务和活动，并就服务是否满意回访。我可以随时撤回，撤回不影响我享受任何待遇。',
        en: 'I agree that the civil-affairs department and those working for it call me or send me messages to remind me of deadlines, services and events, and ask whether a service was good. I may withdraw this at any time; no benefit depends on it.',
      },
    },
  },
  'share-with-organisations': {
    name: { zh: '提供给部门以外的服务机构', en: 'Giving data to service organisations outside the department' },
    what: {
      zh: '把联系方式和需要的服务告诉养老服务机构，由机构上门联系和提供服务',
      en: 'Contact and needs are given to service organisations, which then get in touch and serve',
    },
    basis: 'separate-consent',
    fields: { zh: '姓名、电话、住址、需要的服务', en: 'Name, telephone, address, services needed' },
    source: { zh: '个人信息保护法第二十三条', en: 'PIPL Art. 23' },
    unverified: false,
    stops: {
      zh: '不再向部门以外的机构提供；已提供的，通知机构停止使用',
      en: 'Nothing more is given to organisations outside; those who have it are told to stop using it',
    },
    wording: {
      version: '2026-1',
      text: {
        zh: '我已被告知接收机构的名称、联系方式、处理目的和方式，以及提供的信息种类。我单独同意把我的姓名、电话、住址和需要的服务提供给该机构，用于联系我和提供养老服务。我可以随时撤回。',
        en: 'I was told who receives the data, how to reach them, what for and how they use it, and which data these are. I separately agree that my name, telephone, address and the services I need are given to them so that they can get in touch and serve me. I may withdraw this at any time.',
      },
    },
  },
  'health-for-services': {
    name: { zh: '为安排服务使用健康信息', en: 'Using health data to arrange services' },
    what: {
      zh: '把疾病、用药和评估结论用于安排照护、助医、助餐等服务',
      en: 'Diseases, medication and findings are used to arrange care, meals and help with treatment',
    },
    basis: 'separate-consent',
    fields: { zh: '疾病、用药、评估结论（敏感个人信息）', en: 'Diseases, medication, findings (sensitive data)' },
    source: { zh: '个人信息保护法第二十八条至第三十条', en: 'PIPL Arts. 28–30' },
    unverified: false,
    stops: {
      zh: '安排服务时不再使用健康信息；政府评估与待遇不受影响',
      en: 'Health data are no longer used to arrange services; assessment and benefits of the government are not affected',
    },
    wording: {
      version: '2026-1',
      text: {
        zh: '我已被告知：为我安排照护、助医、助餐等服务需要使用我的疾病、用药和评估结论，这些属于敏感个人信息，泄露可能使我受到歧视或损害。我单独同意仅为此目的使用。我可以随时撤回。',
        en: 'I was told that arranging care, meals and help with treatment needs my diseases, medication and findings; that these are sensitive and that their disclosure could harm me or have me treated unfairly. I separately agree to their use for this purpose alone. I may withdraw this at any time.',
      },
    },
  },
  'relative-access': {
    name: { zh: '让家属在网上看我的资料', en: 'Letting a relative see my file online' },
    what: {
      zh: '为家属开通账号，让其看到老人的资料、谁看过这些资料，并代为提问和申请更正',
      en: 'A relative gets an account in which they see the file and who looked at it, and may ask and request corrections',
    },
    basis: 'separate-consent',
    fields: {
      zh: '档案中的资料（号码只显示一部分）、查看记录、同意记录（含敏感个人信息）',
      en: 'The file with numbers masked, the record of looks, consents (sensitive data among them)',
    },
    source: { zh: '个人信息保护法第二十三条、第二十九条', en: 'PIPL Arts. 23 and 29' },
    unverified: false,
    stops: { zh: '家属的账号立即看不到我的资料', en: 'The relative’s account no longer shows the file, at once' },
    wording: {
      version: '2026-1',
      text: {
        zh: '我已被告知：为我写明的家属开通账号后，这位家属可以在手机上看到我的资料和谁看过我的资料，并可以替我提问和申请更正；到期自动停止。我单独同意让这位家属这样看我的资料。我可以随时到窗口、打电话或自己在网上撤回，撤回后立即停止。',
        en: 'I was told that the relative named here gets an account, sees on a telephone what is kept about me and who looked at it, and may ask questions and request corrections for me; it ends by itself on the day named. I separately agree that this relative sees my file in this way. I may withdraw this at any time at the counter, by telephone or online; it then stops at once.',
      },
    },
  },
  'relative-requests': {
    name: { zh: '让家属替我申请能力评估', en: 'Letting a relative ask for an assessment for me' },
    what: {
      zh: '家属用自己的账号替老人申请能力评估、撤回申请、对结果提出异议',
      en: 'From their own account a relative asks for an assessment, withdraws what was asked for, and objects to a result',
    },
    basis: 'separate-consent',
    fields: {
      zh: '评估办理进度、能力等级（敏感个人信息）、联系电话',
      en: 'Where an assessment stands, the level (sensitive data), a telephone to call',
    },
    source: {
      zh: '民法典第一百六十一条、第一百六十五条；个人信息保护法第二十三条、第二十九条',
      en: 'Civil Code Arts. 161 and 165; PIPL Arts. 23 and 29',
    },
    unverified: true,
    stops: {
      zh: '家属不能再替我申请；已经在办的，照常办',
      en: 'The relative can no longer ask for me; what is under way goes on',
    },
    wording: {
      version: '2026-1',
      text: {
        zh: '我委托写明的这位家属，在其账号有效期内，在网上替我申请能力评估、撤回申请、对评估结果提出异议，并看到办理进度和结果。我单独同意。我可以随时到窗口、打电话或自己在网上撤回，撤回后立即停止。',
        en: 'I authorise the relative named here, for as long as their account is open, to ask online for an assessment for me, to withdraw what was asked for, to object to a result, and to see where it stands and what came of it. I separately agree to this. I may withdraw it at any time at the counter, by telephone or online; it then stops at once.',
      },
    },
  },
  'publish-photo': {
    name: { zh: '公开照片或影像', en: 'Publishing a photograph or film' },
    what: {
      zh: '在宣传、报道、公示中公开能认出本人的照片或影像',
      en: 'A picture in which the person can be recognised is published in reports or publicity',
    },
    basis: 'separate-consent',
    fields: { zh: '肖像', en: 'Likeness' },
    source: { zh: '个人信息保护法第二十五条；民法典第一千零一十九条', en: 'PIPL Art. 25; Civil Code Art. 1019' },
    unverified: false,
    stops: {
      zh: '不再公开，并撤下可以撤下的照片和影像',
      en: 'Nothing more is published, and what can be taken down is taken down',
    },
    wording: {
      version: '2026-1',
      text: {
        zh: '我单独同意在下面写明的场合公开能认出我的照片或影像。场合：____________________。我可以随时撤回，撤回后不再公开，并撤下可以撤下的内容。',
        en: 'I separately agree that a picture in which I can be recognised is published on the occasion written here: ____________________. I may withdraw this at any time; then it is published no more, and what can be taken down is taken down.',
      },
    },
  },
  'home-monitoring': {
    name: { zh: '居家监测与定位', en: 'Monitoring at home and location' },
    what: {
      zh: '通过家中或随身的设备采集活动、生命体征和位置，用于发现意外和及时救助',
      en: 'Devices at home or worn collect movement, vital signs and location, to notice accidents and help in time',
    },
    basis: 'separate-consent',
    fields: { zh: '行踪轨迹、生命体征（敏感个人信息）', en: 'Movements, vital signs (sensitive data)' },
    source: { zh: '个人信息保护法第二十八条至第三十条', en: 'PIPL Arts. 28–30' },
    unverified: false,
    stops: { zh: '停止采集，并停用设备的数据上传', en: 'Collecting stops and the devices send no more data' },
    wording: {
      version: '2026-1',
      text: {
        zh: '我已被告知设备采集哪些信息、谁会看到、保存多久；行踪轨迹和生命体征属于敏感个人信息。我单独同意仅为发现意外和及时救助而采集和使用。我可以随时撤回。',
        en: 'I was told what the devices collect, who sees it and for how long it is kept; movements and vital signs are sensitive. I separately agree that they are collected and used only to notice accidents and to help in time. I may withdraw this at any time.',
      },
    },
  },
} as const satisfies Record<string, ProcessingKind>

export type ProcessingKindId = keyof typeof processingKinds

/** The kinds that somebody can agree to. */
export type ConsentKindId = {
  [Id in ProcessingKindId]: (typeof processingKinds)[Id]['basis'] extends 'statutory-duty' ? never : Id
}[ProcessingKindId]

export function kindOf(id: ProcessingKindId): ProcessingKind {
  return processingKinds[id]
}

/** What is agreed to with one person in particular, and shown with their account. */
export const givenToOnePerson: readonly string[] = [
  'relative-access',
  'relative-requests',
] satisfies readonly ConsentKindId[]

/** A kind that needs consent; absent for what is a statutory duty, and for what nobody knows. */
export function findConsentKind(id: string): ConsentedProcessing | undefined {
  if (!Object.hasOwn(processingKinds, id)) return undefined
  const kind = kindOf(id as ProcessingKindId)
  return kind.basis === 'statutory-duty' ? undefined : kind
}

/** Who may agree: the elder, and for whoever cannot, a guardian or an agent (民法典 §33, §161, §163). */
export const consentGivers = {
  elder: { zh: '老人本人', en: 'The elder' },
  guardian: { zh: '监护人', en: 'Guardian' },
  agent: { zh: '委托代理人', en: 'Agent' },
} as const satisfies Record<string, Text>
export type ConsentGiver = keyof typeof consentGivers

export const consentManners = {
  signature: { zh: '在手机或平板上签名', en: 'Signed on a screen' },
  voice: { zh: '录音', en: 'Recorded voice' },
  paper: { zh: '纸质签字，存档', en: 'Signed on paper and filed' },
} as const satisfies Record<string, Text>
export type ConsentManner = keyof typeof consentManners

/** Whether a consent holds on a day: from the day it was given until before the day it was withdrawn or ends by itself. */
export function holdsOn(
  consent: { readonly givenOn: string; readonly withdrawnOn: string | null; readonly validTo?: string | null },
  day: string,
): boolean {
  const before = (end: string | null | undefined): boolean => end === null || end === undefined || day < end
  return consent.givenOn <= day && before(consent.withdrawnOn) && before(consent.validTo)
}
