import * as api from '@yinian/core/division-changes/api.ts'
import { listColumns } from '@yinian/core/division-changes/list-rows.ts'
import { declareActions } from '../access/index.ts'
import { spreadsheetTypes, writeSpreadsheet } from '../documents/spreadsheet.ts'
import type { Download } from '../http/send-file.ts'
import type { Serve } from '../http/serve.ts'
import { divisionChangeActions } from './actions.ts'
import { approveChange, cancelChange, resumeChange, returnChange, submitChange } from './decide.ts'
import { assignByList, assignEldersOf, listUndividedIn } from './divide.ts'
import { confirmLinesOf, decideSplitOf, pairDivisionOf } from './edit.ts'
import { prepareChange } from './prepare.ts'
import { previewChange } from './preview.ts'
import { getChangeById, listChanges, listLines } from './queries.ts'

export function serveDivisionChanges(serve: Serve): void {
  declareActions(divisionChangeActions)
  serve(api.prepareDivisionChange, (call) =>
    prepareChange(call, { ...call.query, complete: call.query.complete === true, file: call.file }),
  )
  serve(api.listDivisionChanges, (call) => listChanges(call))
  serve(api.divisionListTemplate, () => template())
  serve(api.getDivisionChange, (call) => getChangeById(call, call.params.id))
  serve(api.listDivisionChangeLines, ({ tx, params, query }) => listLines(tx, params.id, query))
  serve(api.previewDivisionChange, ({ tx, params }) => previewChange(tx, params.id))
  serve(api.pairDivision, (call) => pairDivisionOf(call, call.params.id, call.body))
  serve(api.confirmDivisionChangeLines, (call) => confirmLinesOf(call, call.params.id, call.body))
  serve(api.decideSplit, (call) => decideSplitOf(call, call.params.id, call.body))
  serve(api.submitDivisionChange, (call) => submitChange(call, call.params.id, call.body.version))
  serve(api.returnDivisionChange, (call) => returnChange(call, call.params.id, call.body.version, call.body.reason))
  serve(api.approveDivisionChange, (call) => approveChange(call, call.params.id, call.body.version))
  serve(api.resumeDivisionChange, (call) => resumeChange(call, call.params.id))
  serve(api.cancelDivisionChange, (call) => cancelChange(call, call.params.id, call.body.version))
  serve(api.listUndivided, ({ tx }) => listUndividedIn(tx))
  serve(api.assignElders, (call) => assignEldersOf(call, call.params.code, call.body))
  serve(api.assignEldersByList, (call) => assignByList(call, call.params.code, call.file))
}

/** An empty list with the columns in the words of the reader that reads it. */
function template(): Download {
  const { code, name, formerCodes, said, day } = listColumns
  const columns = [code, name, formerCodes, said, day].map(([header]) => ({ header, width: 20 }))
  return {
    fileName: '区划调整清单.xlsx',
    contentType: spreadsheetTypes.xlsx,
    content: writeSpreadsheet('xlsx', { name: '区划', columns, rows: [] }),
  }
}
