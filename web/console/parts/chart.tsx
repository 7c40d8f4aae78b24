import { Button } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTexts } from '../../language/language.ts'
import { useTheme } from '../../theme/theme.tsx'
import type { ChartData } from './chart-drawing.ts'
import { texts } from './texts.ts'

interface ChartProps extends ChartData {
  readonly title: string
  readonly height?: number
  /** What the rows of the data table are: 月份, 区县. */
  readonly labelName: string
  /** Opens the list behind one label. */
  readonly onOpen?: (index: number) => void
}

/** A chart and the table of its data: the table is one press away for everybody and always there for screen readers. */
export function Chart({ title, height = 300, labelName, onOpen, ...data }: ChartProps): ReactNode {
  const t = useTexts(texts)
  const [asTable, setAsTable] = useState(false)
  const titleId = useId()
  return (
    <figure className="panel" aria-labelledby={titleId}>
      <div className="chart-head">
        <h2 id={titleId}>{title}</h2>
        <Button className="no-print" type="text" size="small" onClick={() => setAsTable(!asTable)}>
          {asTable ? t.asChart : t.asTable}
        </Button>
      </div>
      {data.labels.length === 0 ? (
        <p className="faded">{t.noData}</p>
      ) : (
        <>
          {!asTable && <Drawing data={data} height={height} onOpen={onOpen} />}
          <Twin data={data} title={title} labelName={labelName} seen={asTable} />
        </>
      )}
    </figure>
  )
}

function Drawing({
  data,
  height,
  onOpen,
}: {
  data: ChartData
  height: number
  onOpen: ((index: number) => void) | undefined
}): ReactNode {
  const area = useRef<HTMLDivElement>(null)
  const { mode, palette } = useTheme()
  const latest = useRef({ data, onOpen })
  latest.current = { data, onOpen }
  const written = JSON.stringify({ ...data, format: undefined })

  // `written` stands for the data: drawing again only when a value has changed keeps the chart still.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const element = area.current
    if (element === null) return
    let stop: (() => void) | undefined
    let gone = false
    void import('./chart-drawing.ts').then(({ draw }) => {
      if (gone) return
      stop = draw(element, latest.current.data, { mode, palette }, (index) => latest.current.onOpen?.(index))
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [written, mode, palette])
  return <div ref={area} className="chart-area" style={{ height }} aria-hidden="true" />
}

function Twin(props: { data: ChartData; title: string; labelName: string; seen: boolean }): ReactNode {
  const { data, title, labelName, seen } = props
  return (
    <div className={seen ? 'twin' : 'unseen'}>
      <table>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{labelName}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {data.series.map(({ name, values }) => (
                <td key={name}>{values[index] == null ? '—' : data.format(values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
