import type { Text } from '../language/text.ts'

/** How much harm comes of it when a value gets out. */
export const sensitivityGrades = {
  general: { zh: '一般个人信息', en: 'General' },
  important: { zh: '重要个人信息', en: 'Important' },
  sensitive: { zh: '敏感个人信息', en: 'Sensitive' },
} as const satisfies Record<string, Text>

export type SensitivityGrade = keyof typeof sensitivityGrades

export interface DataClassDefinition {
  readonly name: Text
  /** What belongs to it, as an officer would say it. */
  readonly holds: Text
  readonly grade: SensitivityGrade
  /** The clause the grade follows from, or what is read into it. */
  readonly basis: Text
  /** True where 《个人信息保护法》 §28 does not name the kind of data and the grade is this platform’s reading of it. */
  readonly unverified: boolean
}

/**
 * Classes of what is known about a person (O06). A field belongs to one of them where its schema says so; fields that say
 * nothing, the name, the sex, the age and the division, are seen by whoever may read the file.
 */
export const dataClasses = {
  contact: {
    name: { zh: '联系方式', en: 'Contact' },
    holds: {
      zh: '本人和身边人的电话、住址、住址坐标',
      en: 'Telephones, home addresses and their coordinates, of the elder and those around',
    },
    grade: 'important',
    basis: {
      zh: '《个人信息保护法》第二十八条未列明；泄露后可能被上门或电话侵扰',
      en: 'Not named in Personal Information Protection Law §28; who has it can call or come to the door',
    },
    unverified: true,
  },
  identity: {
    name: { zh: '证件号码', en: 'Identity numbers' },
    holds: {
      zh: '身份证件号码、更正前的号码、原系统编号',
      en: 'Numbers of identity documents, former ones too, and numbers of former registers',
    },
    grade: 'sensitive',
    basis: {
      zh: '《个人信息保护法》第二十八条第一款“容易导致……人身、财产安全受到危害”；该款未逐一列明证件号码',
      en: 'Personal Information Protection Law §28(1), easily harms person or property; the clause does not name identity numbers',
    },
    unverified: true,
  },
  account: {
    name: { zh: '收款账户', en: 'Payee accounts' },
    holds: { zh: '开户名、开户银行、账号', en: 'Account holder, bank and account number' },
    grade: 'sensitive',
    basis: {
      zh: '《个人信息保护法》第二十八条第一款：金融账户',
      en: 'Personal Information Protection Law §28(1): financial accounts',
    },
    unverified: false,
  },
  relatives: {
    name: { zh: '亲属与监护', en: 'Relatives and guardianship' },
    holds: {
      zh: '身边的人、监护安排、关爱人',
      en: 'People around the elder, guardianship, and who looks in',
    },
    grade: 'important',
    basis: {
      zh: '《个人信息保护法》第二十八条未列明；同时是他人的个人信息',
      en: 'Not named in Personal Information Protection Law §28; it is other people’s data as well',
    },
    unverified: true,
  },
  circumstances: {
    name: { zh: '困难与身体情形', en: 'Circumstances' },
    holds: {
      zh: '困难类别、残疾、特殊困难、留守和重点对象',
      en: 'Hardship, disability, special difficulty, left-behind elders and key groups',
    },
    grade: 'sensitive',
    basis: {
      zh: '《个人信息保护法》第二十八条第一款：特定身份、医疗健康',
      en: 'Personal Information Protection Law §28(1): particular identity, medical health',
    },
    unverified: false,
  },
  assessment: {
    name: { zh: '评估结果', en: 'Assessment results' },
    holds: {
      zh: '能力等级及有效期、得分、作答、评估表内容和报告',
      en: 'Levels and how long they hold, scores, answers, what the form asks about health, and reports',
    },
    grade: 'sensitive',
    basis: {
      zh: '《个人信息保护法》第二十八条第一款：医疗健康',
      en: 'Personal Information Protection Law §28(1): medical health',
    },
    unverified: false,
  },
  benefits: {
    name: { zh: '待遇与发放', en: 'Benefits and payments' },
    holds: { zh: '应享待遇及依据、逐月发放', en: 'What somebody is entitled to and why, and each payment' },
    grade: 'important',
    basis: {
      zh: '《个人信息保护法》第二十八条未列明；可推知困难情形',
      en: 'Not named in Personal Information Protection Law §28; circumstances can be told from it',
    },
    unverified: true,
  },
  notes: {
    name: { zh: '备注和情况说明', en: 'Notes' },
    holds: {
      zh: '工作人员写的备注、走访所见、办理说明，申请人写的情况变化，更正和迁移的理由',
      en: 'What staff write down about an elder, what they found at a visit, what has changed, why a file was corrected or moved',
    },
    grade: 'sensitive',
    basis: {
      zh: '《个人信息保护法》第二十八条第一款未列明；写什么无法预先知道，可能写有医疗健康、家庭情况，从严对待',
      en: 'Not named in Personal Information Protection Law §28(1); what is written cannot be known beforehand and may tell of health or family, so the strictest grade',
    },
    unverified: true,
  },
} as const satisfies Record<string, DataClassDefinition>

export type DataClass = keyof typeof dataClasses

export const dataClassIds = Object.keys(dataClasses) as DataClass[]

export function isDataClass(value: string): value is DataClass {
  return Object.hasOwn(dataClasses, value)
}
