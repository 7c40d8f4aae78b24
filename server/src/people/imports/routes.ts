import * as api from '@yinian/core/people/api.ts'
import { declareActions } from '../../access/index.ts'
import type { Serve } from '../../http/serve.ts'
import { applyImport, cancelImport, remapImport, startImport } from './operations.ts'
import { getImport, listImportRows, listImports } from './queries.ts'
import { resultFile } from './result-file.ts'
import { templateFile } from './template.ts'

const importActions = {
  'people.import-uploaded': { zh: '上传名单', en: 'List uploaded' },
  'people.import-mapped': { zh: '调整名单的列对应', en: 'Columns of a list mapped' },
  'people.import-applied': { zh: '确认导入名单', en: 'List applied' },
  'people.import-cancelled': { zh: '放弃导入名单', en: 'List cancelled' },
  'people.import-result-downloaded': { zh: '下载导入结果', en: 'Import result downloaded' },
}

export function servePeopleImports(serve: Serve): void {
  declareActions(importActions)
  serve(api.importPeople, (call) => startImport(call, { region: call.query.region, file: call.file }))
  serve(api.listPeopleImports, (call) => listImports(call))
  serve(api.peopleImportTemplate, () => templateFile())
  serve(api.getPeopleImport, (call) => getImport(call, call.params.id))
  serve(api.listPeopleImportRows, ({ tx, params, query }) => listImportRows(tx, params.id, query))
  serve(api.remapPeopleImport, (call) => remapImport(call, call.params.id, call.body))
  serve(api.applyPeopleImport, (call) => applyImport(call, call.params.id))
  serve(api.cancelPeopleImport, (call) => cancelImport(call, call.params.id))
  serve(api.peopleImportResult, (call) => resultFile(call, call.params.id, call.query.language ?? 'zh'))
}
