import type { Day } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { usePageName } from '../shell/page-name.tsx'
import { DueBy } from './file-page.tsx'
import { PageHead, Panel } from './page-head.tsx'
import { RefusedLine } from './refused.tsx'
import { texts } from './texts.ts'

interface WorkPageProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly chips?: ReactNode
  /** The clock: until when it has to be decided. */
  readonly by?: Day | null
  readonly decision: ReactNode
  readonly evidence: ReactNode
  /** The one thing this page is for; Ctrl+Enter does it. Then the next of the queue opens, unless it `leads` on itself. */
  readonly primary: {
    readonly label: string
    readonly run: () => Promise<unknown>
    readonly disabled?: boolean
    readonly leads?: boolean
  }
  readonly otherActions?: ReactNode
  readonly queue?: {
    readonly position: number
    readonly total: number
    readonly previous?: string | undefined
    readonly next?: string | undefined
    /** Where to go after the last one. */
    readonly list: string
  }
}

/** 办理: what to decide on the left, evidence and rule on the right, the clock on top. */
export function WorkPage(props: WorkPageProps): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  usePageName(props.title)
  const { primary, queue } = props

  const decide = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      await primary.run()
      if (queue !== undefined && primary.leads !== true) await navigate(queue.next ?? queue.list)
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  useCtrlEnter(() => {
    if (!busy && primary.disabled !== true) void decide()
  })

  return (
    <>
      <PageHead title={props.title} hint={props.hint} chips={props.chips} actions={<DueBy day={props.by} />} />
      <RefusedLine refusal={refusal} />
      <div className="two work">
        <Panel title={t.decision}>{props.decision}</Panel>
        <Panel title={t.evidence}>{props.evidence}</Panel>
      </div>
      <footer className="work-foot">
        <Button type="primary" loading={busy} disabled={primary.disabled === true} onClick={() => void decide()}>
          {primary.label}
        </Button>
        {props.otherActions}
        {queue !== undefined && (
          <span className="row work-queue">
            <span className="faded small">{t.inQueue({ position: queue.position, total: queue.total })}</span>
            <Button disabled={queue.previous === undefined} onClick={() => void navigate(queue.previous ?? queue.list)}>
              {t.previousInQueue}
            </Button>
            <Button disabled={queue.next === undefined} onClick={() => void navigate(queue.next ?? queue.list)}>
              {t.nextInQueue}
            </Button>
          </span>
        )}
      </footer>
    </>
  )
}

function useCtrlEnter(act: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [act])
}
