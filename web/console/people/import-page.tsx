import { DownloadOutlined } from '@ant-design/icons'
import {
  applyPeopleImport,
  cancelPeopleImport,
  getPeopleImport,
  type PeopleImport,
  peopleImportResult,
} from '@yinian/core/people/api.ts'
import { App, Button } from 'antd'
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
  useEffect(() => setGoing(state === undefined || state === 'checking' || state === 'applying'), [state])
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
      {one.state === 'cancelled' && <p className="note-box">{t.cancelledNote}</p>}
      {one.state !== 'cancelled' && one.state !== 'checked' && <Progress import={one} />}
      {(one.state === 'checked' || one.state === 'failed') && <ImportMapping key={one.state} import={one} />}
      {one.state !== 'checking' && <ImportRows import={one} />}
    </div>
  )
}

function sheetNote(one: PeopleImport, t: ReturnType<typeof useTexts<typeof texts>>): string {
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
      {one.fault !== null && <p className="overdue">{say(one.fault)}</p>}
      {one.state === 'applying' && stuck && <p className="small">{t.stuck}</p>}
      {resumable && (
        <Button loading={apply.isPending} onClick={() => apply.mutate({ params: { id: one.id } })}>
          {t.goOn}
        </Button>
      )}
      {one.state === 'applied' && (
        <div className="row">
          <ResultButton id={one.id} primary />
          <Link to="/people?sort=recent">{t.openElders}</Link>
        </div>
      )}
    </ProgressPanel>
  )
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
  const waiting = one.state === 'checking' || one.state === 'checked' || one.state === 'failed'
  return (
    <>
      {waiting && (
        <ConfirmAction
          label={t.giveUp}
          title={t.giveUp}
          explain={t.giveUpMeans}
          run={() => cancel.mutateAsync({ params })}
        />
      )}
      {one.state === 'checked' && <ResultButton id={one.id} />}
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

function ResultButton({ id, primary = false }: { id: string; primary?: boolean }): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    try {
      await download(peopleImportResult, { params: { id }, query: { language } })
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      icon={<DownloadOutlined />}
      type={primary ? 'primary' : 'default'}
      loading={busy}
      title={t.resultFileHint}
      onClick={() => void fetchIt()}
    >
      {t.resultFile}
    </Button>
  )
}
