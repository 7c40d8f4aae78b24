import type { ReactNode } from 'react'

interface PageHeadProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly chips?: ReactNode
  readonly actions?: ReactNode
}

export function PageHead({ title, hint, chips, actions }: PageHeadProps): ReactNode {
  return (
    <header className="page-head">
      <div>
        <div className="title-line">
          <h1>{title}</h1>
          {chips}
        </div>
        {hint !== undefined && <p>{hint}</p>}
      </div>
      {actions !== undefined && <div className="row no-print">{actions}</div>}
    </header>
  )
}

/** Names and values in two columns. Absent values are left out. */
export function Facts({ of: facts }: { of: readonly (readonly [label: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(([label, value]) =>
        value === undefined || value === null || value === '' ? null : <Fact key={label} label={label} value={value} />,
      )}
    </dl>
  )
}

function Fact({ label, value }: { label: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}

export function Panel({
  title,
  extra,
  children,
}: {
  title?: string
  extra?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="panel">
      {title !== undefined && (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  )
}
