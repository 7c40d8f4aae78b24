import * as exports from '@yinian/core/privacy/exports-api.ts'
import * as keys from '@yinian/core/privacy/keys-api.ts'
import { declareActions } from '../access/index.ts'
import type { SealedTable } from '../crypto/sealed-table.ts'
import type { Serve } from '../http/serve.ts'
import { privacyActions } from './actions.ts'
import { listExports, traceExport } from './exports/queries.ts'
import { beginRotation, destroyKey } from './keys/operations.ts'
import { getKey, listKeys } from './keys/queries.ts'

/** @param tables every table with sealed values, from all modules */
export function servePrivacy(serve: Serve, tables: readonly SealedTable[]): void {
  declareActions(privacyActions)
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
