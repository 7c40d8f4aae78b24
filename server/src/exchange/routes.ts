import * as agreements from '@yinian/core/exchange/agreement-api.ts'
import * as clients from '@yinian/core/exchange/client-api.ts'
import * as connectors from '@yinian/core/exchange/connector-api.ts'
import * as findings from '@yinian/core/exchange/finding-api.ts'
import * as open from '@yinian/core/exchange/open-api.ts'
import type { FastifyInstance } from 'fastify'
import { declareActions } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import { declareCarryOver, declareElderRecords, declareOnDeath } from '../people/index.ts'
import { exchangeActions } from './actions.ts'
import { addAgreementOf, findAgreementOf, readAgreementOf } from './agreements.ts'
import { answerAbility, answerCategories, receiveCircumstance, receiveDeath } from './clients/answers.ts'
import { makeKeyOf, moveClient, registerClientOf, revokeKeyOf } from './clients/change-client.ts'
import { describeOpenInterface } from './clients/description.ts'
import { answerFigures } from './clients/figures.ts'
import { listClientsFor, readClient } from './clients/read-client.ts'
import { listComparisonsFor } from './comparisons/read-comparison.ts'
import { compareFileOf, moveComparisonOf, startComparisonOf } from './comparisons/start.ts'
import {
  addConnectorOf,
  askConnectorOf,
  changeConnectorOf,
  decideConnectorOf,
  stopConnectorOf,
} from './connectors/change-connector.ts'
import { allowedBy } from './connectors/question.ts'
import { listConnectorsFor, readConnector } from './connectors/read-connector.ts'
import { tryConnectorOf } from './connectors/try-connector.ts'
import { exchangeRecords } from './elder-traces.ts'
import { decideFindingOf } from './findings/decide-finding.ts'
import { findingsCarryOver, findingsOnDeath } from './findings/on-death.ts'
import { listFindingsFor } from './findings/read-finding.ts'
import { listRequestsFor } from './list-requests.ts'
import { listSchedulesFor, scheduleComparisonOf } from './schedules.ts'

export function serveExchange(serve: Serve, ground: Ground, app: FastifyInstance): void {
  declareActions(exchangeActions)
  declareElderRecords(...exchangeRecords)
  declareOnDeath('exchange', findingsOnDeath)
  declareCarryOver('exchange', findingsCarryOver)
  serveConnectors(serve, allowedBy(ground.config))
  serveFindings(serve)
  serveClients(serve)
  serveOpenInterface(serve, app)
}

function serveConnectors(serve: Serve, allowed: readonly string[]): void {
  serve(connectors.listConnectors, (call) => listConnectorsFor(call, call.query))
  serve(connectors.getConnector, (call) => readConnector(call, call.params))
  serve(connectors.addConnector, (call) => addConnectorOf(call, allowed, call.body))
  serve(connectors.changeConnector, (call) => changeConnectorOf(call, allowed, call.params, call.body))
  serve(connectors.askConnector, (call) => askConnectorOf(call, call.params, call.body.version))
  serve(connectors.decideConnector, (call) => decideConnectorOf(call, call.params, call.body))
  serve(connectors.stopConnector, (call) => stopConnectorOf(call, call.params, call.body))
  serve(connectors.tryConnector, (call) => tryConnectorOf(call, allowed, call.params))
  serve(agreements.findAgreement, async ({ tx, params }) => ({ file: await findAgreementOf(tx, params) }))
  serve(agreements.addAgreement, (call) => addAgreementOf(call, call.params, call.file))
  serve(agreements.readAgreement, (call) => readAgreementOf(call, call.params))
  serve(connectors.listRequests, ({ tx, query }) => listRequestsFor(tx, query))
}

function serveFindings(serve: Serve): void {
  serve(findings.listComparisons, ({ tx, query }) => listComparisonsFor(tx, query))
  serve(findings.startComparison, (call) => startComparisonOf(call, call.body))
  serve(findings.compareFile, (call) => compareFileOf(call, call.query, call.file))
  serve(findings.moveComparison, (call) => moveComparisonOf(call, call.params, call.body))
  serve(findings.listSchedules, (call) => listSchedulesFor(call))
  serve(findings.scheduleComparison, (call) => scheduleComparisonOf(call, call.body))
  serve(findings.listFindings, ({ tx, query, actor }) => listFindingsFor(tx, query, actor.today))
  serve(findings.decideFinding, (call) => decideFindingOf(call, call.params, call.body))
}

function serveClients(serve: Serve): void {
  serve(clients.listClients, (call) => listClientsFor(call, call.query))
  serve(clients.getClient, (call) => readClient(call, call.params))
  serve(clients.registerClient, (call) => registerClientOf(call, call.body))
  serve(clients.decideClient, (call) => moveClient(call, call.params, call.body))
  serve(clients.endClient, (call) => moveClient(call, call.params, { move: 'end', ...call.body }))
  serve(clients.makeClientKey, (call) => makeKeyOf(call, call.params, call.body))
  serve(clients.revokeClientKey, (call) => revokeKeyOf(call, call.params, call.body.reason))
}

function serveOpenInterface(serve: Serve, app: FastifyInstance): void {
  serve(open.askAbility, (call) => answerAbility(call, call.body))
  serve(open.askCategories, (call) => answerCategories(call, call.body))
  serve(open.askFigures, (call) => answerFigures(call, call.query))
  serve(open.tellDeath, (call) => receiveDeath(call, call.body))
  serve(open.tellCircumstance, (call) => receiveCircumstance(call, call.body))
  serve(open.openDescription, () => describeOpenInterface(app))
}
