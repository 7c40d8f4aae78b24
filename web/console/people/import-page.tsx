import { DownloadOutlined, DownOutlined } from '@ant-design/icons'
import {
  applyPeopleImport,
  cancelPeopleImport,
  getPeopleImport,
  type PeopleImport,
  peopleImportResult,
} from '@yinian/core/people/api.ts'
import { App, Button, Dropdown, Space } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { type JobState, ProgressPanel } from '../parts/progress-panel.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { ImportRows } from './import-rows.tsx'
import { ImportState } from './imports-page.tsx'
import './people.css'
import { texts } from './texts.ts'

export function ImportPage(): ReactNode {
  const { id = '' } = useParams()
  const [going, setGoing] = useState(true)
  const asked = useEndpoint(getPeopleImport, { params: { id } }, { every: going ? 1500 : false })
  const state = asked.data?.state
  useEffect(
    () => setGoing(state === undefined || state === 'uploading' || state === 'checking' || state === 'applying'),
    [state],
  )
  return <Answer of={asked}>{(one) => <Import import={one} />}</Answer>
}

function Import({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  usePageName(one.fileName)
  return (
    <div className="stack">
      <PageHead
        title={one.fileName}
        hint={`${one.regionPath} · ${sheetNote(one, t)}`}
        chips={<ImportState state={one.state} />}
        actions={<Actions import={one} />}
      />
      <Steps state={one.state} />
      {one.state === 'cancelled' && <Stopped import={one} />}
      {one.state === 'uploading' && <p className="note-box">{t.uploadingNote}</p>}
      {one.state !== 'cancelled' && one.state !== 'checked' && one.state !== 'uploading' && <Progress import={one} />}
      {(one.state === 'checked' || one.state === 'failed') && <ImportMapping key={one.state} import={one} />}
      {one.state !== 'checking' && one.state !== 'uploading' && <ImportRows import={one} />}
    </div>
  )
}

/** What a stopped import leaves behind is told, and can be looked at. */
function Stopped({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const [registered, changed] = [one.counts.registered ?? 0, one.counts.changed ?? 0]
  if (registered + changed === 0) return <p className="note-box">{t.cancelledNote}</p>
  return (
    <div className="note-box stack-tight">
      <p>{t.stoppedNote({ registered: format.number(registered), changed: format.number(changed) })}</p>
      <ResultButtons id={one.id} />
    </div>
  )
}

function sheetNote(one: PeopleImport, t: ReturnType<typeof useTexts<typeof texts>>): string {
  if (one.mapping.length === 0) return ''
  const row = one.headerRow
  const read = one.sheet === '' ? t.headerAt({ row }) : t.sheetRead({ sheet: one.sheet, row })
  return one.otherSheets.length === 0 ? read : `${read}${t.sheetsLeft({ sheets: one.otherSheets.join('、') })}`
}

function Steps({ state }: Pick<PeopleImport, 'state'>): ReactNode {
  const t = useTexts(texts)
  const at = state === 'checking' ? 0 : state === 'applying' || state === 'applied' ? 2 : 1
  return (
    <ol className="import-steps">
      {[t.stepMapping, t.stepCheck, t.stepApply].map((name, index) => (
        <li key={name} {...(index === at ? { 'aria-current': 'step' } : {})}>
          {index + 1}. {name}
        </li>
      ))}
    </ol>
  )
}

function Progress({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const apply = useCommand(applyPeopleImport)
  const stuck = useStandsStill(one)
  const states: Partial<Record<PeopleImport['state'], [string, JobState]>> = {
    checking: [t.checking, 'running'],
    applying: [t.applying, 'running'],
    applied: [t.applied, 'done'],
    failed: [t.interrupted, 'failed'],
  }
  const [title, state] = states[one.state] ?? [t.applied, 'done']
  const resumable = one.state === 'failed' || (one.state === 'applying' && stuck)
  return (
    <ProgressPanel title={title} state={state} done={one.done} total={one.total} startedAt={one.createdAt}>
      <Speed import={one} />
      {one.fault !== null && <p className="overdue">{say(one.fault)}</p>}
      {one.state === 'applying' && stuck && <p className="small">{t.stuck}</p>}
      {resumable && (
        <Button loading={apply.isPending} onClick={() => apply.mutate({ params: { id: one.id } })}>
          {t.goOn}
        </Button>
      )}
      {one.state === 'applied' && (
        <div className="row">
          <ResultButtons id={one.id} />
          <Link to="/people?sort=recent">{t.openElders}</Link>
        </div>
      )}
    </ProgressPanel>
  )
}

/** How quick it is, and when it will be done at that. */
function Speed({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  if (one.speed === null || one.state === 'failed') return null
  const speed = format.number(Math.max(1, Math.round(one.speed)))
  if (one.state === 'applied') return <p className="faded small">{t.speedWas({ speed })}</p>
  const seconds = Math.max(0, one.total - one.done) / one.speed
  const left = seconds < 60 ? t.underAMinute : t.minutes({ count: format.number(Math.ceil(seconds / 60)) })
  return <p className="faded small">{t.speed({ speed, left })}</p>
}

const patience = 60_000

/** Whether nothing has moved for a minute. */
function useStandsStill({ state, done }: PeopleImport): boolean {
  const [still, setStill] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step forward begins the minute anew
  useEffect(() => {
    setStill(false)
    const timer = setTimeout(() => setStill(true), patience)
    return () => clearTimeout(timer)
  }, [state, done])
  return still
}

function Actions({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const apply = useCommand(applyPeopleImport)
  const cancel = useCommand(cancelPeopleImport)
  const params = { id: one.id }
  const fresh = one.counts.new ?? 0
  const changed = one.counts.change ?? 0
  const begun = one.state === 'applying' || (one.counts.registered ?? 0) + (one.counts.changed ?? 0) > 0
  const waiting = !['applied', 'cancelled'].includes(one.state)
  return (
    <>
      {waiting && (
        <ConfirmAction
          label={begun ? t.stop : t.giveUp}
          title={begun ? t.stop : t.giveUp}
          explain={begun ? t.stopMeans : t.giveUpMeans}
          run={() => cancel.mutateAsync({ params })}
        />
      )}
      {one.state === 'checked' && <ResultButtons id={one.id} />}
      {one.state === 'checked' && (
        <ConfirmAction
          label={t.apply}
          type="primary"
          title={t.applyTitle}
          disabled={fresh + changed === 0}
          explain={
            fresh + changed === 0
              ? t.nothingToApply
              : t.applyMeans({
                  fresh: format.number(fresh),
                  changed: format.number(changed),
                  refused: format.number(one.counts.refused ?? 0),
                })
          }
          run={() => apply.mutateAsync({ params })}
          done={t.applyStarted}
        />
      )}
    </>
  )
}

const resultFiles = [
  { format: 'xlsx', rows: 'all' },
  { format: 'xlsx', rows: 'refused' },
  { format: 'csv', rows: 'all' },
  { format: 'csv', rows: 'refused' },
] as const

function ResultButtons({ id }: { id: string }): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchIt = async (which: (typeof resultFiles)[number]) => {
    setBusy(true)
    try {
      await download(peopleImportResult, { params: { id }, query: { language, ...which } })
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(false)
    }
  }
  const nameOf = ({ format, rows }: (typeof resultFiles)[number]) =>
    `${rows === 'all' ? t.allRows : t.refusedRows} · ${format === 'xlsx' ? 'Excel (.xlsx)' : 'CSV'}`
  return (
    <Space.Compact>
      <Button
        icon={<DownloadOutlined />}
        loading={busy}
        title={t.resultFileHint}
        onClick={() => void fetchIt(resultFiles[0])}
      >
        {t.resultFile}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: resultFiles.map((which, index) => ({ key: String(index), label: nameOf(which) })),
          onClick: ({ key }) => {
            const which = resultFiles[Number(key)]
            if (which) void fetchIt(which)
          },
        }}
      >
        <Button icon={<DownOutlined />} aria-label={t.otherResults} title={t.otherResults} />
      </Dropdown>
    </Space.Compact>
  )
}
