import type { Text } from '../language/text.ts'

/** What a rule looks at; the division is the platform’s own. */
export const dimensions = {
  completeness: { zh: '完整性', en: 'Completeness' },
  validity: { zh: '有效性', en: 'Validity' },
  consistency: { zh: '一致性', en: 'Consistency' },
  timeliness: { zh: '及时性', en: 'Timeliness' },
  uniqueness: { zh: '唯一性', en: 'Uniqueness' },
} as const satisfies Record<string, Text>
export type Dimension = keyof typeof dimensions

export const subjects = {
  elder: { zh: '老年人', en: 'Elders' },
  assessment: { zh: '评估', en: 'Assessments' },
  organisation: { zh: '机构', en: 'Organisations' },
  assessor: { zh: '评估员', en: 'Assessors' },
} as const satisfies Record<string, Text>
export type Subject = keyof typeof subjects

export interface QualityRule {
  readonly id: string
  readonly subject: Subject
  readonly dimension: Dimension
  readonly name: Text
  /** What to do about a case. */
  readonly remedy: Text
  /** What it doubts may be right: somebody may look into it and say so. What is missing stays missing. */
  readonly doubt: boolean
}

const doubts: readonly string[] = [
  'age-unconfirmed',
  'registered-elsewhere',
  'institution-unserved',
  'file-untouched',
  'phone-shared',
]

/** Where a telephone is many people’s: a household has few elders, a village office many. */
export const phoneSharedByMoreThan = 3
/** Nobody older is known of in a county by experience; it wants to be seen. */
export const ageToConfirm = 110
export const monthsUntouched = 24

const rule = (id: string, subject: Subject, dimension: Dimension, name: Text, remedy: Text): QualityRule => ({
  id,
  subject,
  dimension,
  name,
  remedy,
  doubt: doubts.includes(id),
})

/** The rules in force. Their limits are the platform’s own examples; no standard was found that sets them. */
export const qualityRules: readonly QualityRule[] = [
  rule(
    'address-missing',
    'elder',
    'completeness',
    { zh: '没有现住址', en: 'No usual address' },
    { zh: '补录现住址', en: 'Enter the address' },
  ),
  rule(
    'phone-missing',
    'elder',
    'completeness',
    { zh: '没有联系电话', en: 'No telephone' },
    { zh: '补录电话，或登记联络人的电话', en: 'Enter a telephone, or that of a contact person' },
  ),
  rule(
    'contact-missing',
    'elder',
    'completeness',
    { zh: '特殊困难老年人没有联络人', en: 'In special difficulty without a contact person' },
    { zh: '登记一名联络人及其电话', en: 'Record a contact person with a telephone' },
  ),
  rule(
    'payee-missing',
    'elder',
    'completeness',
    { zh: '困难老年人没有收款账户', en: 'In hardship without a payee account' },
    { zh: '登记收款账户，以便发放', en: 'Enter the account, so that allowances can be paid' },
  ),
  rule(
    'evidence-missing',
    'elder',
    'completeness',
    { zh: '困难、残疾等情形没有依据材料', en: 'Hardship or disability without a document' },
    { zh: '补录文号或证号', en: 'Enter the number of the document' },
  ),
  rule(
    'village-unknown',
    'elder',
    'validity',
    { zh: '居住地没有落到村（社区）', en: 'Residence is no village or community' },
    { zh: '改为村（社区）', en: 'Choose the village or community' },
  ),
  rule(
    'age-unconfirmed',
    'elder',
    'validity',
    { zh: '年龄超过 110 岁，未核实', en: 'Aged over 110, unconfirmed' },
    { zh: '核对证件；无误的在此核实', en: 'Check the document; confirm here where it is right' },
  ),
  rule(
    'registered-elsewhere',
    'elder',
    'consistency',
    { zh: '户籍在外县，未核实', en: 'Registered in another county, unconfirmed' },
    { zh: '核对户口簿；无误的在此核实', en: 'Check the household register; confirm here where it is right' },
  ),
  rule(
    'self-care-missing',
    'elder',
    'consistency',
    { zh: '特困人员没有自理程度', en: 'Tekun without a self-care grade' },
    { zh: '登记特困人员自理程度', en: 'Record the self-care grade' },
  ),
  rule(
    'institution-unserved',
    'elder',
    'consistency',
    { zh: '居住在机构，却没有服务机构', en: 'Lives in an institution, yet none serves them' },
    { zh: '核对居住状况', en: 'Check the living arrangement' },
  ),
  rule(
    'level-expired',
    'elder',
    'timeliness',
    { zh: '能力等级已过有效期', en: 'Ability level expired' },
    { zh: '申请重新评估', en: 'Request a new assessment' },
  ),
  rule(
    'file-untouched',
    'elder',
    'timeliness',
    { zh: '档案两年没有更新', en: 'File untouched for two years' },
    { zh: '入户核对；无误的在此核实', en: 'Visit and check; confirm here where it is right' },
  ),
  rule(
    'phone-shared',
    'elder',
    'uniqueness',
    { zh: '三人以上共用一个电话', en: 'Telephone shared by more than three elders' },
    { zh: '核对是否为本人或家人的电话', en: 'Check whose telephone it is' },
  ),
  rule(
    'number-disputed',
    'elder',
    'uniqueness',
    { zh: '证件号码与另一份档案相同', en: 'Identity number of another file' },
    { zh: '在“疑似重复”中判断', en: 'Decide it among the possible duplicates' },
  ),
  rule(
    'assessment-overdue',
    'assessment',
    'timeliness',
    { zh: '评估超过办理期限', en: 'Assessment past its time' },
    { zh: '催办或改派', en: 'Hurry or reassign it' },
  ),
  rule(
    'assessment-twice',
    'assessment',
    'uniqueness',
    { zh: '同一老人有两项评估在办', en: 'Two assessments of one elder in hand' },
    { zh: '取消其中一项', en: 'Cancel one of them' },
  ),
  rule(
    'assessment-contact-missing',
    'assessment',
    'completeness',
    { zh: '在办评估没有联系电话', en: 'Assessment in hand without a telephone' },
    { zh: '补充联系电话', en: 'Enter the telephone' },
  ),
  rule(
    'organisation-contact-missing',
    'organisation',
    'completeness',
    { zh: '机构没有联系人或电话', en: 'Organisation without contact or telephone' },
    { zh: '补录联系人和电话', en: 'Enter contact and telephone' },
  ),
  rule(
    'organisation-contract-over',
    'organisation',
    'timeliness',
    { zh: '机构合同已到期', en: 'Organisation’s contract is over' },
    { zh: '续签或停用', en: 'Renew it or suspend the organisation' },
  ),
  rule(
    'organisation-name-twice',
    'organisation',
    'uniqueness',
    { zh: '机构名称重复', en: 'Two organisations of one name' },
    { zh: '核对统一社会信用代码', en: 'Compare their credit codes' },
  ),
  rule(
    'assessor-training-over',
    'assessor',
    'timeliness',
    { zh: '评估员培训已过期', en: 'Assessor’s training has run out' },
    { zh: '安排培训', en: 'Arrange training' },
  ),
  rule(
    'assessor-certificate-missing',
    'assessor',
    'completeness',
    { zh: '评估员没有证书编号', en: 'Assessor without certificate number' },
    { zh: '补录证书编号', en: 'Enter the number' },
  ),
]

export function findQualityRule(id: string): QualityRule | undefined {
  return qualityRules.find((one) => one.id === id)
}
