import * as deaths from '@yinian/core/people/death-api.ts'
import * as matching from '@yinian/core/people/matching-api.ts'
import * as merges from '@yinian/core/people/merge-api.ts'
import * as transfers from '@yinian/core/people/transfer-api.ts'
import type { Serve } from '../http/serve.ts'
import { decideReport } from './deaths/decide.ts'
import { importDeathList } from './deaths/import-deaths.ts'
import { listReports, listReportsOf } from './deaths/read-report.ts'
import { takeReport } from './deaths/report.ts'
import { correctDocument, listFormerDocumentsOf } from './matching/correct-document.ts'
import { decidePair } from './matching/decide-pair.ts'
import { listPairs, readPair } from './matching/list-pairs.ts'
import { listCandidates } from './matching/show-candidates.ts'
import { mergeTwo } from './merge/merge.ts'
import { declareOwnRecords } from './merge/own-records.ts'
import { readPreview } from './merge/preview.ts'
import { listMergesOf, readMerge } from './merge/read-merge.ts'
import { unmergeTwo } from './merge/unmerge.ts'
import { tellAll } from './timeline.ts'
import { tellStoryBy } from './transfer/complete.ts'
import { decideMove } from './transfer/decide.ts'
import { listTransfers, readTransfer } from './transfer/read-transfer.ts'
import { askForElder, offerElder } from './transfer/request.ts'

/** One person, one record: finding, joining and parting files. */
export function serveOnePerson(serve: Serve): void {
  declareOwnRecords()
  tellStoryBy(tellAll)
  serve(matching.findCandidates, (call) => listCandidates(call, call.body))
  serve(matching.listElderPairs, ({ tx, query }) => listPairs(tx, query))
  serve(matching.getElderPair, (call) => readPair(call, call.params))
  serve(matching.decideElderPair, (call) => decidePair(call, call.params, call.body))
  serve(matching.correctDocument, (call) => correctDocument(call, call.params.id, call.body))
  serve(matching.listFormerDocuments, ({ tx, params }) => listFormerDocumentsOf(tx, params.id))

  serve(merges.previewMerge, (call) => readPreview(call, call.query))
  serve(merges.mergeElders, (call) => mergeTwo(call, call.body))
  serve(merges.getElderMerge, ({ tx, params }) => readMerge(tx, params))
  serve(merges.listMergesOfElder, ({ tx, params }) => listMergesOf(tx, params.id))
  serve(merges.unmergeElders, (call) => unmergeTwo(call, call.params, call.body))

  serve(transfers.listElderTransfers, ({ tx, query }) => listTransfers(tx, query))
  serve(transfers.getElderTransfer, ({ tx, params }) => readTransfer(tx, params))
  serve(transfers.requestTransfer, (call) => offerElder(call, call.body))
  serve(transfers.askForTransfer, (call) => askForElder(call, call.body))
  serve(transfers.decideTransfer, (call) => decideMove(call, call.params, call.body))

  serve(deaths.listDeathReports, (call) => listReports(call, call.query))
  serve(deaths.listDeathReportsOf, (call) => listReportsOf(call, call.params.id))
  serve(deaths.reportDeath, (call) => takeReport(call, call.body))
  serve(deaths.importDeaths, (call) => importDeathList(call, call.query, call.file?.content))
  serve(deaths.decideDeath, (call) => decideReport(call, call.params, call.body))
}
