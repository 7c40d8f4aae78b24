import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { MomentText } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import type { Tone } from './status-chip.tsx'
import { texts } from './texts.ts'
import { useWithheld } from './withheld.tsx'

export interface TimelineEvent {
  readonly id: string
  readonly at: string
  readonly title: ReactNode
  readonly who?: string
  readonly detail?: ReactNode
  /** What one may filter by; the key of one of `kinds`. */
  readonly kind?: string
  readonly tone?: Tone
}

/** Everything that happened, newest first, filterable by kind. */
export function Timeline({
  events,
  kinds = [],
}: {
  events: readonly TimelineEvent[]
  kinds?: readonly { readonly key: string; readonly label: string }[]
}): ReactNode {
  const t = useTexts(texts)
  const withheld = useWithheld().length > 0
  const [kind, setKind] = useState('')
  const present = kinds.filter(({ key }) => events.some((event) => event.kind === key))
  const shown = events.filter((event) => kind === '' || event.kind === kind)
  if (events.length === 0) return <p className="faded small">{withheld ? t.withheld : t.noHistory}</p>
  return (
    <>
      {present.length > 1 && (
        <div className="scroll-across no-print">
          <Segmented
            size="small"
            value={kind}
            onChange={setKind}
            options={[{ value: '', label: t.all }, ...present.map(({ key, label }) => ({ value: key, label }))]}
          />
        </div>
      )}
      <ol className="timeline">
        {shown.map((event) => (
          <li key={event.id} className={event.tone}>
            <div>{event.title}</div>
            {event.detail !== undefined && <div className="small">{event.detail}</div>}
            <div className="faded small">
              <MomentText at={event.at} />
              {event.who !== undefined && ` · ${event.who}`}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
