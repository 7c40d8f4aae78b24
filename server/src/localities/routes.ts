import * as api from '@yinian/core/localities/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { localityActions } from './actions.ts'
import { endClass, getLocalityOf, listClasses, recordClass } from './area-classes.ts'
import { addGridTo, changeGridOf, closeGridOf, listGridsOf, listWorkersFor } from './grids.ts'
import { importList, listTemplate } from './import-list.ts'
import { recordFigure } from './population.ts'

export function serveLocalities(serve: Serve): void {
  declareActions(localityActions)
  serve(api.listAreaClasses, ({ tx, query, actor }) => listClasses(tx, query, actor.today))
  serve(api.localitiesTemplate, () => listTemplate())
  serve(api.recordAreaClass, (call) => recordClass(call, call.body))
  serve(api.importLocalities, (call) => importList(call, call.file))
  serve(api.endAreaClass, (call) => endClass(call, call.params.id, call.body))
  serve(api.getLocality, ({ tx, params, actor }) => getLocalityOf(tx, params.code, actor.today))
  serve(api.recordPopulation, (call) => recordFigure(call, call.body))
  serve(api.listGrids, async ({ tx, query }) => ({ rows: await listGridsOf(tx, query.region) }))
  serve(api.listGridWorkers, async ({ tx, query }) => ({ rows: await listWorkersFor(tx, query.region) }))
  serve(api.addGrid, (call) => addGridTo(call, call.body))
  serve(api.changeGrid, (call) => changeGridOf(call, call.params.id, call.body))
  serve(api.closeGrid, (call) => closeGridOf(call, call.params.id, call.body.version))
}
