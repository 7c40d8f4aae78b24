import { listRegionChildren, type RegionChild, type RegionWithAncestors } from '@yinian/core/regions/api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import type { Column } from '../parts/list/column.ts'
import { RowCards, RowsTable } from '../parts/list/rows.tsx'
import { Panel } from '../parts/page-head.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { addressOfRegion } from './address.ts'
import { levelNames, texts } from './texts.ts'

/** The divisions directly below one, each with how many lie below it. */
export function RegionsBelow({ region }: { region: RegionWithAncestors }): ReactNode {
  const t = useTexts(texts)
  const narrow = useNarrow()
  const columns = useColumns()
  const below = useEndpoint(listRegionChildren, { params: { code: region.code } }, { enabled: region.children > 0 })
  if (region.children === 0) return <p className="faded small">{t.nothingBelow}</p>
  const Rows = narrow ? RowCards : RowsTable<RegionChild>
  return (
    <Panel title={t.directlyBelow} extra={<span className="faded small">{t.ofThem({ count: region.children })}</span>}>
      <Answer of={below}>
        {({ rows }) => (
          <div className="regions-below">
            <Rows
              rows={rows}
              columns={columns(rows)}
              keyOf={({ code }) => code}
              linkOf={({ code }) => addressOfRegion(code)}
              chosen={[]}
              onChoose={undefined}
            />
          </div>
        )}
      </Answer>
    </Panel>
  )
}

/** What tells the rows apart: their own divisions, or for villages their committees. */
function useColumns(): (rows: readonly RegionChild[]) => readonly Column<RegionChild>[] {
  const t = useTexts(texts)
  const levels = useTexts(levelNames)
  const format = useFormat()
  const name: Column<RegionChild> = { name: 'name', title: t.name, show: (region) => region.name }
  const code: Column<RegionChild> = {
    name: 'code',
    title: t.code,
    show: (region) => <span className="figure">{region.code}</span>,
  }
  const level: Column<RegionChild> = { name: 'level', title: t.level, show: (region) => levels[region.level] }
  const children: Column<RegionChild> = {
    name: 'children',
    title: t.countBelow,
    align: 'right',
    show: (region) => <span className="figure">{format.number(region.children)}</span>,
  }
  const committee: Column<RegionChild> = {
    name: 'committee',
    title: `${t.committee} (${t.inferred})`,
    show: (region) => (region.committee === null ? '' : t[region.committee]),
  }
  return (rows) => [
    name,
    code,
    level,
    ...(rows.some((row) => row.children > 0) ? [children] : []),
    ...(rows.some((row) => row.committee !== null) ? [committee] : []),
  ]
}
