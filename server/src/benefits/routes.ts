import * as api from '@yinian/core/benefits/api.ts'
import * as runs from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import { dayAt, monthOf } from '@yinian/core/time/day.ts'
import { declareActions } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { declareElderRecords, declareTimeline } from '../people/index.ts'
import { benefitActions } from './actions.ts'
import { benefitRecords } from './elder-records.ts'
import { calculateFor, checkRuleText, listEntitlementsOf, listProgrammesIn } from './entitlements.ts'
import { recordPaidOf, settleReturnedPayment } from './pay-operations.ts'
import { makePaymentFile } from './payment-file.ts'
import {
  getPaymentFile,
  getPaymentRow,
  listPaymentsOf,
  listPaymentsOfElder,
  listReturnedFor,
} from './payment-queries.ts'
import { loadPolicies } from './policies.ts'
import {
  approveRunOf,
  cancelRunOf,
  checkAgain,
  draftRunOf,
  holdPaymentsOf,
  returnRunOf,
  submitRunOf,
} from './run-operations.ts'
import { getRunById, listRunsFor } from './run-queries.ts'
import type { RunPlace } from './run-record.ts'
import { tellPayments } from './timeline.ts'
import { listUntoldOf } from './untold-queries.ts'

/** Serves benefits by the policies of the installation. @throws PoliciesRefused, which stops the start */
export function serveBenefits(serve: Serve, ground: Pick<Ground, 'clock'>, policies = loadPolicies()): void {
  declareActions(benefitActions)
  declareTimeline('benefits', tellPayments(policies), 'benefits')
  declareElderRecords(...benefitRecords)
  const thisMonth = () => monthOf(dayAt(ground.clock.now()))
  const answer = async (work: Work & { readonly params: RunPlace }, done: Promise<unknown>): Promise<BenefitRun> => {
    await done
    return getRunById(work.tx, work.actor, work.params)
  }

  serve(api.listProgrammes, ({ tx, query }) => listProgrammesIn(tx, policies, query.region, query.month ?? thisMonth()))
  serve(api.checkRule, ({ body }) => checkRuleText(body))
  serve(api.calculateBenefits, ({ body }) => calculateFor(policies, body, body.month ?? thisMonth()))
  serve(api.listEntitlements, (call) => listEntitlementsOf(call, policies, call.params.id, call.query.month))
  serve(api.listElderPayments, ({ tx, params, query }) => listPaymentsOfElder(tx, policies, params.id, query))

  serve(runs.listRuns, ({ tx, query }) => listRunsFor(tx, query))
  serve(runs.draftRun, async (call) => getRunById(call.tx, call.actor, await draftRunOf(call, policies, call.body)))
  serve(runs.getRun, ({ tx, actor, params }) => getRunById(tx, actor, params))
  serve(runs.listRunPayments, ({ tx, params, query }) => listPaymentsOf(tx, policies, params, query))
  serve(runs.listRunUntold, ({ tx, params, query }) => listUntoldOf(tx, params, query))
  serve(runs.getPayment, (call) => getPaymentFile(call, policies, call.params))
  serve(runs.holdPayments, (call) => answer(call, holdPaymentsOf(call, call.params, call.body)))
  serve(runs.checkRunAgain, (call) => answer(call, checkAgain(call, policies, call.params, call.body)))
  serve(runs.submitRun, (call) => answer(call, submitRunOf(call, call.params, call.body)))
  serve(runs.approveRun, (call) => answer(call, approveRunOf(call, call.params, call.body)))
  serve(runs.returnRun, (call) => answer(call, returnRunOf(call, call.params, call.body)))
  serve(runs.cancelRun, (call) => answer(call, cancelRunOf(call, call.params, call.body)))
  serve(runs.recordPaid, (call) => answer(call, recordPaidOf(call, call.params, call.body)))
  serve(runs.listReturnedPayments, ({ tx, query }) => listReturnedFor(tx, policies, query))
  serve(runs.settleReturned, async (call) => {
    await settleReturnedPayment(call, call.params, call.body)
    return getPaymentRow(call.tx, policies, call.params)
  })
  serve(runs.downloadPaymentFile, (call) => makePaymentFile(call, call.params, call.query))
}
