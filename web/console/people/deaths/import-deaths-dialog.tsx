import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { importDeaths } from '@yinian/core/people/death-api.ts'
import { type DeathSource, deathSources } from '@yinian/core/people/death-reports.ts'
import { Button, Modal, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { upload } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { RefusedLine } from '../../parts/refused.tsx'
import { texts } from '../one-person-texts.ts'

/** A list of the police or another office: everybody on file gets a report to be confirmed. */
export function ImportDeathsDialog(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [source, setSource] = useState<DeathSource>('public-security')
  const [result, setResult] = useState<ReplyOf<typeof importDeaths> | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async (file: File) => {
    setBusy(true)
    setRefusal(null)
    setResult(null)
    try {
      setResult(await upload(importDeaths, { query: { source } }, file))
      await queries.invalidateQueries()
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t.importDeaths}
      </Button>
      <Modal
        open={open}
        title={t.importDeaths}
        footer={null}
        width={520}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <RefusedLine refusal={refusal} />
        <div className="stack-tight">
          <p className="note-box">{t.importDeathsMeans}</p>
          <label htmlFor="deaths-source">{t.source}</label>
          <Select
            id="deaths-source"
            value={source}
            onChange={setSource}
            options={Object.entries(deathSources).map(([value, name]) => ({
              value: value as DeathSource,
              label: say(name),
            }))}
          />
          <Upload.Dragger
            accept=".xlsx,.csv,.txt"
            showUploadList={false}
            disabled={busy}
            beforeUpload={(file) => {
              void send(file)
              return false
            }}
          >
            <p>
              <UploadOutlined aria-hidden="true" /> {t.chooseFile}
            </p>
          </Upload.Dragger>
          {result !== null && (
            <div role="status">
              <p>{t.deathsImported({ ...result, refused: result.refused.length })}</p>
              <ul className="plain-list">
                {result.refused.map((one) => (
                  <li key={one.row}>{t.rowRefused({ row: one.row, why: say(one.reason) })}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </Modal>
    </>
  )
}
