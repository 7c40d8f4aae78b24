import * as api from '@yinian/core/lists/api.ts'
import { declareActions } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import { listActions } from './actions.ts'
import { askExport, cancelExport, fetchExport, listExports } from './exports.ts'
import { changeView, deleteView, listViews, saveView, setDefaultView } from './saved-views.ts'
import { listSchedules, makeSchedule, stopSchedule } from './schedules.ts'
import type { ExportSources } from './source.ts'

export function serveLists(serve: Serve, ground: Ground, sources: ExportSources): void {
  declareActions(listActions)
  serve(api.listSavedViews, (call) => listViews(call, call.query.list))
  serve(api.saveView, (call) => saveView(call, call.body))
  serve(api.setDefaultView, (call) => setDefaultView(call, call.body))
  serve(api.changeView, (call) => changeView(call, call.params.id, call.body))
  serve(api.deleteView, (call) => deleteView(call, call.params.id))
  serve(api.exportList, (call) => askExport(call, sources, call.body))
  serve(api.listExports, (call) => listExports(call, sources))
  serve(api.fetchExport, (call) => fetchExport(call, sources, call.params.id))
  serve(api.cancelExport, (call) => cancelExport(call, sources, call.params.id))
  serve(api.listExportSchedules, (call) => listSchedules(call, ground, sources))
  serve(api.scheduleExport, (call) => makeSchedule(call, ground, sources, call.body))
  serve(api.stopExportSchedule, (call) => stopSchedule(call, ground, sources, call.params.id))
}
