import * as api from '@yinian/core/assessments/api.ts'
import * as feeApi from '@yinian/core/assessments/fee-api.ts'
import * as instrumentApi from '@yinian/core/assessments/instrument-api.ts'
import * as jointApi from '@yinian/core/assessments/joint-api.ts'
import * as lookupApi from '@yinian/core/assessments/lookup-api.ts'
import * as qualityApi from '@yinian/core/assessments/quality-api.ts'
import * as recordApi from '@yinian/core/assessments/record-api.ts'
import { declareActions } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import { declareLimitedPlaces } from '../kept-places/index.ts'
import { declareUnfinished } from '../organisations/index.ts'
import {
  declareCarryOver,
  declareElderRecords,
  declareLevels,
  declareOnDeath,
  declareTimeline,
} from '../people/index.ts'
import { declareCompleted } from '../workforce/index.ts'
import { assessmentActions } from './actions.ts'
import { countOpenOf, countSignedBy } from './counts.ts'
import { listAssessmentsOf } from './elder-assessments.ts'
import { assessmentCarryOver, assessmentRecords } from './elder-records.ts'
import { addDocument, endContractOf, listContractsOf, makeContractOf } from './fees/contracts.ts'
import { statementAsFile } from './fees/statement-file.ts'
import { answerFor, approve, draftFor, listStatementsFor, readStatement, redraft } from './fees/statements.ts'
import { checkInstrumentFile, decideProposal, listProposals, proposeInstrumentFile } from './instrument-versions.ts'
import { instrumentOf, listInstrumentsShortly } from './instruments.ts'
import { bookFor, dayFile, mark } from './joint/bookings.ts'
import { listDays, planDay, readDay } from './joint/days.ts'
import { giveBack, listJointPlaces } from './joint/places.ts'
import { tellLevels } from './levels-of.ts'
import { listAssessmentsFor } from './list.ts'
import { batchFile, listLookupsOf, verifyList } from './lookups/batch.ts'
import { verifyOne } from './lookups/verify.ts'
import { assessmentsOnDeath } from './on-death.ts'
import { acceptWith, declineFor } from './operations/accept.ts'
import { assignTo } from './operations/assign.ts'
import { cancelFor, confirmResult, objectTo, returnForCorrection, settle, withdrawFor } from './operations/decide.ts'
import { requestFor } from './operations/request.ts'
import { saveDraftOf } from './operations/save.ts'
import { signAs, withdrawSignatureOf } from './operations/sign.ts'
import { comparisonOf, decide, giveUp, startSecondOf } from './quality/checks.ts'
import { announce, applyFor, listConsequencesFor, objectFor, settleFor } from './quality/consequences.ts'
import { drawSampleOf, listSamplesFor, sampleWithChecks } from './quality/sample.ts'
import { openAssessment } from './read.ts'
import { crosswalkOf } from './records/crosswalk.ts'
import { sendDocument } from './records/documents.ts'
import { importOld, oldResultsTemplate } from './records/old-results.ts'
import { openRecord } from './records/read.ts'
import { recognise } from './records/recognise.ts'
import { recordOne, voidOne } from './records/record.ts'
import { downloadReport } from './report/download.ts'
import { printRequestSlipOf } from './report/request-slip.ts'
import { tellAssessments } from './timeline.ts'
import { workloadOf } from './workload.ts'

export function serveAssessments(serve: Serve, ground: Ground): void {
  declareActions(assessmentActions)
  declareLimitedPlaces('joint-day', listJointPlaces)
  declareTimeline('assessments', tellAssessments, 'assessment')
  declareLevels('assessments', tellLevels)
  declareElderRecords(...assessmentRecords)
  declareCarryOver('assessments', assessmentCarryOver)
  declareOnDeath('assessments', assessmentsOnDeath)
  declareUnfinished(countOpenOf)
  declareCompleted(countSignedBy)

  serve(api.listInstruments, ({ tx }) => listInstrumentsShortly(tx))
  serve(api.getInstrument, ({ tx, params }) => instrumentOf(tx, params.id, params.version))
  serve(api.listAssessments, ({ tx, actor, query }) => listAssessmentsFor(tx, actor, query))
  serve(api.getWorkload, ({ tx, actor, query }) => workloadOf(tx, query, actor.today))
  serve(api.getAssessment, (call) => openAssessment(call, call.params))
  serve(api.getReport, (call) => downloadReport(call, call.params, call.query.language ?? 'zh'))
  serve(api.listElderAssessments, ({ tx, actor, params, query }) => listAssessmentsOf(tx, params, query, actor))

  serve(api.requestAssessment, (call) => requestFor(call, call.body))
  serve(api.withdrawRequest, (call) => withdrawFor(call, call.params, call.body))
  serve(api.printRequestSlip, (call) => printRequestSlipOf(call, call.params, call.query.language ?? 'zh'))
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

  serveRecords(serve)
  serveSupervision(serve)
  serveFees(serve)
  serveLookups(serve, ground)
}

