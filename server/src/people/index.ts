export { declareLevels, type LevelKept, type TellLevels } from './as-of/levels.ts'
export { listCircumstancesOf } from './circumstances-of.ts'
export { decideReport } from './deaths/decide.ts'
export { declareOnDeath, type OnDeath } from './deaths/on-death.ts'
export { findReportedDead } from './deaths/read-report.ts'
export { type Deceased, takeReport, writeReport } from './deaths/report.ts'
export { type ElderFacts, elderFacts, selectElderFacts, type WhichElders } from './elder-facts.ts'
export { type ElderReference, getElderFile, getElderRow, lockElder } from './elder-file.ts'
export { elderTraces } from './elder-traces.ts'
export { erasableFiles } from './erase-file.ts'
export { elderExport } from './export-source.ts'
export { findByDocument, findShared, type SharedElder } from './find-by-document.ts'
export { guardianshipExport } from './guardianship/export.ts'
export { openArrangement } from './guardianship/open.ts'
export { signatoryOf } from './guardianship/signatory.ts'
export { takeStep as takeGuardianshipStep } from './guardianship/step.ts'
export { peopleAtHome } from './home.ts'
export { type AskedPerson, findAskedPersons, listAskedPersons } from './identity-numbers.ts'
export { beginDay, refreshCategoriesOfToday } from './jobs.ts'
export { keyGroupExport } from './key-groups/export.ts'
export { commit as commitPurchase, setBudget as setPurchaseBudget } from './key-groups/set-budget.ts'
export { leftBehindExport } from './left-behind/export.ts'
export {
  planCare,
  recordContact as recordCareContact,
  setFamily as setFamilyContact,
} from './left-behind/operations.ts'
export { countEldersIn } from './list-elders.ts'
export { type FoundCandidate, findCandidates, type PersonToMatch, personOf } from './matching/find-candidates.ts'
export { findPairs, findPairsQueue } from './matching/find-pairs.ts'
export { showCandidates } from './matching/show-candidates.ts'
export { declareElderRecords, type ElderRecords, elderRecords } from './merge/records.ts'
export { type CarriedElders, type Carrying, carryElders, carryFormerResidences } from './operations/carry-elders.ts'
export { changeElder } from './operations/change-elder.ts'
export { addCircumstance, endCircumstance } from './operations/circumstances.ts'
export {
  type Ability,
  addServingOrganisation,
  removeServingOrganisation,
  setAbility,
} from './operations/for-other-modules.ts'
export { countEldersOfGrids } from './operations/grids.ts'
export { registerElder, registerOne } from './operations/register-elder.ts'
export { addRelatedPerson } from './operations/related-persons.ts'
export { revealElder } from './operations/reveal-elder.ts'
export { servePeople } from './routes.ts'
export {
  indexesOfDocument,
  indexKinds,
  indexOfDocument,
  indexOfPhone,
  labels as sealLabels,
  sealElder,
} from './sealed-elder.ts'
export { indexCopies, sealedTables } from './sealed-tables.ts'
export { refreshCategories } from './snapshot.ts'
export { refreshMembershipOfToday, refreshQueue as refreshDifficultyQueue } from './special-difficulty/jobs.ts'
export { loadShippedRules } from './special-difficulty/rules.ts'
export { declareTimeline, type TellTimeline } from './timeline.ts'
export { type CarryOver, declareCarryOver, type FileOf, type Moving } from './transfer/carry-over.ts'
export { completeQueue, completeTransfer } from './transfer/complete.ts'
export { offerElder } from './transfer/request.ts'
