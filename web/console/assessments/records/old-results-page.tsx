import { useQueryClient } from '@tanstack/react-query'
import { importOldResults, oldResultsTemplate } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { download, upload } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { FileField } from './recognise-dialog.tsx'
import '../../organisations/organisations.css'
import { texts } from './texts.ts'

type Result = ReplyOf<typeof importOldResults>

/** Old results by list: what would happen first, then the import. */
export function OldResultsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [result, setResult] = useState<Result | null>(null)
  const [done, setDone] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async (chosen: File, apply: boolean) => {
    setBusy(true)
    setRefusal(null)
    try {
      setResult(await upload(importOldResults, { query: { apply } }, chosen))
      setDone(apply)
      if (apply) await queries.invalidateQueries()
    } catch (error) {
      setResult(null)
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  const fetchTemplate = () =>
    download(oldResultsTemplate, {}).catch((error: unknown) => void message.error(say(asRefusal(error).reply.message)))
  return (
    <>
      <PageHead
        title={t.oldResults}
        hint={t.oldResultsHint}
        actions={<Button onClick={() => void fetchTemplate()}>{t.template}</Button>}
      />
      <div className="stack">
        <Panel>
          <RefusedLine refusal={refusal} />
          <FileField
            label={t.chooseFile}
            accept=".xlsx,.csv"
            {...(file === undefined ? {} : { value: file })}
            onChange={(chosen) => {
              setFile(chosen)
              void send(chosen, false)
            }}
          />
        </Panel>
        {result !== null && (
          <Panel
            title={t.check}
            extra={
              !done &&
              result.ready > 0 &&
              file !== undefined && (
                <Button type="primary" loading={busy} onClick={() => void send(file, true)}>
                  {t.apply}
                </Button>
              )
            }
          >
            <p role="status">{done ? t.applied(result) : t.checked(result)}</p>
            <div className="twin">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t.row}</th>
                    <th scope="col">{t.outcome}</th>
                  </tr>
                </thead>
                <tbody>
                  {result.rows.map(({ row, outcome, said }) => (
                    <tr key={row}>
                      <td>{row}</td>
                      <td>
                        <StatusChip tone={outcome === 'refused' ? 'bad' : outcome === 'known' ? 'ended' : 'good'}>
                          {say(said)}
                        </StatusChip>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Panel>
        )}
      </div>
    </>
  )
}
