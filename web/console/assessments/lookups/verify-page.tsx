import { useQueryClient } from '@tanstack/react-query'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { type LookupBasis, lookupBases, lookupLimits } from '@yinian/core/assessments/lookup.ts'
import {
  listLookups,
  lookupFile,
  type VerifiedResult,
  verifyBatch,
  verifyResult,
} from '@yinian/core/assessments/lookup-api.ts'
import { App, Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { download, upload } from '../../../client/transfer.ts'
import { DayText, InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { FileField } from '../records/recognise-dialog.tsx'
import '../../organisations/organisations.css'
import '../assessments.css'
import { texts } from './texts.ts'

interface Asked {
  purpose: string
  basis: LookupBasis
  basisNote: string
}

/** One person’s valid result by identity number, or that of a list, for a stated purpose (B06). */
export function VerifyPage(): ReactNode {
  const t = useTexts(texts)
  return (
    <div className="form wide-form">
      <PageHead title={t.verify} hint={t.verifyHint} />
      <div className="stack">
        <One />
        <Many />
        <Mine />
      </div>
    </div>
  )
}

function Why(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <Form.Item name="purpose" label={t.purpose} rules={[{ required: true, min: 4, message: t.purposeShort }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="basis" label={t.basis} rules={[{ required: true, message: t.required }]}>
        <Select options={Object.entries(lookupBases).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="basisNote" label={t.basisNote} rules={[{ required: true, min: 2, message: t.required }]}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function One(): ReactNode {
  const t = useTexts(texts)
  const verify = useCommand(verifyResult)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [result, setResult] = useState<VerifiedResult | null | undefined>()
  const send = async (body: Asked & { identityNumber: string }) => {
    setRefusal(null)
    setResult(undefined)
    try {
      setResult((await verify.mutateAsync({ body })).result)
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <Panel>
      <RefusedLine refusal={refusal} />
      <Form<Asked & { identityNumber: string }> name="one" layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item name="identityNumber" label={t.identityNumber} rules={[{ required: true, message: t.required }]}>
          <Input maxLength={24} autoComplete="off" />
        </Form.Item>
        <Why />
        <Button type="primary" htmlType="submit" loading={verify.isPending}>
          {t.look}
        </Button>
      </Form>
      <div role="status">
        {result === null && <p className="note-box">{t.none}</p>}
        {result != null && <Found result={result} />}
      </div>
    </Panel>
  )
}

function Found({ result }: { result: VerifiedResult }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const level = gbt42195.levels.find((one) => one.level === result.level)
  return (
    <Facts
      of={[
        [t.level, level === undefined ? String(result.level) : `${result.level} ${say(level.alias)}`],
        [t.confirmedOn, <DayText key="on" day={result.confirmedOn} />],
        [t.validUntil, <DayText key="until" day={result.validUntil} />],
        [t.organisation, result.organisationName],
        [t.county, result.recognised ? `${result.countyName}（${t.recognised}）` : result.countyName],
      ]}
    />
  )
}

function Many(): ReactNode {
  const t = useTexts(texts)
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async ({ file, ...query }: Asked & { file: File }) => {
    setBusy(true)
    setRefusal(null)
    try {
      await upload(verifyBatch, { query }, file)
      await queries.invalidateQueries()
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={t.batch}>
      <p className="faded small">{t.batchHint({ rows: lookupLimits.batchRows, days: lookupLimits.daysKept })}</p>
      <RefusedLine refusal={refusal} />
      <Form<Asked & { file: File }> name="many" layout="vertical" onFinish={(values) => void send(values)}>
        <Why />
        <Form.Item name="file" rules={[{ required: true, message: t.required }]}>
          <FileField label={t.chooseFile} accept=".xlsx,.csv" />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t.send}
        </Button>
      </Form>
    </Panel>
  )
}

function Mine(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const asked = useEndpoint(listLookups)
  const fetchFile = (id: string) =>
    download(lookupFile, { params: { id } }).catch(
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <Panel title={t.mine}>
      <Answer of={asked} height={80}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="faded small">{t.noLookups}</p>
          ) : (
            <div className="twin">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t.when}</th>
                    <th scope="col">{t.purpose}</th>
                    <th scope="col">{t.basis}</th>
                    <th scope="col">{t.found}</th>
                    <th scope="col">{t.download}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <InstantText at={row.lookedAt} />
                      </td>
                      <td>{row.purpose}</td>
                      <td>
                        {say(lookupBases[row.basis])} · {row.basisNote}
                      </td>
                      <td>
                        {row.found} / {row.rows}
                      </td>
                      <td>
                        {row.hasFile ? (
                          <Button size="small" onClick={() => void fetchFile(row.id)}>
                            {t.download}
                          </Button>
                        ) : (
                          '—'
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </Panel>
  )
}
