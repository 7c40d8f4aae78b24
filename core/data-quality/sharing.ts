import type { Text } from '../language/text.ts'

/** A data set that leaves the department, and how. */
export interface SharedDataSet {
  readonly id: string
  readonly data: Text
  readonly fields: Text
  readonly recipient: Text
  readonly basis: Text
  readonly purpose: Text
  readonly way: Text
  /** The endpoint it goes through; null while there is none. */
  readonly through: string | null
}

const perRequest: Text = {
  zh: '每次查询写明依据和用途，并记录',
  en: 'Basis and purpose are stated and recorded at every look-up',
}

/** What is shared. A new way of sharing is declared here before it is served. */
export const sharedData: readonly SharedDataSet[] = [
  {
    id: 'assessment-result',
    data: { zh: '有效的能力评估结果', en: 'The valid result of an assessment' },
    fields: {
      zh: '等级、确认日、有效期、评估机构、所在县；没有姓名和评估表',
      en: 'Level, day, validity, organisation, county; neither name nor form',
    },
    recipient: { zh: '其他县民政部门、其他部门查验人员', en: 'Other counties and readers of other departments' },
    basis: perRequest,
    purpose: { zh: '评估结果互认，避免重复评估', en: 'Recognition of results without assessing again' },
    way: { zh: '按证件号码逐人查验', en: 'One by one, by identity number' },
    through: 'POST /result-lookups',
  },
  {
    id: 'elder-transfer',
    data: { zh: '跨县迁移的档案', en: 'The file of somebody who moves' },
    fields: {
      zh: '基本信息、情形、身边的人、以前的住处和证件',
      en: 'Particulars, circumstances, people around, former residences and documents',
    },
    recipient: { zh: '迁入地民政部门', en: 'The county somebody moves to' },
    basis: {
      zh: '迁入地履行养老服务职责；双方经办人确认',
      en: 'The receiving county’s duty; agreed by officers of both',
    },
    purpose: { zh: '由迁入地继续服务', en: 'The receiving county goes on serving' },
    way: { zh: '跨县迁移', en: 'Move between counties' },
    through: 'POST /elder-transfers',
  },
  {
    id: 'elder-list',
    data: { zh: '老年人名单', en: 'Lists of elders' },
    fields: { zh: '导出人所选的列；证件号码和电话为掩码', en: 'Columns chosen; identity number and telephone masked' },
    recipient: { zh: '导出时写明的使用方', en: 'As stated when exporting' },
    basis: { zh: '导出人写明用途，带编号水印并记录', en: 'Purpose stated; numbered, watermarked and recorded' },
    purpose: { zh: '见每次导出的用途', en: 'As stated for each export' },
    way: { zh: '导出文件', en: 'Exported file' },
    through: 'GET /elders/export',
  },
  {
    id: 'payment-file',
    data: { zh: '待遇发放名单', en: 'Payment lists' },
    fields: { zh: '户名、银行、账号、金额', en: 'Account name, bank, account number, amount' },
    recipient: { zh: '代发银行', en: 'The paying bank' },
    basis: { zh: '发放批次经两人审批', en: 'A run approved by a second person' },
    purpose: { zh: '发放补贴', en: 'Paying allowances' },
    way: { zh: '发放文件', en: 'Payment file' },
    through: 'GET /benefits/runs/:county/:id/payment-file',
  },
  {
    id: 'death-lists',
    data: { zh: '死亡名单比对', en: 'Comparison of lists of deaths' },
    fields: { zh: '不外传；只接收名单并在本县比对', en: 'Nothing leaves; lists are received and compared here' },
    recipient: { zh: '由殡葬、公安、卫生健康部门提供', en: 'From funeral, public-security and health departments' },
    basis: {
      zh: '提供部门的职责；每次导入记录来源',
      en: 'The giving department’s duty; source recorded at every import',
    },
    purpose: { zh: '及时停发、停止探访', en: 'Stopping payments and visits in time' },
    way: { zh: '导入名单', en: 'Imported list' },
    through: 'POST /death-reports/import',
  },
  {
    id: 'comparisons',
    data: { zh: '与其他部门的数据比对', en: 'Comparisons with other departments' },
    fields: {
      zh: '连接中约定的字段；逐次记录请求和用途',
      en: 'Fields agreed in the connector; every request is recorded with its purpose',
    },
    recipient: { zh: '连接所约定的部门', en: 'The department of the connector' },
    basis: { zh: '共享协议，两人批准后启用', en: 'An agreement; in use once a second person has approved' },
    purpose: { zh: '连接中写明的用途', en: 'Purposes stated in the connector' },
    way: { zh: '接口或名单文件比对', en: 'By interface or by a list' },
    through: 'POST /exchange/comparisons',
  },
  {
    id: 'ability-interface',
    data: { zh: '能力评估结果接口', en: 'Interface of assessment results' },
    fields: { zh: '等级、确认日、有效期', en: 'Level, day of confirmation, validity' },
    recipient: { zh: '经批准的第三方应用', en: 'Applications that were approved' },
    basis: { zh: '共享协议与约定用途；每次请求记录', en: 'Agreement and agreed purpose; every request is recorded' },
    purpose: { zh: '应用约定的用途', en: 'Purposes agreed with the application' },
    way: { zh: '开放接口，凭密钥', en: 'Open interface, with a key' },
    through: 'POST /exchange/v1/ability-results',
  },
  {
    id: 'category-interface',
    data: { zh: '老年人类别接口', en: 'Interface of categories' },
    fields: { zh: '一位老人的类别', en: 'The categories of one elder' },
    recipient: { zh: '经批准的第三方应用', en: 'Applications that were approved' },
    basis: { zh: '共享协议与约定用途；每次请求记录', en: 'Agreement and agreed purpose; every request is recorded' },
    purpose: { zh: '应用约定的用途', en: 'Purposes agreed with the application' },
    way: { zh: '开放接口，凭密钥', en: 'Open interface, with a key' },
    through: 'POST /exchange/v1/categories',
  },
  {
    id: 'figures-interface',
    data: { zh: '汇总数字接口', en: 'Interface of figures' },
    fields: { zh: '区划的汇总数；人数过少的不给', en: 'Sums of divisions; none of too few people' },
    recipient: { zh: '经批准的第三方应用', en: 'Applications that were approved' },
    basis: { zh: '共享协议；不含个人信息', en: 'An agreement; nothing of anybody' },
    purpose: { zh: '应用约定的用途', en: 'Purposes agreed with the application' },
    way: { zh: '开放接口，凭密钥', en: 'Open interface, with a key' },
    through: 'GET /exchange/v1/figures',
  },
]
