import { signAssessment } from '@yinian/core/assessments/api.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { WithdrawAction } from '../case/case-actions.tsx'
import { ResultOf, SignaturesOf } from '../case/result-panel.tsx'
import { ScoresTable } from '../case/scores-table.tsx'
import { texts } from '../texts.ts'
import type { MissingEntry } from './parts-of-form.ts'

interface SummaryPartProps {
  /** With the score as filled in now. */
  readonly assessment: Assessment
  readonly missing: readonly MissingEntry[]
  readonly goTo: (entry: MissingEntry) => void
  /** Sends what is not yet on the server; the version to be signed. */
  readonly settle: () => Promise<number>
}

/** Level, reasons, what is missing, and the signature. */
export function SummaryPart({ assessment, missing, goTo, settle }: SummaryPartProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="stack">
      <Panel title={t.result}>
        <ResultOf assessment={assessment} />
      </Panel>
      {missing.length > 0 && (
        <Panel title={t.missingTitle}>
          <ul className="missing">
            {missing.map((entry) => (
              <li key={entry.id}>
                <Button type="link" onClick={() => goTo(entry)}>
                  {entry.id} {say(entry.name)}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <SignPanel assessment={assessment} complete={missing.length === 0} settle={settle} />
      <Panel title={t.scores}>
        <ScoresTable assessment={assessment} />
      </Panel>
    </div>
  )
}

function SignPanel(props: { assessment: Assessment; complete: boolean; settle: () => Promise<number> }): ReactNode {
  const t = useTexts(texts)
  const { assessment, complete, settle } = props
  const sign = useCommand(signAssessment)
  const [read, setRead] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const { county, id, possible } = assessment
  const me = assessment.assessorsNamed.find(({ isMe }) => isMe)
  const maySign = possible.includes('sign') || possible.includes('countersign')
  const run = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      const version = await settle()
      await sign.mutateAsync({ params: { county, id }, body: { version } })
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={t.signatures}>
      <SignaturesOf assessment={assessment} />
      <RefusedLine refusal={refusal} />
      {maySign && (
        <div className="sign-box">
          <p>{t.signMeans}</p>
          <Checkbox checked={read} disabled={!complete} onChange={({ target }) => setRead(target.checked)}>
            {t.haveRead}
          </Checkbox>
          <Button type="primary" size="large" loading={busy} disabled={!complete || !read} onClick={() => void run()}>
            {t.signTitle({ name: me?.name ?? '' })}
          </Button>
        </div>
      )}
      {!maySign && assessment.state === 'signed-once' && <p className="faded small">{t.waitingForOther}</p>}
      <div className="row">
        {possible.includes('withdraw-signature') && <WithdrawAction assessment={assessment} />}
        <Link to={`/assessments/${county}/${id}`}>{t.backToCase}</Link>
      </div>
    </Panel>
  )
}
