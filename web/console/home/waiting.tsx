import { RightOutlined } from '@ant-design/icons'
import type { Text } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Blank } from '../parts/blank.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

export interface WaitingRow {
  readonly module: string
  readonly title: Text
  readonly count: number
  readonly overdue: number
  /** Address below the console. */
  readonly link: string
}

/** One line per kind of work that waits; what is overdue comes first. */
export function Waiting({ rows }: { rows: readonly WaitingRow[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const waiting = rows.filter(({ count }) => count > 0).sort((one, other) => other.overdue - one.overdue)
  if (waiting.length === 0) return <Blank title={t.nothingWaits} hint={t.nothingWaitsHint} />
  return (
    <ul className="waiting">
      {waiting.map((row) => (
        <li key={row.module + row.link}>
          <Link to={row.link}>
            <span className="count">{format.number(row.count)}</span>
            <span>{say(row.title)}</span>
            {row.overdue > 0 && <StatusChip tone="bad">{t.overdue({ count: row.overdue })}</StatusChip>}
            <RightOutlined className="go" aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
