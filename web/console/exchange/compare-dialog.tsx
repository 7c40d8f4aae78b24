import { useQueryClient } from '@tanstack/react-query'
import { type Connector, listConnectors } from '@yinian/core/exchange/connector-api.ts'
import { compareFile, scheduleComparison, startComparison } from '@yinian/core/exchange/finding-api.ts'
import { type PurposeId, purposes } from '@yinian/core/exchange/kinds.ts'
import { countyOf, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { App, Button, Form, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { upload } from '../../client/transfer.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { RegionField } from '../parts/region-field.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface Wanted {
  readonly connector: string
  readonly county: RegionCode
  readonly purpose: PurposeId
  readonly rhythm?: 'weekly' | 'monthly' | 'once'
}

/** Starts a comparison: asks a department about the whole county, or reads the list it delivered. */
export function CompareDialog(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { regions } = useMe()
  const { data } = useEndpoint(listConnectors, { query: { state: 'on', limit: 200 } })
  const start = useCommand(startComparison)
  const schedule = useCommand(scheduleComparison)
  const [file, setFile] = useState<File | null>(null)
  const usable = (data?.rows ?? []).filter(({ may }) => may.includes('compare'))
  const find = (id: string | undefined): Connector | undefined => usable.find((one) => one.id === id)
  const own = regions.find(({ code }) => levelOf(code) === 'county')?.code
  const rules = [{ required: true, message: t.required }]
  const submit = async (wanted: Wanted) => {
    const connector = find(wanted.connector)
    if (!connector) return
    const { purpose } = wanted
    const county = countyOf(wanted.county)
    const place = { county: connector.county, id: connector.id }
    if (connector.transport === 'file') {
      if (file === null) throw new Error(t.fileMissing)
      const query = { connectorCounty: place.county, connectorId: place.id, county, purpose }
      await upload(compareFile, { query }, file)
      setFile(null)
      await queries.invalidateQueries()
    } else {
      await start.mutateAsync({ body: { connector: place, county, purpose } })
      const { rhythm = 'once' } = wanted
      if (rhythm !== 'once') await schedule.mutateAsync({ body: { connector: place, county, purpose, rhythm } })
    }
    void message.success(t.started)
  }
  return (
    <DialogForm<Wanted>
      label={t.compare}
      title={t.compare}
      button={{ type: 'primary' }}
      initial={{ rhythm: 'once', ...(own === undefined ? {} : { county: own }) }}
      onSubmit={submit}
    >
      {(form) => (
        <>
          <p className="faded small">{t.compareMeans}</p>
          <Form.Item name="connector" label={t.connector} rules={rules}>
            <Select
              options={usable.map(({ id, name }) => ({ value: id, label: name }))}
              notFoundContent={t.noComparisonsHint}
              onChange={(id: string) => form.setFieldsValue({ purpose: find(id)?.purposes[0] as PurposeId })}
            />
          </Form.Item>
          <Form.Item name="county" label={t.county} rules={rules}>
            <RegionField levels={['county']} />
          </Form.Item>
          <Form.Item noStyle dependencies={['connector']}>
            {() => {
              const chosen = find(form.getFieldValue('connector') as string | undefined)
              return (
                <>
                  <Form.Item name="purpose" label={t.purpose} rules={rules}>
                    <Select
                      options={(chosen?.purposes ?? []).map((value) => ({ value, label: say(purposes[value]) }))}
                    />
                  </Form.Item>
                  {chosen?.transport === 'file' && (
                    <Form.Item label={t.list} required>
                      <Upload
                        accept=".xlsx,.csv,.txt"
                        showUploadList={false}
                        beforeUpload={(one) => {
                          setFile(one)
                          return false
                        }}
                      >
                        <Button>{t.chooseFile}</Button>
                      </Upload>
                      <p className="faded small">{file === null ? t.fileMissing : t.fileChosen({ name: file.name })}</p>
                    </Form.Item>
                  )}
                  {chosen?.transport === 'http' && (
                    <Form.Item name="rhythm" label={t.rhythm}>
                      <Select
                        options={(['once', 'weekly', 'monthly'] as const).map((value) => ({
                          value,
                          label: value === 'once' ? t.onlyOnce : t[value],
                        }))}
                      />
                    </Form.Item>
                  )}
                </>
              )
            }}
          </Form.Item>
        </>
      )}
    </DialogForm>
  )
}
