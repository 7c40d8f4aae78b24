export { setStatusOf } from './operations.ts'
export { findOrganisation, findOrganisations, organisationNames } from './queries.ts'
export { serveOrganisations } from './routes.ts'
export { declareUnfinished } from './unfinished.ts'
