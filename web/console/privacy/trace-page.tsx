import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { longestTrace, traceDataExport } from '@yinian/core/privacy/exports-api.ts'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { exportTexts } from './export-texts.ts'
import { useExportColumns } from './exports-page.tsx'
import { PanelRows } from './panel-rows.tsx'

/** Whose export is this? Takes a pasted piece of a list and says which export it was copied from. */
export function TracePage(): ReactNode {
  const t = useTexts(exportTexts)
  const trace = useCommand(traceDataExport, { refreshes: [] })
  return (
    <div className="stack">
      <PageHead title={t.trace} hint={t.traceHint} />
      <Panel>
        <Form<{ text: string }>
          layout="vertical"
          onFinish={({ text }) => trace.mutate({ body: { text: text.slice(0, longestTrace) } })}
        >
          <RefusedLine refusal={trace.error} />
          <Form.Item
            name="text"
            label={t.pasted}
            extra={t.pastedHelp}
            rules={[{ required: true, whitespace: true, message: t.pastedMissing }]}
          >
            <Input.TextArea rows={10} autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={trace.isPending}>
            {t.traceNow}
          </Button>
        </Form>
      </Panel>
      {trace.data !== undefined && <Found of={trace.data} />}
    </div>
  )
}

function Found({ of: { rows, unknown } }: { of: ReplyOf<typeof traceDataExport> }): ReactNode {
  const t = useTexts(exportTexts)
  const columns = useExportColumns()
  const nothing = rows.length === 0
  return (
    <div role="status">
      <Panel title={nothing ? t.notFound : t.found}>
        {nothing && <p>{unknown > 0 ? t.elsewhere : t.noMark}</p>}
        {!nothing && unknown > 0 && <p className="faded small">{t.others({ count: unknown })}</p>}
        {!nothing && (
          <PanelRows
            rows={rows}
            columns={[
              ...columns.map((column) => ({
                ...column,
                show: (row: (typeof rows)[number]) => column.show(row.export),
              })),
              {
                name: 'found',
                title: t.marks,
                align: 'right',
                show: (row) => <span className="figure">{row.found}</span>,
              },
            ]}
            keyOf={(row) => row.export.id}
          />
        )}
      </Panel>
    </div>
  )
}
