import { runProcedure } from '@yinian/core/benefits/run.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Timeline } from '../parts/timeline.tsx'
import { texts } from './texts.ts'

/** Who did what with the run, newest first. */
export function RunSteps({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const events = run.steps
    .map((step, index) => ({
      id: String(index),
      at: step.at,
      title: step.event === null ? t.drafted : say(runProcedure.events[step.event].name),
      who: step.accountName,
      ...(step.reason === null ? {} : { detail: t.reason({ reason: step.reason }) }),
    }))
    .toReversed()
  return (
    <section>
      <h3 className="run-heading">{t.steps}</h3>
      <Timeline events={events} />
    </section>
  )
}
