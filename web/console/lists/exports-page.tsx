import { DownloadOutlined } from '@ant-design/icons'
import { cancelExport, fetchExport, type ListExport, listExports } from '@yinian/core/lists/api.ts'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import type { Column } from '../parts/list/column.ts'
import { RowCards, RowsTable } from '../parts/list/rows.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { Schedules } from './schedules.tsx'
import { stateNames, texts } from './texts.ts'

/** Files written in the background, and what is taken out again and again. */
export function ExportsPage(): ReactNode {
  const t = useTexts(texts)
  const [going, setGoing] = useState(false)
  const asked = useEndpoint(listExports, {}, { every: going ? 2000 : false })
  const busy = asked.data?.rows.some(({ state }) => state === 'waiting' || state === 'running') ?? false
  if (busy !== going) setGoing(busy)
  return (
    <div className="stack">
      <PageHead title={t.exports} hint={t.exportsHint} />
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? <Blank title={t.noExports} hint={t.noExportsHint} /> : <Files rows={rows} />
        }
      </Answer>
      <Schedules />
    </div>
  )
}

function Files({ rows }: { rows: readonly ListExport[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const Rows = useNarrow() ? RowCards : RowsTable<ListExport>
  const columns: readonly Column<ListExport>[] = [
    {
      name: 'list',
      title: t.list,
      show: (one) => (
        <>
          {say(one.listName)} <span className="faded small">.{one.format}</span>{' '}
          {one.scheduled && <StatusChip>{t.scheduled}</StatusChip>}
        </>
      ),
    },
    { name: 'purpose', title: t.purpose, show: (one) => one.purpose },
    {
      name: 'state',
      title: t.state,
      show: (one) => (
        <>
          <StatusChip tone={tones[one.state]}>{say(stateNames[one.state])}</StatusChip>
          {one.fault !== null && <div className="overdue small">{say(one.fault)}</div>}
        </>
      ),
    },
    { name: 'size', title: t.size, show: (one) => sizeOf(one, t, format.number) },
    { name: 'asked', title: t.asked, show: (one) => <InstantText at={one.createdAt} relative /> },
    {
      name: 'expires',
      title: t.expires,
      show: (one) => one.expiresAt !== null && one.state === 'ready' && <InstantText at={one.expiresAt} />,
    },
    { name: 'fetched', title: t.fetched, show: (one) => one.fetches > 0 && t.fetchedTimes({ count: one.fetches }) },
    { name: 'actions', title: t.actions, show: (one) => <FileActions export={one} /> },
  ]
  return (
    <div className="list-table">
      <Rows rows={rows} columns={columns} keyOf={(one) => one.id} linkOf={undefined} chosen={[]} onChoose={undefined} />
    </div>
  )
}

function sizeOf(one: ListExport, t: ReturnType<typeof useTexts<typeof texts>>, number: (of: number) => string): string {
  const rows = one.total === null ? '' : t.rows({ count: number(one.total) })
  const size = one.bytes === 0 ? '' : `${number(Math.max(1, Math.round(one.bytes / 1024)))} KB`
  return [rows, size].filter(Boolean).join(' · ')
}

const tones = {
  waiting: 'waiting',
  running: 'waiting',
  ready: 'good',
  failed: 'bad',
  cancelled: 'ended',
  expired: 'ended',
} as const satisfies Record<ListExport['state'], Tone>

function FileActions({ export: { id, state } }: { export: ListExport }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const cancel = useCommand(cancelExport, { refreshes: [listExports] })
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    try {
      await download(fetchExport, { params: { id } })
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="row">
      {state === 'ready' && (
        <Button size="small" type="primary" icon={<DownloadOutlined />} loading={busy} onClick={() => void fetchIt()}>
          {t.fetch}
        </Button>
      )}
      {(state === 'ready' || state === 'waiting' || state === 'running') && (
        <ConfirmAction
          size="small"
          label={state === 'ready' ? t.remove : t.cancel}
          title={state === 'ready' ? t.remove : t.cancel}
          explain={t.removeMeans}
          run={() => cancel.mutateAsync({ params: { id } })}
        />
      )}
    </div>
  )
}
