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
import { makePolicyShelf } from './policy-shelf.ts'
import { servePolicyVersions } from './policy-versions/routes.ts'
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

/** Serves benefits by the policies published in this installation. */
export function serveBenefits(serve: Serve, ground: Pick<Ground, 'clock'>, shelf = makePolicyShelf()): void {
  declareActions(benefitActions)
  declareTimeline('benefits', tellPayments(shelf), 'benefits')
  declareElderRecords(...benefitRecords)
  servePolicyVersions(serve, shelf)
  const thisMonth = () => monthOf(dayAt(ground.clock.now()))
  const answer = async (work: Work & { readonly params: RunPlace }, done: Promise<unknown>): Promise<BenefitRun> => {
    await done
    return getRunById(work.tx, work.actor, work.params)
  }

  serve(api.listProgrammes, async ({ tx, query }) =>
    listProgrammesIn(tx, await shelf.at(tx), query.region, query.month ?? thisMonth()),
  )
  serve(api.checkRule, ({ body }) => checkRuleText(body))
  serve(api.calculateBenefits, async ({ tx, body }) =>
    calculateFor(await shelf.at(tx), body, body.month ?? thisMonth()),
  )
  serve(api.listEntitlements, async (call) =>
    listEntitlementsOf(call, await shelf.at(call.tx), call.params.id, call.query.month),
  )
  serve(api.listElderPayments, async ({ tx, params, query }) =>
    listPaymentsOfElder(tx, await shelf.at(tx), params.id, query),
  )

  serve(runs.listRuns, ({ tx, query }) => listRunsFor(tx, query))
  serve(runs.draftRun, async (call) =>
    getRunById(call.tx, call.actor, await draftRunOf(call, await shelf.at(call.tx), call.body)),
  )
  serve(runs.getRun, ({ tx, actor, params }) => getRunById(tx, actor, params))
  serve(runs.listRunPayments, async ({ tx, params, query }) => listPaymentsOf(tx, await shelf.at(tx), params, query))
  serve(runs.listRunUntold, ({ tx, params, query }) => listUntoldOf(tx, params, query))
  serve(runs.getPayment, async (call) => getPaymentFile(call, await shelf.at(call.tx), call.params))
  serve(runs.holdPayments, (call) => answer(call, holdPaymentsOf(call, call.params, call.body)))
  serve(runs.checkRunAgain, async (call) =>
    answer(call, checkAgain(call, await shelf.at(call.tx), call.params, call.body)),
  )
  serve(runs.submitRun, (call) => answer(call, submitRunOf(call, call.params, call.body)))
  serve(runs.approveRun, (call) => answer(call, approveRunOf(call, call.params, call.body)))
  serve(runs.returnRun, (call) => answer(call, returnRunOf(call, call.params, call.body)))
  serve(runs.cancelRun, (call) => answer(call, cancelRunOf(call, call.params, call.body)))
  serve(runs.recordPaid, (call) => answer(call, recordPaidOf(call, call.params, call.body)))
  serve(runs.listReturnedPayments, async ({ tx, query }) => listReturnedFor(tx, await shelf.at(tx), query))
  serve(runs.settleReturned, async (call) => {
    await settleReturnedPayment(call, call.params, call.body)
    return getPaymentRow(call.tx, await shelf.at(call.tx), call.params)
  })
  serve(runs.downloadPaymentFile, (call) => makePaymentFile(call, call.params, call.query))
}
