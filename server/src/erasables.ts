import { elderTraces as ofAssessments, openAssessment } from './assessments/index.ts'
import { elderTraces as ofBenefits, unsettledPayment } from './benefits/index.ts'
import { elderTraces as ofDataQuality } from './data-quality/index.ts'
import type { ElderTrace } from './db/elder-trace.ts'
import type { Erasable } from './db/erasable.ts'
import { elderTraces as ofDivisionChanges } from './division-changes/index.ts'
import { elderTraces as ofExchange } from './exchange/index.ts'
import { elderTraces as ofFamily } from './family/index.ts'
import { elderTraces as ofInsurance, openDisability } from './insurance/index.ts'
import { elderTraces as ofLedger } from './ledger/index.ts'
import { elderTraces as ofLocalities } from './localities/index.ts'
import { erasableImports } from './people/imports/index.ts'
import { erasableFiles, elderTraces as ofPeople } from './people/index.ts'
import { elderTraces as ofPlaces } from './places/index.ts'
import { elderTraces as ofPrivacy } from './privacy/index.ts'
import { elderTraces as ofSurveys } from './surveys/index.ts'

/** Every table that tells something of an elder, in the order in which it is erased; a test compares it with the database. */
export const elderTraces: readonly ElderTrace[] = [
  ...ofExchange,
  ...ofAssessments,
  ...ofBenefits,
  ...ofFamily,
  ...ofSurveys,
  ...ofInsurance,
  ...ofLedger,
  ...ofPrivacy,
  ...ofDivisionChanges,
  ...ofLocalities,
  ...ofPlaces,
  ...ofDataQuality,
  ...ofPeople,
]

/** Everything a retention rule stands over. */
export const erasables: readonly Erasable[] = [
  erasableFiles(elderTraces, [openAssessment, openDisability, unsettledPayment]),
  erasableImports,
]
