import * as api from '@yinian/core/assessments/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareUnfinished } from '../organisations/index.ts'
import { declareTimeline } from '../people/index.ts'
import { declareCompleted } from '../workforce/index.ts'
import { assessmentActions } from './actions.ts'
import { countOpenOf, countSignedBy } from './counts.ts'
import { listAssessmentsOf } from './elder-assessments.ts'
import { listInstrumentsShortly, readInstrument } from './instruments.ts'
import { listAssessmentsFor } from './list.ts'
import { acceptWith, declineFor } from './operations/accept.ts'
import { assignTo } from './operations/assign.ts'
import { cancelFor, confirmResult, objectTo, returnForCorrection, settle } from './operations/decide.ts'
import { requestFor } from './operations/request.ts'
import { saveDraftOf } from './operations/save.ts'
import { signAs, withdrawSignatureOf } from './operations/sign.ts'
import { openAssessment } from './read.ts'
import { downloadReport } from './report/download.ts'
import { tellAssessments } from './timeline.ts'
import { workloadOf } from './workload.ts'

export function serveAssessments(serve: Serve): void {
  declareActions(assessmentActions)
  declareTimeline('assessments', tellAssessments)
  declareUnfinished(countOpenOf)
  declareCompleted(countSignedBy)

  serve(api.listInstruments, listInstrumentsShortly)
  serve(api.getInstrument, ({ params }) => readInstrument(params.id, params.version))
  serve(api.listAssessments, ({ tx, actor, query }) => listAssessmentsFor(tx, actor, query))
  serve(api.getWorkload, ({ tx, actor, query }) => workloadOf(tx, query, actor.today))
  serve(api.getAssessment, (call) => openAssessment(call, call.params))
  serve(api.getReport, (call) => downloadReport(call, call.params, call.query.language ?? 'zh'))
  serve(api.listElderAssessments, ({ tx, actor, params, query }) => listAssessmentsOf(tx, params, query, actor.today))

  serve(api.requestAssessment, (call) => requestFor(call, call.body))
  serve(api.assignAssessments, (call) => assignTo(call, call.body))
  serve(api.acceptAssessment, (call) => acceptWith(call, call.params, call.body))
  serve(api.declineAssessment, (call) => declineFor(call, call.params, call.body))
  serve(api.saveDraft, (call) => saveDraftOf(call, call.params, call.body))
  serve(api.signAssessment, (call) => signAs(call, call.params, call.body))
  serve(api.withdrawSignature, (call) => withdrawSignatureOf(call, call.params, call.body))
  serve(api.confirmAssessment, (call) => confirmResult(call, call.params, call.body))
  serve(api.returnAssessment, (call) => returnForCorrection(call, call.params, call.body))
  serve(api.objectToResult, (call) => objectTo(call, call.params, call.body))
  serve(api.settleObjection, (call) => settle(call, call.params, call.body))
  serve(api.cancelAssessment, (call) => cancelFor(call, call.params, call.body))
}
