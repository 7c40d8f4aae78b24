import * as api from '@yinian/core/surveys/api.ts'
import * as door from '@yinian/core/surveys/door-api.ts'
import * as lists from '@yinian/core/surveys/lists-api.ts'
import * as results from '@yinian/core/surveys/results-api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareCarryOver, declareElderRecords, declareOnDeath } from '../people/index.ts'
import { surveyActions } from './actions.ts'
import { getCampaignById, listCampaignsOf } from './campaign-queries.ts'
import { draftCampaignOf, stepCampaign } from './campaigns.ts'
import { surveysCarryOver } from './carry-over.ts'
import { decideAll } from './decide-proposals.ts'
import { onDeath, surveyRecords } from './elder-records.ts'
import { exportReportOf, exportRespondentsOf } from './exports.ts'
import { recordFoundOn } from './found.ts'
import { assignLists, listAskersOf, listListsOf } from './lists.ts'
import { readProgress } from './progress.ts'
import { listProposalsOf, readProposal } from './proposals.ts'
import { listReferralsOf, listSurveysOfElder, moveReferralOn } from './referrals.ts'
import { readReport } from './report.ts'
import { listRespondentsOf, readRespondent, takeListAlong } from './respondents.ts'
import { keepDraftOf, recordVisitOf } from './visits.ts'

export function serveSurveys(serve: Serve): void {
  declareActions(surveyActions)
  declareElderRecords(...surveyRecords)
  declareOnDeath('surveys', onDeath)
  declareCarryOver('surveys', surveysCarryOver)
  serve(api.listCampaigns, (call) => listCampaignsOf(call, call.query))
  serve(api.draftCampaign, (call) => draftCampaignOf(call, call.body))
  serve(api.getCampaign, (call) => getCampaignById(call, call.params))
  serve(api.approveCampaign, (call) => stepCampaign(call, call.params, 'approve', call.body))
  serve(api.openCampaign, (call) => stepCampaign(call, call.params, 'open', call.body))
  serve(api.closeCampaign, (call) => stepCampaign(call, call.params, 'close', call.body))
  serve(api.reportCampaign, (call) => stepCampaign(call, call.params, 'report', call.body))
  serve(api.cancelCampaign, (call) => stepCampaign(call, call.params, 'cancel', call.body))
  serve(api.getProgress, (call) => readProgress(call, call.params, call.query))
  serve(lists.listSurveyLists, (call) => listListsOf(call, call.query))
  serve(api.listAskers, ({ tx, params }) => listAskersOf(tx, params))
  serve(api.assignSurveyLists, (call) => assignLists(call, call.body))
  serve(api.getSurveyReport, (call) => readReport(call, call.params, call.query))
  serve(api.exportSurveyReport, (call) => exportReportOf(call, call.params, call.query))
  serve(api.exportRespondents, (call) => exportRespondentsOf(call, call.params, call.query))
  serveDoor(serve)
  serveResults(serve)
}

function serveDoor(serve: Serve): void {
  serve(door.listRespondents, (call) => listRespondentsOf(call, call.query))
  serve(door.getSurveyList, (call) => takeListAlong(call, call.params))
  serve(door.getRespondent, (call) => readRespondent(call, call.params))
  serve(door.keepDraft, (call) => keepDraftOf(call, call.params, call.body))
  serve(door.recordVisit, (call) => recordVisitOf(call, call.params, call.body))
  serve(door.recordFound, (call) => recordFoundOn(call, call.params, call.body))
}

function serveResults(serve: Serve): void {
  serve(results.listProposals, (call) => listProposalsOf(call, call.query))
  serve(results.getProposal, (call) => readProposal(call, call.params))
  serve(results.decideProposals, (call) => decideAll(call, call.body))
  serve(results.listReferrals, (call) => listReferralsOf(call, call.query))
  serve(results.moveReferral, (call) => moveReferralOn(call, call.params, call.body))
  serve(results.listElderSurveys, (call) => listSurveysOfElder(call, call.params.id))
}
