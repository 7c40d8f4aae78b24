import { scopeOf } from '@yinian/core/access/actor.ts'
import { countLimit } from '@yinian/core/people/api.ts'
import * as api from '@yinian/core/people/left-behind/api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { declareActions } from '../../access/index.ts'
import type { Serve } from '../../http/serve.ts'
import { declareOnDeath } from '../deaths/on-death.ts'
import { exportAtOnce } from '../export-list.ts'
import { declareCarryOver } from '../transfer/carry-over.ts'
import { careActions } from './actions.ts'
import { careCarryOver, careOnDeath } from './endings.ts'
import { leftBehindList } from './export.ts'
import { countByDivision, countOfLeftBehind, listOfLeftBehind } from './list.ts'
import { correctContact, planCare, recordContact, setFamily } from './operations.ts'
import { lookAtCare } from './read.ts'

export function serveLeftBehind(serve: Serve): void {
  declareActions(careActions)
  declareOnDeath('people.care', careOnDeath)
  declareCarryOver('people.care', careCarryOver)
  serve(api.listLeftBehind, ({ tx, query, actor }) => listOfLeftBehind(tx, query, actor.today))
  serve(api.countLeftBehind, ({ tx, query, actor }) => countOfLeftBehind(tx, query, actor.today, countLimit))
  serve(api.countLeftBehindByDivision, ({ tx, query, actor }) =>
    countByDivision(tx, query.region ?? scopeOf(actor, 'people:read')?.regions[0] ?? nation, actor.today),
  )
  serve(api.exportLeftBehind, (call) => exportAtOnce(call, leftBehindList, call.query))
  serve(api.getCareOf, (call) => lookAtCare(call, call.params.id))
  serve(api.setCarePlan, (call) => planCare(call, call.params.id, call.body))
  serve(api.recordCareContact, (call) => recordContact(call, call.params.id, call.body))
  serve(api.correctCareContact, (call) => correctContact(call, call.params, call.body))
  serve(api.setFamilyContact, (call) => setFamily(call, call.params.id, call.body))
}
