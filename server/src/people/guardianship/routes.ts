import * as api from '@yinian/core/people/guardianship/api.ts'
import { declareActions } from '../../access/index.ts'
import type { Serve } from '../../http/serve.ts'
import { declareOnDeath } from '../deaths/on-death.ts'
import { exportAtOnce } from '../export-list.ts'
import { declareCarryOver } from '../transfer/carry-over.ts'
import { guardianshipActions } from './actions.ts'
import { guardianshipList } from './export.ts'
import { guardianshipCarryOver, guardianshipOnDeath } from './lapse.ts'
import { countStates, listArrangements } from './list.ts'
import { openArrangement } from './open.ts'
import { lookAtGuardianship } from './read.ts'
import { takeStep } from './step.ts'

export function serveGuardianship(serve: Serve): void {
  declareActions(guardianshipActions)
  declareOnDeath('people.guardianship', guardianshipOnDeath)
  declareCarryOver('people.guardianship', guardianshipCarryOver)
  serve(api.listGuardianships, ({ tx, query, actor }) => listArrangements(tx, query, actor.today))
  serve(api.countGuardianships, ({ tx, query, actor }) => countStates(tx, query.region, actor.today))
  serve(api.exportGuardianships, (call) => exportAtOnce(call, guardianshipList, call.query))
  serve(api.getGuardianshipOf, (call) => lookAtGuardianship(call, call.params.id))
  serve(api.openGuardianship, (call) => openArrangement(call, call.params.id, call.body))
  serve(api.takeGuardianshipStep, (call) => takeStep(call, call.params, call.body))
}
