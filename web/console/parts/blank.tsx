import type { ReactNode } from 'react'
import { Mark } from '../../theme/logo.tsx'

export interface BlankProps {
  readonly title: string
  readonly hint?: ReactNode
  /** What to do next: a button or a link. */
  readonly action?: ReactNode
  readonly children?: ReactNode
  /** True where it is all there is on the page. */
  readonly wholePage?: boolean
}

/** A place where there is nothing to show, saying what to do next. */
export function Blank({ title, hint, action, children, wholePage = false }: BlankProps): ReactNode {
  return (
    <div className="blank">
      <span className="mark">
        <Mark size={36} />
      </span>
      {wholePage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {hint !== undefined && <p>{hint}</p>}
      {children}
      {action !== undefined && <div className="row">{action}</div>}
    </div>
  )
}
