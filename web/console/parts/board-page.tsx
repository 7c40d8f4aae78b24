import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTexts } from '../../language/language.ts'
import { PageHead } from './page-head.tsx'
import { texts } from './texts.ts'

export interface BoardFigure {
  readonly name: string
  readonly value: string
  readonly unit?: string
  /** The exact figure where `value` is rounded. */
  readonly exact?: string
  readonly note?: ReactNode
  /** The list behind the number. */
  readonly to?: string
}

interface BoardPageProps {
  readonly title: string
  readonly hint?: ReactNode
  /** The place and the time that everything on the board is about. */
  readonly controls?: ReactNode
  readonly figures: readonly BoardFigure[]
  readonly children?: ReactNode
}

/** 看板: figures of a place and a time; every number opens its list; prints to one page. */
export function BoardPage({ title, hint, controls, figures, children }: BoardPageProps): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <PageHead
        title={title}
        hint={hint}
        actions={
          <>
            {controls}
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              {t.print}
            </Button>
          </>
        }
      />
      <Figures of={figures} />
      <div className="board">{children}</div>
    </>
  )
}

export function Figures({ of: figures }: { of: readonly BoardFigure[] }): ReactNode {
  return (
    <div className="figures">
      {figures.map((figure) =>
        figure.to === undefined ? (
          <div key={figure.name}>
            <FigureFace {...figure} />
          </div>
        ) : (
          <Link key={figure.name} to={figure.to}>
            <FigureFace {...figure} />
          </Link>
        ),
      )}
    </div>
  )
}

function FigureFace({ name, value, unit, exact, note }: BoardFigure): ReactNode {
  return (
    <>
      <span className="name">{name}</span>
      <span className="value" title={exact}>
        {value}
        {unit !== undefined && <span className="unit">{unit}</span>}
      </span>
      {note !== undefined && <span className="note">{note}</span>}
    </>
  )
}
