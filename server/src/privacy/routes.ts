import * as consents from '@yinian/core/privacy/consents-api.ts'
import * as erasure from '@yinian/core/privacy/erasure-api.ts'
import * as exports from '@yinian/core/privacy/exports-api.ts'
import * as keys from '@yinian/core/privacy/keys-api.ts'
import { declareActions } from '../access/index.ts'
import type { SealedTable } from '../crypto/sealed-table.ts'
import type { Erasable } from '../db/erasable.ts'
import type { Serve } from '../http/serve.ts'
import { privacyActions } from './actions.ts'
import type { Elders } from './consents/elders.ts'
import { consentForm } from './consents/form.ts'
import { giveConsentOf, withdrawConsentOf } from './consents/operations.ts'
import { listConsentsOf } from './consents/queries.ts'
import { listHoldsOf, placeHoldOn, releaseHoldOf } from './erasure/holds.ts'
import { decideErasureOf, requestErasureOf, submitErasureOf } from './erasure/operations.ts'
import { listErasuresOf } from './erasure/queries.ts'
import { listExports, traceExport } from './exports/queries.ts'
import { beginRotation, destroyKey } from './keys/operations.ts'
import { getKey, listKeys } from './keys/queries.ts'

/** What this module is handed from those that stand above it. */
export interface PrivacyNeeds {
  /** Every table with sealed values, from all modules. */
  readonly tables: readonly SealedTable[]
  readonly elders: Elders
  /** Everything a retention rule stands over. */
  readonly erasables: readonly Erasable[]
}

export function servePrivacy(serve: Serve, { tables, elders, erasables }: PrivacyNeeds): void {
  declareActions(privacyActions)
  serve(consents.listConsents, ({ tx, params }) => listConsentsOf(tx, elders, params.id))
  serve(consents.giveConsent, (call) => giveConsentOf(call, elders, call.params.id, call.body))
  serve(consents.withdrawConsent, (call) => withdrawConsentOf(call, elders, call.params, call.body))
  serve(consents.printConsentForm, (call) =>
    consentForm(call, elders, call.params.id, { kind: call.query.kind, language: call.query.language ?? 'zh' }),
  )
  serve(erasure.listErasures, ({ tx, query }) => listErasuresOf(tx, erasables, query))
  serve(erasure.submitErasure, (call) => submitErasureOf(call, erasables, call.params.id))
  serve(erasure.decideErasure, (call) => decideErasureOf(call, erasables, call.params.id, call.body))
  serve(erasure.requestErasure, (call) => requestErasureOf(call, { elders, erasables }, call.params.id, call.body))
  serve(erasure.listHolds, ({ tx, params }) => listHoldsOf(tx, elders, params.id))
  serve(erasure.placeHold, (call) => placeHoldOn(call, elders, call.params.id, call.body))
  serve(erasure.releaseHold, (call) => releaseHoldOf(call, elders, call.params, call.body))
  serve(exports.listDataExports, ({ tx, query }) => listExports(tx, query))
  serve(exports.traceDataExport, (call) => traceExport(call, call.body.text))
  serve(keys.listDataKeys, ({ tx, query }) => listKeys(tx, query))
  serve(keys.getDataKey, ({ tx, params }) => getKey(tx, tables, params.county))
  serve(keys.rotateDataKey, (call) => beginRotation(call, tables, { ...call.params, ...call.body }))
  serve(keys.destroyDataKey, (call) =>
    destroyKey(call, tables, {
      county: call.params.county,
      version: Number(call.params.version),
      reason: call.body.reason,
    }),
  )
}
