import * as api from '@yinian/core/audit/api.ts'
import { declareActions } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import { auditActions } from './actions.ts'
import { downloadHeads, requestSealing, requestVerification } from './operations.ts'
import { getVerification, listChains, listVerifications } from './queries.ts'

export function serveAudit(serve: Serve, { config }: Pick<Ground, 'config'>): void {
  declareActions(auditActions)
  serve(api.listAuditChains, ({ tx, query }) => listChains(tx, query))
  serve(api.verifyAuditChains, (call) => requestVerification(call, call.body.region))
  serve(api.listAuditVerifications, ({ tx, query }) => listVerifications(tx, query.limit))
  serve(api.getAuditVerification, ({ tx, params }) => getVerification(tx, params.id))
  serve(api.sealAuditEvents, (call) => requestSealing(call))
  serve(api.downloadAuditHeads, (call) => downloadHeads(call, config.auditSigningKey ?? null))
}
