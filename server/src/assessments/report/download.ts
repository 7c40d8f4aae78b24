import { eventRefused } from '@yinian/core/assessments/problems.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import { validUntil } from '@yinian/core/assessments/validity.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Language } from '@yinian/core/language/text.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { makePdf } from '../../documents/pdf.ts'
import type { Download } from '../../http/send-file.ts'
import type { Work } from '../../http/work.ts'
import { subjectOf } from '../looks.ts'
import { type Place, readAssessment } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { reportDefinition } from './definition.ts'

const withResult: readonly string[] = resultStates

/** The report of a result as PDF. @throws notFound, also for an organisation whose part has ended; eventRefused without a result */
export async function downloadReport(work: Work, place: Place, language: Language): Promise<Download> {
  const { assessment, held, information, instrument } = await readAssessment(work, place)
  const { elder } = assessment
  // A village and a town are not shown the form, nor the report that prints it (B08).
  if (!elder || assessment.detail !== 'form') throw notFound()
  if (!withResult.includes(assessment.state)) throw eventRefused()
  const signed = held.signed_at ?? work.actor.now
  const reference = information['A.1.2']
  const { unverified } = validUntil(
    assessment.confirmedOn ?? work.actor.today,
    assessment.finalLevel ?? 0,
    settingsFrom(held.settings).validity,
  )
  const definition = reportDefinition(
    {
      assessment,
      elder,
      instrument,
      assessedOn: typeof reference === 'string' ? reference : dayAt(signed),
      unverified: unverified ? [unverified] : [],
    },
    language,
  )
  await audit(work, 'assessments.report-looked', subjectOf(held))
  const name = language === 'zh' ? '能力评估报告' : 'ability-assessment'
  return {
    fileName: `${name}-${assessment.number}.pdf`,
    contentType: 'application/pdf',
    content: await makePdf(definition, work.actor.now),
  }
}
