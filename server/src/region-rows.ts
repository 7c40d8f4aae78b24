import { declareAccessRows } from './access/region-rows.ts'
import { declareAssessmentRows } from './assessments/region-rows.ts'
import { declareAuditRows } from './audit/region-rows.ts'
import type { PolicyShelf } from './benefits/index.ts'
import { declareBenefitRows } from './benefits/region-rows.ts'
import { declareDataQualityRows } from './data-quality/index.ts'
import { declareDemoRows } from './demo/region-rows.ts'
import { declareDivisionChangeRows } from './division-changes/region-rows.ts'
import { declareExchangeRows } from './exchange/region-rows.ts'
import { declareFamilyRows } from './family/index.ts'
import { declareIndicatorRows } from './indicators/region-rows.ts'
import { declareInsuranceRows } from './insurance/index.ts'
import { declareKeptPlaceRows } from './kept-places/region-rows.ts'
import { declareLedgerRows } from './ledger/region-rows.ts'
import { declareListRows } from './lists/region-rows.ts'
import { declareLocalityRows } from './localities/region-rows.ts'
import { declareOrganisationRows } from './organisations/region-rows.ts'
import { declarePeopleRows } from './people/region-rows.ts'
import { declarePlaceRows } from './places/region-rows.ts'
import { declarePrivacyRows } from './privacy/region-rows.ts'
import { declareDivisionRows } from './regions/region-rows.ts'
import { declareSurveyRows } from './surveys/index.ts'
import { declareWorkforceRows } from './workforce/region-rows.ts'

/**
 * Every module says what becomes of its rows when a division takes another code. A column that names a division and is
 * missing here would be left behind, so a test compares this with the database.
 */
export function declareRowsOfDivisions(shelf: PolicyShelf): void {
  declareDivisionRows()
  declareAccessRows()
  declareAuditRows()
  declarePrivacyRows()
  declareListRows()
  declareLocalityRows()
  declareKeptPlaceRows()
  declareLedgerRows()
  declarePeopleRows()
  declareOrganisationRows()
  declareWorkforceRows()
  declarePlaceRows()
  declareDivisionChangeRows()
  declareAssessmentRows()
  declareBenefitRows(shelf)
  declareFamilyRows()
  declareSurveyRows()
  declareInsuranceRows()
  declareIndicatorRows()
  declareDataQualityRows()
  declareExchangeRows()
  declareDemoRows()
}
