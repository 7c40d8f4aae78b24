import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { authenticateWith, serveAccess, serveSignIn } from './access/index.ts'
import { serveAssessments, waitingAssessments } from './assessments/index.ts'
import { serveAudit } from './audit/index.ts'
import { benefitsAtHome, loadPolicies, serveBenefits } from './benefits/index.ts'
import { serveHome } from './home/index.ts'
import { makeApp } from './http/app.ts'
import type { Ground } from './http/ground.ts'
import { serveHealth } from './http/health.ts'
import { makeServe, type ServedEndpoint } from './http/serve.ts'
import { serveWeb } from './http/web.ts'
import { indicatorsAtHome, serveIndicators } from './indicators/index.ts'
import { serveLedger } from './ledger/index.ts'
import { organisationNames, serveOrganisations } from './organisations/index.ts'
import { servePeopleImports } from './people/imports/index.ts'
import { servePeople } from './people/index.ts'
import { servePrivacy } from './privacy/index.ts'
import { serveRegions } from './regions/index.ts'
import { sealedTables } from './sealed-tables.ts'
import { serveWorkforce } from './workforce/index.ts'

export interface Assembled {
  readonly app: FastifyInstance
  readonly served: readonly ServedEndpoint[]
}

/** Puts the application together: every module's endpoints on one server. */
export async function assemble(ground: Ground): Promise<Assembled> {
  const app = await makeApp(ground)
  const served: ServedEndpoint[] = []
  const serve = makeServe(app, ground, authenticateWith(ground), served)
  const policies = loadPolicies()
  const demo = ground.config.demoElders > 0

  serveHealth(app, ground)
  serveSignIn(app, ground, organisationNames)
  serveAccess(serve, organisationNames, demo)
  serveAudit(serve, ground)
  serveRegions(serve)
  servePrivacy(serve, sealedTables)
  servePeople(serve)
  servePeopleImports(serve)
  serveOrganisations(serve)
  serveWorkforce(serve)
  serveAssessments(serve)
  serveIndicators(serve)
  serveBenefits(serve, ground, policies)
  serveLedger(serve, policies.nameOf)
  serveHome(serve, ground, [...waitingAssessments, indicatorsAtHome, ...benefitsAtHome])
  await serveWeb(app, resolve(import.meta.dirname, '../../web/dist'))
  return { app, served }
}
