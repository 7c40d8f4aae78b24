import type { ProblemKind } from '@yinian/core/http/problem.ts'
import { notEnrolled, notLongEnough, papersMissing } from '@yinian/core/insurance/problems.ts'
import { paperKinds, papersNeeded } from '@yinian/core/insurance/procedure.ts'
import { isDisabledLongEnough } from '@yinian/core/insurance/rule.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { KeptApplication } from './application.ts'
import type { Held } from './move.ts'

interface Missing {
  readonly kind: ProblemKind
  readonly says: Text
  readonly papers?: Text
}

/** What stands against acceptance: papers, enrolment, and six months of disability on the day of application. */
export function missingOf(
  { enrolment, applicant_kind, applied_on }: Pick<Held, 'enrolment' | 'applicant_kind' | 'applied_on'>,
  application: KeptApplication,
): Missing[] {
  const needed = applicant_kind === 'self' ? papersNeeded : [...papersNeeded, 'proxy' as const]
  const lacking = needed.filter((paper) => !application.papers.includes(paper)).map((paper) => paperKinds[paper])
  const papers: Text = { zh: lacking.map(({ zh }) => zh).join('、'), en: lacking.map(({ en }) => en).join(', ') }
  return [
    ...(lacking.length === 0
      ? []
      : [{ kind: papersMissing, papers, says: { zh: `还缺：${papers.zh}`, en: `Missing: ${papers.en}` } }]),
    ...(enrolment === 'employee' || enrolment === 'resident' ? [] : [{ kind: notEnrolled, says: notEnrolled.text }]),
    ...(isDisabledLongEnough(application.disabledSince, applied_on)
      ? []
      : [{ kind: notLongEnough, says: notLongEnough.text }]),
  ]
}
