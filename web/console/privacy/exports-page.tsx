import { SearchOutlined } from '@ant-design/icons'
import { type DataExport, type ExportKind, exportKinds, listDataExports } from '@yinian/core/privacy/exports-api.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { exportTexts } from './export-texts.ts'

export function ExportsPage(): ReactNode {
  const t = useTexts(exportTexts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const columns = useExportColumns()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'number', label: t.number, hint: t.numberHint },
      { kind: 'search', name: 'accountName', label: t.account },
      {
        kind: 'choice',
        name: 'kind',
        label: t.kind,
        options: Object.entries(exportKinds).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say],
  )
  return (
    <ListPage
      name="data-exports"
      title={t.exports}
      hint={t.exportsHint}
      list={listDataExports}
      filters={filters}
      columns={columns}
      keyOf={({ id }) => id}
      actions={
        <Button type="primary" icon={<SearchOutlined />} onClick={() => void navigate('/data-exports/trace')}>
          {t.trace}
        </Button>
      }
      blank={{ title: t.noExports, hint: t.noExportsHint }}
    />
  )
}

export function useExportColumns(): readonly Column<DataExport>[] {
  const t = useTexts(exportTexts)
  const { say } = useLanguage()
  const format = useFormat()
  return [
    { name: 'number', title: t.number, show: ({ number }) => <span className="figure">{number}</span> },
    { name: 'account', title: t.account, show: ({ accountName }) => accountName },
    { name: 'madeAt', title: t.madeAt, show: ({ madeAt }) => <InstantText at={madeAt} /> },
    { name: 'purpose', title: t.purpose, show: ({ purpose }) => purpose },
    {
      name: 'kind',
      title: t.kind,
      show: ({ kind }) => (kind in exportKinds ? say(exportKinds[kind as ExportKind]) : kind),
    },
    {
      name: 'rows',
      title: t.rows,
      align: 'right',
      show: ({ rows }) => <span className="figure">{format.number(rows)}</span>,
    },
    { name: 'region', title: t.region, show: ({ regionPath }) => regionPath },
  ]
}
