import { defineProblem } from '../http/problem.ts'

export const rotationUnderWay = defineProblem('privacy.rotation-under-way', 409, {
  zh: '这个县正在换钥，完成后才能再次更换',
  en: 'This county’s key is being replaced; it can be replaced again once that is done',
})
export const keyStillUsed = defineProblem('privacy.key-still-used', 409, {
  zh: '仍有 {count} 项数据使用这个版本的密钥，不能销毁。请先换钥',
  en: '{count} values are still sealed with this version; replace the key first',
})
export const keyInUse = defineProblem('privacy.key-in-use', 409, {
  zh: '只能销毁已停用的密钥版本',
  en: 'Only a version that has been retired can be destroyed',
})
export const noConsentNeeded = defineProblem('privacy.no-consent-needed', 422, {
  zh: '这一项是履行法定职责，不需要同意',
  en: 'This is a statutory duty and needs no consent',
})
export const consentMissing = defineProblem('privacy.consent-missing', 409, {
  zh: '本人没有同意“{kind}”，或已撤回',
  en: 'The elder has not agreed to “{kind}”, or has withdrawn it',
})
export const consentHolds = defineProblem('privacy.consent-holds', 409, {
  zh: '这一项已有有效的同意',
  en: 'There is a consent to this already',
})
export const consentEnded = defineProblem('privacy.consent-ended', 409, {
  zh: '这份同意已经撤回',
  en: 'This consent was withdrawn already',
})
export const giverMissing = defineProblem('privacy.giver-missing', 422, {
  zh: '由监护人或代理人同意的，请填写其姓名',
  en: 'Name the guardian or agent who agreed',
})
export const fileNumberMissing = defineProblem('privacy.file-number-missing', 422, {
  zh: '纸质签字和录音须填写存档编号',
  en: 'A paper or a recording needs its file number',
})
export const consentDayWrong = defineProblem('privacy.consent-day-wrong', 422, {
  zh: '日期不能晚于今天，撤回也不能早于同意之日',
  en: 'The day cannot lie in the future, nor a withdrawal before the consent',
})
export const wordingChanged = defineProblem('privacy.wording-changed', 409, {
  zh: '同意书已有新版本，请重新打开页面，把新的内容告知本人',
  en: 'The words of this consent have a new version; reload the page and read them to the elder',
})
export const recipientMissing = defineProblem('privacy.recipient-missing', 422, {
  zh: '这一项是同意给某一位家属的，请在“本人和家属账号”中为这位家属开通',
  en: 'This is agreed to for one relative in particular; open the account of that relative instead',
})
export const elderNotLiving = defineProblem('privacy.elder-not-living', 409, {
  zh: '档案已不在册，不能再登记同意',
  en: 'The file is no longer in the register; no consent can be recorded',
})
export const erasureInOtherState = defineProblem('privacy.erasure-in-other-state', 409, {
  zh: '这一项已被处理，请刷新后再看',
  en: 'This has been dealt with already; reload the list',
})
export const erasureBlocked = defineProblem('privacy.erasure-blocked', 409, {
  zh: '现在不能删除：{why}',
  en: 'It cannot be erased now: {why}',
})
export const erasureUnderWay = defineProblem('privacy.erasure-under-way', 409, {
  zh: '这份档案已有待办的删除事项',
  en: 'An erasure of this file is under way already',
})
export const ownErasure = defineProblem('privacy.own-erasure', 409, {
  zh: '提请人不能审批自己提请的事项',
  en: 'Whoever submitted it cannot decide on it',
})
export const refusalNeedsReason = defineProblem('privacy.refusal-needs-reason', 422, {
  zh: '不予删除须说明理由（个人信息保护法第五十条）',
  en: 'A refusal needs its reason (PIPL Art. 50)',
})
/** Where a class of data is withheld, what would carry it as a whole or be found by it. */
export const withheldByRule = defineProblem('privacy.withheld-by-rule', 403, {
  zh: '按数据分级分类规则，您的岗位在本地区不能使用“{zh}”',
  en: 'By the classification rules of your area your role is not shown: {en}',
})
export const classRuleHeld = defineProblem('privacy.class-rule-held', 409, {
  zh: '这里或上级已有同样的规则',
  en: 'There is such a rule already, here or in a division above',
})
export const classRuleMissing = defineProblem('privacy.class-rule-missing', 409, {
  zh: '本地区没有这样的规则；上级的规则由上级终止',
  en: 'This division has no such rule of its own; one from above is ended there',
})
export const classRequestWaiting = defineProblem('privacy.class-request-waiting', 409, {
  zh: '已有同样的申请等待复核',
  en: 'There is such a request already, waiting to be decided',
})
export const classPeriod = defineProblem('privacy.class-period', 422, {
  zh: '最后一天不能早于开始日期，也不能早于今天',
  en: 'The last day is before the first, or before today',
})
