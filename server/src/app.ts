import { resolve } from 'node:path'
import { feeProgramme, feeProgrammeName } from '@yinian/core/assessments/fees.ts'
import type { FastifyInstance } from 'fastify'
import './backup/index.ts'
import './jobs/measures.ts'
import { authenticateWith, grantsAtHome, serveAccess, servePersonSignIn, serveSignIn } from './access/index.ts'
import { serveAssessments, waitingAssessments } from './assessments/index.ts'
import { serveAudit } from './audit/index.ts'
import { benefitsAtHome, makePolicyShelf, programmeNames, serveBenefits } from './benefits/index.ts'
import { dataQualityAtHome, serveDataQuality } from './data-quality/index.ts'
import { serveDivisionChanges } from './division-changes/index.ts'
import { elderTraces, erasables } from './erasables.ts'
import { exchangeAtHome, noteClients, serveExchange, withClients } from './exchange/index.ts'
import { exportSources } from './export-sources.ts'
import { familyAtHome, serveFamily } from './family/index.ts'
import { serveHome } from './home/index.ts'
import { makeApp } from './http/app.ts'
import type { Ground } from './http/ground.ts'
import { serveHealth } from './http/health.ts'
import { makeLimits } from './http/limits.ts'
import { makeServe, type ServedEndpoint } from './http/serve.ts'
import { serveWeb } from './http/web.ts'
import { indicatorsAtHome, serveIndicators } from './indicators/index.ts'
import { insuranceAtHome, serveInsurance } from './insurance/index.ts'
import { serveKeptPlaces } from './kept-places/index.ts'
import { serveLedger } from './ledger/index.ts'
import { serveLists } from './lists/index.ts'
import { serveLocalities } from './localities/index.ts'
import { serveMetrics } from './metrics/serve.ts'
import { organisationNames, serveOrganisations } from './organisations/index.ts'
import { servePeopleImports } from './people/imports/index.ts'
import { countEldersIn, declareTimeline, getElderRow, lockElder, peopleAtHome, servePeople } from './people/index.ts'
import { servePlaces } from './places/index.ts'
import { servePrivacy, tellConsents } from './privacy/index.ts'
import { declareRowsOfDivisions } from './region-rows.ts'
import { serveRegions } from './regions/index.ts'
import { indexCopies, sealedTables } from './sealed-tables.ts'
import { serveSurveys, surveysAtHome } from './surveys/index.ts'
import { serveWorkforce } from './workforce/index.ts'

export interface Assembled {
  readonly app: FastifyInstance
  readonly served: readonly ServedEndpoint[]
}

/** Puts the application together: every module's endpoints on one server. */
export async function assemble(ground: Ground): Promise<Assembled> {
  const limits = makeLimits(ground.config.access.limits, ground.clock)
  const app = await makeApp(ground, limits)
  noteClients(app, ground)
  const served: ServedEndpoint[] = []
  const { authenticate, recall } = authenticateWith(ground, limits)
  const serve = makeServe(app, ground, { authenticate: withClients(ground, authenticate), recall }, served, limits)
  const shelf = makePolicyShelf()

  declareRowsOfDivisions(shelf)
  serveHealth(app, ground)
  serveMetrics(app, ground)
  serveSignIn(app, { ground, limits, authenticate, served, organisations: organisationNames })
  servePersonSignIn(app, { ground, limits })
  serveAccess(serve, ground, { organisations: organisationNames, countElders: countEldersIn })
  serveAudit(serve, ground)
  serveRegions(serve)
  servePrivacy(serve, { tables: sealedTables, elders: { get: getElderRow, lock: lockElder }, erasables })
  declareTimeline('privacy', tellConsents)
  serveLists(serve, ground, exportSources)
  serveLocalities(serve)
  serveKeptPlaces(serve)
  servePeople(serve)
  servePeopleImports(serve)
  servePlaces(serve)
  serveDivisionChanges(serve)
  serveOrganisations(serve)
  serveWorkforce(serve)
  serveAssessments(serve, ground)
  serveIndicators(serve)
  serveDataQuality(serve, { served, sealed: sealedTables, copies: indexCopies, traces: elderTraces })
  serveBenefits(serve, ground, shelf)
  serveLedger(serve, async (tx) => {
    const nameOf = await programmeNames(shelf, tx)
    return (programme) => (programme === feeProgramme ? feeProgrammeName : nameOf(programme))
  })
  serveFamily(serve, ground, (tx) => programmeNames(shelf, tx))
  serveExchange(serve, ground, app)
  serveSurveys(serve)
  serveInsurance(serve)
  serveHome(serve, ground, [
    peopleAtHome,
    ...familyAtHome,
    ...waitingAssessments,
    indicatorsAtHome,
    dataQualityAtHome,
    ...benefitsAtHome,
    ...exchangeAtHome,
    ...surveysAtHome,
    ...insuranceAtHome,
    grantsAtHome,
  ])
  await serveWeb(app, resolve(import.meta.dirname, '../../web/dist'))
  return { app, served }
}
