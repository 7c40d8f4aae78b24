import { getRun } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { ProgressPanel } from '../parts/progress-panel.tsx'
import { texts as parts } from '../parts/texts.ts'
import { WorkPage } from '../parts/work-page.tsx'
import { usePageName } from '../shell/page-name.tsx'
import './benefits.css'
import { PayDialog } from './pay-dialog.tsx'
import { RunActions, usePrimary } from './run-actions.tsx'
import { RunEvidence } from './run-evidence.tsx'
import { RunFindings, RunUntold } from './run-findings.tsx'
import { RunSteps } from './run-steps.tsx'
import { RunTotals } from './run-totals.tsx'
import { RunChips } from './states.tsx'
import { texts } from './texts.ts'

export function RunPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const [going, setGoing] = useState(true)
  const run = useEndpoint(getRun, { params: { county, id } }, { every: going ? 1_000 : false })
  const busy = run.data?.drafting != null
  if (run.data !== undefined && busy !== going) setGoing(busy)
  return <Answer of={run}>{(found) => <RunWork run={found} />}</Answer>
}

function RunWork({ run }: { run: BenefitRun }): ReactNode {
  const words = useTexts(parts)
  const { say } = useLanguage()
  const format = useFormat()
  const [paying, setPaying] = useState(false)
  const primary = usePrimary(run, () => setPaying(true))
  const title = `${say(run.programmeName)} ${format.month(run.month)}`
  usePageName(title)
  const chips = <RunChips run={run} />
  const decision =
    run.drafting === null ? (
      <div className="stack">
        <RunTotals run={run} />
        <RunFindings run={run} />
        <RunUntold run={run} />
        <RunSteps run={run} />
      </div>
    ) : (
      <Drafting run={run} />
    )
  const evidence = <RunEvidence run={run} />
  if (primary === undefined) {
    return (
      <>
        <PageHead title={title} hint={run.countyName} chips={chips} actions={<RunActions run={run} />} />
        <div className="two work">
          <Panel title={words.decision}>{decision}</Panel>
          <Panel title={words.evidence}>{evidence}</Panel>
        </div>
      </>
    )
  }
  return (
    <>
      <WorkPage
        title={title}
        hint={run.countyName}
        chips={chips}
        decision={decision}
        evidence={evidence}
        primary={primary}
        otherActions={<RunActions run={run} />}
      />
      <PayDialog run={run} open={paying} close={() => setPaying(false)} />
    </>
  )
}

function Drafting({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { done, total, failed } = run.drafting ?? { done: 0, total: 0, failed: false }
  const state = failed ? 'failed' : total === 0 ? 'waiting' : 'running'
  return (
    <ProgressPanel title={t.drafting} state={state} done={done} total={total} startedAt={run.draftedAt}>
      {failed && <p>{t.draftingFailed}</p>}
    </ProgressPanel>
  )
}
