export type { OrganisationNames } from './account-queries.ts'
export { findActor, getActor } from './actor.ts'
export { type AuditedThing, audit, auditMany, declareActions, eventBesidePlace, nameOfAction } from './audit.ts'
export { carryGrants, type GrantOver, listGrantsOver, listHoldersOver } from './carry-grants.ts'
export { carryClassRules, endLeftClassRules } from './class-rules/carry.ts'
export { decideOnClassRule } from './class-rules/decide.ts'
export { askForClassRule } from './class-rules/request.ts'
export { authenticateWith, serveSignIn } from './entrance-routes.ts'
export {
  accountsFile,
  type FirstAccount,
  keep,
  makeAccount,
  makeFirstAccounts,
  readKept,
} from './first-accounts.ts'
export { forgetEnded } from './forget.ts'
export { grantsAtHome } from './home.ts'
export { activateWith, changePersonPassword } from './persons/activate.ts'
export {
  endElderAccess,
  giveElderAccess,
  moveAccessWithElder,
  type NewElderAccess,
  reopenElderAccess,
} from './persons/elder-access.ts'
export { type ActivationCode, openPersonAccount, renewActivation } from './persons/open-account.ts'
export { servePersonSignIn } from './persons/routes.ts'
export { loadInitialRoles } from './roles.ts'
export { serveAccess } from './routes.ts'
export { sealedTables } from './sealed.ts'
