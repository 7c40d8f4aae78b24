import type { Day } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { useMe } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { PageHead, Panel } from './page-head.tsx'
import { texts } from './texts.ts'
import { Timeline, type TimelineEvent } from './timeline.tsx'

export interface DueItem {
  readonly id: string
  readonly what: string
  readonly by?: Day | null
  readonly link?: string
  readonly action?: ReactNode
}

interface FilePageProps {
  /** Who or what the file is about. */
  readonly title: string
  readonly hint?: ReactNode
  readonly chips?: ReactNode
  readonly actions?: ReactNode
  /** What one must know at a glance. */
  readonly facts?: readonly (readonly [label: string, value: ReactNode])[]
  readonly due?: readonly DueItem[]
  readonly events?: readonly TimelineEvent[]
  readonly eventKinds?: readonly { readonly key: string; readonly label: string }[]
  /** The sections of the file, below what is due. */
  readonly children?: ReactNode
}

/** 一人一档, 一院一档, 一地一策: a glance on top, what is due on the left, what happened on the right. */
export function FilePage(props: FilePageProps): ReactNode {
  const t = useTexts(texts)
  usePageName(props.title)
  return (
    <>
      <div className="panel glance">
        <div className="glance-main">
          <PageHead title={props.title} hint={props.hint} chips={props.chips} actions={props.actions} />
          {props.facts !== undefined && (
            <dl className="glance-facts">
              {props.facts.map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </div>
      <div className={props.events === undefined ? 'stack' : 'two'}>
        <div className="stack">
          {props.due !== undefined && <DuePanel due={props.due} />}
          {props.children}
        </div>
        {props.events !== undefined && (
          <Panel title={t.history}>
            <Timeline events={props.events} kinds={props.eventKinds ?? []} />
          </Panel>
        )}
      </div>
    </>
  )
}

function DuePanel({ due }: { due: readonly DueItem[] }): ReactNode {
  const t = useTexts(texts)
  return (
    <Panel title={t.due}>
      {due.length === 0 && <p className="faded small">{t.nothingDue}</p>}
      <ul>
        {due.map((item) => (
          <li key={item.id} className="due">
            <span>{item.link === undefined ? item.what : <Link to={item.link}>{item.what}</Link>}</span>
            <span className="row">
              <DueBy day={item.by} />
              {item.action}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** A day by which something is due; overdue in words as well as in red. */
export function DueBy({ day }: { day: Day | null | undefined }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { today } = useMe()
  if (day == null) return null
  const late = day < today
  return (
    <time dateTime={day} className={late ? 'overdue' : 'faded'}>
      {late ? `${t.overdue} · ${format.day(day)}` : t.dueBy({ day: format.day(day) })}
    </time>
  )
}
