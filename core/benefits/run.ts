import { next, type Procedure } from '../cases/procedure.ts'
import { hasBlockingFindings, selfApproval } from './problems.ts'
import type { Finding } from './run-checks.ts'

export type RunState = 'draft' | 'checked' | 'submitted' | 'approved' | 'paid' | 'cancelled'
export type RunEvent = 'check' | 'hold' | 'submit' | 'return' | 'approve' | 'pay' | 'cancel'

/**
 * The monthly run of one programme in one county (D07). `check` works the amounts out again, so a returned run always
 * passes the checks anew; while that goes on, the run is a draft. `hold` sets single people aside, for whom another run
 * of the month may follow. An approved run can still be returned until it is recorded as paid.
 */
export const runProcedure: Procedure<RunState, RunEvent> = {
  name: { zh: '月度发放批次', en: 'Monthly payment run' },
  initial: 'draft',
  states: {
    draft: { zh: '编制中', en: 'Draft' },
    checked: { zh: '已核对', en: 'Checked' },
    submitted: { zh: '待审批', en: 'Submitted' },
    approved: { zh: '已审批', en: 'Approved' },
    paid: { zh: '已发放', en: 'Paid' },
    cancelled: { zh: '已作废', en: 'Cancelled' },
  },
  events: {
    check: { name: { zh: '核对', en: 'Check' }, permission: 'benefits:draft' },
    hold: { name: { zh: '暂缓发放', en: 'Set aside' }, permission: 'benefits:draft' },
    submit: { name: { zh: '提交审批', en: 'Submit' }, permission: 'benefits:draft' },
    return: { name: { zh: '退回修改', en: 'Return' }, permission: 'benefits:approve' },
    approve: { name: { zh: '审批通过', en: 'Approve' }, permission: 'benefits:approve' },
    pay: { name: { zh: '登记发放', en: 'Record payment' }, permission: 'benefits:pay' },
    cancel: { name: { zh: '作废', en: 'Cancel' }, permission: 'benefits:draft' },
  },
  transitions: {
    draft: { check: 'checked', cancel: 'cancelled' },
    checked: { check: 'checked', hold: 'checked', submit: 'submitted', cancel: 'cancelled' },
    submitted: { return: 'draft', approve: 'approved', cancel: 'cancelled' },
    approved: { return: 'draft', pay: 'paid' },
    paid: {},
    cancelled: {},
  },
}

export interface RunInHand {
  readonly state: RunState
  /** Account ids of everybody who drafted, checked or submitted it. */
  readonly draftedBy: readonly string[]
  readonly findings: readonly Pick<Finding, 'severity'>[]
}

/**
 * The state after an event, by whom and on whose behalf. Besides the table: a run with blocking findings is neither submitted nor
 * approved, and nobody approves what they drafted (separation of duties).
 */
export function advanceRun(run: RunInHand, event: RunEvent, parties: readonly string[]): RunState {
  const reached = next(runProcedure, run.state, event)
  const blocked = run.findings.some((finding) => finding.severity === 'blocking')
  if ((event === 'submit' || event === 'approve') && blocked) throw hasBlockingFindings()
  if (event === 'approve' && parties.some((party) => run.draftedBy.includes(party))) throw selfApproval()
  return reached
}
