import type { ReactNode } from 'react'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Panel } from './page-head.tsx'
import { StatusChip, type Tone } from './status-chip.tsx'
import { texts } from './texts.ts'

export type JobState = 'waiting' | 'running' | 'done' | 'failed'
const tones: Record<JobState, Tone> = { waiting: 'neutral', running: 'waiting', done: 'good', failed: 'bad' }

interface ProgressPanelProps {
  readonly title: string
  readonly state: JobState
  readonly done: number
  readonly total: number
  readonly startedAt?: string | null
  /** What came out of it, or why it stopped. */
  readonly children?: ReactNode
}

/** A long job that goes on whether or not one watches it. */
export function ProgressPanel(props: ProgressPanelProps): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const names: Record<JobState, string> = {
    waiting: t.jobWaiting,
    running: t.jobRunning,
    done: t.jobDone,
    failed: t.jobFailed,
  }
  const share = props.total === 0 ? (props.state === 'done' ? 1 : 0) : props.done / props.total
  const going = props.state === 'waiting' || props.state === 'running'
  return (
    <Panel title={props.title} extra={<StatusChip tone={tones[props.state]}>{names[props.state]}</StatusChip>}>
      <div
        className="progress"
        role="progressbar"
        aria-label={props.title}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <p className="faded small progress-note">
        {t.jobProgress({ done: format.number(props.done), total: format.number(props.total) })}
        {props.startedAt != null && (
          <>
            {' · '}
            <InstantText at={props.startedAt} />
          </>
        )}
        {going && ` · ${t.jobLeave}`}
      </p>
      {props.children}
    </Panel>
  )
}
