import * as api from '@yinian/core/data-quality/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareElderRecords } from '../people/index.ts'
import { dataQualityActions } from './actions.ts'
import { readBoard } from './board.ts'
import { confirmCase, exportCases, listCases } from './cases.ts'
import { type Declared, dictionaryFile, listColumns } from './dictionary.ts'
import { qualityRecords } from './elder-records.ts'
import { checkItem, drawSample, listSamples, readSample, signSample } from './samples.ts'
import { listShared } from './sharing.ts'

export function serveDataQuality(serve: Serve, declared: Declared): void {
  declareActions(dataQualityActions)
  declareElderRecords(...qualityRecords)
  serve(api.getQualityBoard, (call) => readBoard(call, call.query))
  serve(api.listQualityCases, (call) => listCases(call, call.query))
  serve(api.exportQualityCases, async (call) => exportCases(call, call.query) as never)
  serve(api.confirmQualityCase, (call) => confirmCase(call, call.body))
  serve(api.listDataSamples, (call) => listSamples(call, call.query))
  serve(api.drawDataSample, (call) => drawSample(call, call.body))
  serve(api.getDataSample, (call) => readSample(call, call.params))
  serve(api.checkDataSample, (call) => checkItem(call, call.params, call.body))
  serve(api.signDataSample, (call) => signSample(call, call.params))
  serve(api.listDictionary, ({ tx, query }) => listColumns(tx, declared, query))
  serve(api.exportDictionary, async (call) => dictionaryFile(call, declared, call.query) as never)
  serve(api.listSharedData, () => listShared(declared.served))
}
