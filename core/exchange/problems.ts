import { defineProblem } from '../http/problem.ts'

export const addressNotAllowed = defineProblem('exchange.address-not-allowed', 422, {
  zh: '这个地址不在系统配置的允许名单内，请系统管理员先在配置中登记',
  en: 'This address is not on the list of addresses the installation allows',
})
export const mappingIncomplete = defineProblem('exchange.mapping-incomplete', 422, {
  zh: '还没有说明证件号码和每个所需项目在对方数据中的名称',
  en: 'Say under which name the identity number and every field asked for stand in the answer',
})
export const agreementUpsideDown = defineProblem('exchange.agreement-upside-down', 422, {
  zh: '协议的止期早于起期',
  en: 'The agreement ends before it begins',
})
export const agreementOver = defineProblem('exchange.agreement-over', 409, {
  zh: '协议不在有效期内',
  en: 'The agreement is not in force today',
})
export const otherState = defineProblem('exchange.other-state', 409, {
  zh: '现在的状态是“{state}”，不能这样办理',
  en: 'Its state is “{state}”, which does not allow this',
})
export const secondPerson = defineProblem('exchange.second-person', 403, {
  zh: '须由另一个人复核',
  en: 'Another person has to decide this',
})
export const beyondScope = defineProblem('exchange.beyond-scope', 403, {
  zh: '不能超出您负责的区域',
  en: 'It reaches beyond the area you are responsible for',
})
export const notOn = defineProblem('exchange.not-on', 409, {
  zh: '这个数据接口没有启用，或协议已过期',
  en: 'This connector is not on, or its agreement is over',
})
export const purposeNotAgreed = defineProblem('exchange.purpose-not-agreed', 403, {
  zh: '协议中没有这个用途',
  en: 'The agreement does not cover this purpose',
})
export const alreadyRunning = defineProblem('exchange.already-running', 409, {
  zh: '这个接口在本县的核对还在进行',
  en: 'A comparison with this connector is going on in this county',
})
export const fileMissing = defineProblem('exchange.file-missing', 422, {
  zh: '这个接口按文件交换，请上传对方提供的名单',
  en: 'This connector takes files; upload the list the department delivered',
})
export const fileUnusable = defineProblem('exchange.file-unusable', 422, {
  zh: '这个文件不能用：{reason}',
  en: 'The file cannot be used: {reason}',
})
export const wrongNumber = defineProblem('exchange.identity-number-wrong', 422, {
  zh: '身份号码不正确',
  en: 'The identity number is not right',
})
export const categoryUnknown = defineProblem('exchange.category-unknown', 422, {
  zh: '没有这种情况，取值见数据标准',
  en: 'There is no such circumstance; see the code lists',
})
export const dayWrong = defineProblem('exchange.day-wrong', 422, {
  zh: '日期不存在或在今天以后',
  en: 'The day does not exist or lies in the future',
})
export const keysOfActiveOnly = defineProblem('exchange.not-active', 409, {
  zh: '正式密钥须在申请通过后、协议有效期内发放',
  en: 'Live keys are made once the application is approved and while the agreement holds',
})
export const keyWrong = defineProblem('exchange.key-wrong', 401, {
  zh: '密钥无效、已过期或已撤销',
  en: 'The key is unknown, expired or revoked',
})
export const agreementFileWrong = defineProblem('exchange.agreement-file-wrong', 422, {
  zh: '协议文本须为 PDF、JPG 或 PNG，不超过 5 MB',
  en: 'The agreement has to be a PDF, JPG or PNG of at most 5 MB',
})
