import { defineProblem } from '../http/problem.ts'

export const policyNotFound = defineProblem('benefits.policy-not-found', 404, {
  zh: '该地区当月没有执行中的“{programme}”',
  en: 'No policy for “{programme}” is in force there in that month',
})
export const runExists = defineProblem('benefits.run-exists', 409, {
  zh: '该县（市、区）本月已有这个项目的批次正在办理',
  en: 'The county already has a run of this programme in hand for the month',
})
export const paidTwice = defineProblem('benefits.paid-twice', 409, {
  zh: '批次中有 {count} 人本月已由其他县（市、区）发放，请重新核对',
  en: 'People of this run already paid for the month by another county: {count}; check the run again',
})
export const hasBlockingFindings = defineProblem('benefits.blocking-findings', 409, {
  zh: '核对发现的问题尚未全部处理，不能提交或审批',
  en: 'Findings that block the run are still open; it can be neither submitted nor approved',
})
export const selfApproval = defineProblem('benefits.self-approval', 403, {
  zh: '编制人不能审批自己编制的批次',
  en: 'Whoever drafted a run cannot approve it',
})
export const notPayable = defineProblem('benefits.not-payable', 409, {
  zh: '批次审批通过后才能下载发放文件',
  en: 'The payment file exists only after the run is approved',
})
export const amountUnset = defineProblem('benefits.amount-unset', 422, {
  zh: '“{programme}”还有没有设定的金额，请先由本地发布补充政策',
  en: 'An amount of “{programme}” is not set; publish a local policy that sets it first',
})
export const grantedOnApplication = defineProblem('benefits.granted-on-application', 422, {
  zh: '“{programme}”须经申请和审批，不能按名单直接编制批次',
  en: '“{programme}” is granted on application and decision; it cannot be drafted for everybody who qualifies',
})
export const notPaidInCash = defineProblem('benefits.not-paid-in-cash', 422, {
  zh: '“{programme}”不发现金，凭额度消费',
  en: '“{programme}” is spent with providers, not paid out in cash',
})
export const monthNotPayable = defineProblem('benefits.month-not-payable', 422, {
  zh: '不能为尚未开始的月份编制批次',
  en: 'A run cannot be drafted for a month that has not begun',
})
export const factNotPossible = defineProblem('benefits.fact-not-possible', 422, {
  zh: '填写的情况中有不可能的取值',
  en: 'One of the facts given has a value it cannot have',
})
export const unknownPayment = defineProblem('benefits.unknown-payment', 422, {
  zh: '退回名单中有不属于本批次的发放',
  en: 'The list of returns names a payment that is not of this run',
})
export const paidInFuture = defineProblem('benefits.paid-in-future', 422, {
  zh: '发放时间不能晚于现在',
  en: 'A payment cannot have been made in the future',
})
export const notReturned = defineProblem('benefits.not-returned', 409, {
  zh: '这笔发放没有被银行退回，或已经处理',
  en: 'This payment was not returned by the bank or is already settled',
})
export const policyMisplaced = defineProblem('benefits.policy-misplaced', 422, {
  zh: '政策须写明项目代码、首个执行月份（YYYY-MM），适用地区须与所选一致',
  en: 'A policy names its programme and its first month (YYYY-MM), and the division it is drafted for',
})
export const policyHasFaults = defineProblem('benefits.policy-has-faults', 422, {
  zh: '政策还有 {count} 处问题：{first}',
  en: 'The policy still has faults ({count}): {first}',
})
export const policyWithoutExamples = defineProblem('benefits.policy-without-examples', 422, {
  zh: '至少要有一个应发的例子和一个不应发的例子',
  en: 'There has to be at least one example of somebody who is due and one of somebody who is not',
})
export const ownPolicy = defineProblem('benefits.own-policy', 403, {
  zh: '参与起草的人不能发布',
  en: 'Whoever had a hand in drafting a policy cannot publish it',
})
export const policyBegun = defineProblem('benefits.policy-begun', 422, {
  zh: '首个执行月份 {month} 已经过去，请改为本月或以后',
  en: 'Its first month {month} is over; let it begin this month or later',
})
export const policyBreaksLayer = defineProblem('benefits.policy-breaks-layer', 409, {
  zh: '发布后，{area}的政策将不能执行：{message}',
  en: 'Published, it would break the policy of {area}: {message}',
})
