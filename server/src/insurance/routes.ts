import * as api from '@yinian/core/insurance/api.ts'
import * as elder from '@yinian/core/insurance/elder-api.ts'
import * as rules from '@yinian/core/insurance/rules-api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareCarryOver, declareElderRecords, declareOnDeath, declareTimeline } from '../people/index.ts'
import { insuranceActions } from './actions.ts'
import { applyFor, findApplicantBy, stepForApplicant } from './apply.ts'
import { assignPair } from './assign.ts'
import { stepForDecision } from './decide.ts'
import { designateOne, endOne, listDesignationsOf } from './designations.ts'
import { acceptEvidence, readElderGrade } from './elder.ts'
import { insuranceCarryOver, insuranceOnDeath, insuranceRecords, tellDisability } from './elder-records.ts'
import { exportCases } from './export.ts'
import { decideEntriesBy, proposeEntriesFor, readGrading } from './grading.ts'
import { listCases } from './list.ts'
import { openCase } from './read.ts'
import { stepForReview } from './review.ts'
import { decideRule, listRulesOf, proposeRule } from './rules.ts'
import { handInSheet } from './sheets.ts'

export function serveInsurance(serve: Serve): void {
  declareActions(insuranceActions)
  declareElderRecords(...insuranceRecords)
  declareOnDeath('insurance', insuranceOnDeath)
  declareCarryOver('insurance', insuranceCarryOver)
  declareTimeline('insurance', tellDisability)
  serve(api.listDisability, ({ tx, actor, query }) => listCases(tx, actor, query))
  serve(api.exportDisability, (call) => exportCases(call, call.query))
  serve(api.findApplicant, (call) => findApplicantBy(call, call.body))
  serve(api.applyForDisability, (call) => applyFor(call, call.body))
  serve(api.getDisability, (call) => openCase(call, call.params))
  serve(api.stepOfApplicant, (call) => stepForApplicant(call, call.params, call.body))
  serve(api.stepOfReview, (call) => stepForReview(call, call.params, call.body))
  serve(api.assignDisability, (call) => assignPair(call, call.params, call.body))
  serve(api.recordSheet, (call) => handInSheet(call, call.params, call.body))
  serve(api.stepOfDecision, (call) => stepForDecision(call, call.params, call.body))
  serve(elder.getElderDisability, (call) => readElderGrade(call, call.params))
  serve(elder.acceptAsEvidence, (call) => acceptEvidence(call, call.params, call.body))
  serve(rules.listInsuranceRules, (call) => listRulesOf(call, call.query))
  serve(rules.proposeInsuranceRule, (call) => proposeRule(call, call.body))
  serve(rules.decideInsuranceRule, (call) => decideRule(call, call.params.id, call.body))
  serve(rules.getGrading, (call) => readGrading(call, call.query))
  serve(rules.proposeEntries, (call) => proposeEntriesFor(call, call.body))
  serve(rules.decideEntries, (call) => decideEntriesBy(call, call.body))
  serve(rules.listDesignations, (call) => listDesignationsOf(call, call.query))
  serve(rules.designate, (call) => designateOne(call, call.body))
  serve(rules.endDesignation, (call) => endOne(call, call.params, call.body))
}
