import * as api from '@yinian/core/people/api.ts'
import { declareActions } from '../../access/index.ts'
import type { Serve } from '../../http/serve.ts'
import { applyImport, cancelImport, confirmRow, remapImport } from './operations.ts'
import { getImport, listImportRows, listImports } from './queries.ts'
import { resultFile } from './result-file.ts'
import { templateFile } from './template.ts'
import { beginUpload, endUpload, keepPart } from './upload.ts'

const importActions = {
  'people.import-uploaded': { zh: '上传名单', en: 'List uploaded' },
  'people.import-mapped': { zh: '调整名单的列对应', en: 'Columns of a list mapped' },
  'people.import-applied': { zh: '确认导入名单', en: 'List applied' },
  'people.import-cancelled': { zh: '停止导入名单', en: 'Import stopped' },
  'people.import-row-confirmed': { zh: '确认名单中一行的疑点不成立', en: 'Doubt about a row set aside' },
  'people.import-result-downloaded': { zh: '下载导入结果', en: 'Import result downloaded' },
}

export function servePeopleImports(serve: Serve): void {
  declareActions(importActions)
  serve(api.beginPeopleImport, (call) => beginUpload(call, call.body))
  serve(api.sendPeopleImportPart, (call) => keepPart(call, { ...call.params, ...call.query, file: call.file }))
  serve(api.endPeopleUpload, (call) => endUpload(call, call.params.id, call.body.digest))
  serve(api.listPeopleImports, (call) => listImports(call))
  serve(api.peopleImportTemplate, () => templateFile())
  serve(api.getPeopleImport, (call) => getImport(call, call.params.id))
  serve(api.listPeopleImportRows, ({ tx, params, query }) => listImportRows(tx, params.id, query))
  serve(api.remapPeopleImport, (call) => remapImport(call, call.params.id, call.body))
  serve(api.applyPeopleImport, (call) => applyImport(call, call.params.id))
  serve(api.confirmPeopleImportRow, (call) => confirmRow(call, call.params.id, call.params.row, call.body.reason))
  serve(api.cancelPeopleImport, (call) => cancelImport(call, call.params.id))
  serve(api.peopleImportResult, (call) => resultFile(call, call.params.id, call.query))
}