function serveRecords(serve: Serve): void {
  serve(instrumentApi.checkInstrument, (call) => checkInstrumentFile(call, call.query.region, call.file))
  serve(instrumentApi.proposeInstrument, (call) => proposeInstrumentFile(call, call.query.region, call.file))
  serve(instrumentApi.listInstrumentProposals, (call) => listProposals(call))
  serve(instrumentApi.decideInstrument, (call) => decideProposal(call, call.params, call.body))

  serve(recordApi.recordByInstrument, (call) => recordOne(call, call.body))
  serve(recordApi.getRecord, (call) => openRecord(call, call.params))
  serve(recordApi.voidRecord, (call) => voidOne(call, call.params, call.body))
  serve(recordApi.getCrosswalk, (call) => crosswalkOf(call, call.params))
  serve(recordApi.importOldResults, (call) => importOld(call, call.file, call.query.apply))
  serve(recordApi.oldResultsTemplate, () => oldResultsTemplate())
  serve(recordApi.recogniseResult, (call) => recognise(call, call.query, call.file))
  serve(recordApi.getDocument, (call) => sendDocument(call, call.params, 'recognition'))

  serve(jointApi.listJointDays, (call) => listDays(call, call.query))
  serve(jointApi.planJointDay, (call) => planDay(call, call.body))
  serve(jointApi.getJointDay, (call) => readDay(call, call.params))
  serve(jointApi.bookElders, (call) => bookFor(call, call.params, call.body))
  serve(jointApi.cancelBooking, (call) => giveBack(call, call.params))
  serve(jointApi.markAttendance, (call) => mark(call, call.params, call.body))
  serve(jointApi.jointDayFile, (call) => dayFile(call, call.params, call.query.language ?? 'zh'))
}

function serveSupervision(serve: Serve): void {
  serve(qualityApi.listSamples, ({ tx }) => listSamplesFor(tx))
  serve(qualityApi.drawQualitySample, (call) => drawSampleOf(call, call.body))
  serve(qualityApi.getSample, (call) => sampleWithChecks(call, call.params))
  serve(qualityApi.startSecond, (call) => startSecondOf(call, call.params, call.body))
  serve(qualityApi.giveUpCheck, (call) => giveUp(call, call.params, call.body))
  serve(qualityApi.getComparison, (call) => comparisonOf(call, call.params))
  serve(qualityApi.decideCheck, (call) => decide(call, call.params, call.body))
  serve(qualityApi.listConsequences, (call) => listConsequencesFor(call, call.query.organisationId))
  serve(qualityApi.announceConsequence, (call) => announce(call, call.body))
  serve(qualityApi.objectToConsequence, (call) => objectFor(call, call.params, call.body))
  serve(qualityApi.settleConsequence, (call) => settleFor(call, call.params, call.body))
  serve(qualityApi.applyConsequence, (call) => applyFor(call, call.params, call.body))
}

function serveFees(serve: Serve): void {
  serve(feeApi.listContracts, (call) => listContractsOf(call, call.query.organisationId))
  serve(feeApi.makeContract, (call) => makeContractOf(call, call.body))
  serve(feeApi.endContract, (call) => endContractOf(call, call.params, call.body))
  serve(feeApi.addContractDocument, (call) => addDocument(call, call.params, call.file))
  serve(feeApi.getContractDocument, (call) => sendDocument(call, call.params, 'contract'))
  serve(feeApi.listStatements, (call) => listStatementsFor(call, call.query))
  serve(feeApi.draftStatements, (call) => draftFor(call, call.body))
  serve(feeApi.getStatement, (call) => readStatement(call, call.params))
  serve(feeApi.redraftStatement, (call) => redraft(call, call.params, call.body))
  serve(feeApi.answerStatement, (call) => answerFor(call, call.params, call.body))
  serve(feeApi.approveStatement, (call) => approve(call, call.params, call.body))
  serve(feeApi.statementFile, (call) =>
    statementAsFile(call, call.params, call.query.format, call.query.language ?? 'zh'),
  )
}

function serveLookups(serve: Serve, ground: Ground): void {
  serve(lookupApi.verifyResult, (call) => verifyOne(call, ground, call.body))
  serve(lookupApi.listLookups, (call) => listLookupsOf(call))
  serve(lookupApi.verifyBatch, (call) => verifyList(call, ground, call.query, call.file))
  serve(lookupApi.lookupFile, (call) => batchFile(call, call.params.id))
}
