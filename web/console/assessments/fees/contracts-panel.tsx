import { useQueryClient } from '@tanstack/react-query'
import {
  addContractDocument,
  endContract,
  getContractDocument,
  listContracts,
  makeContract,
  type OrganisationContract,
} from '@yinian/core/assessments/fee-api.ts'
import { instruments } from '@yinian/core/assessments/instruments.ts'
import type { Organisation } from '@yinian/core/organisations/api.ts'
import { App, Button, Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download, upload } from '../../../client/transfer.ts'
import { DayText, Money, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { TerritoryField } from '../../organisations/territory-field.tsx'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { DayField } from '../../parts/day-field.tsx'
import { Facts, Panel } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { May, useMay, useMe } from '../../shell/me.tsx'
import { FileField } from '../records/recognise-dialog.tsx'
import { texts } from './texts.ts'

const priced = instruments.filter(({ kind }) => kind !== 'old-ability' && kind !== 'disability')

/** The contracts of an assessment organisation, several over time, each with its prices and documents. */
export function ContractsPanel({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listContracts, { query: { organisationId: organisation.id } })
  return (
    <Panel
      title={t.contracts}
      extra={
        organisation.status !== 'removed' && (
          <May do="organisations:write">
            <MakeDialog organisation={organisation} />
          </May>
        )
      }
    >
      <Answer of={asked} height={80}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="faded small">{t.noContracts}</p>
          ) : (
            <div className="stack">
              {rows.map((one) => (
                <Contract key={one.id} one={one} />
              ))}
            </div>
          )
        }
      </Answer>
    </Panel>
  )
}

function Contract({ one }: { one: OrganisationContract }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { message } = App.useApp()
  const { today } = useMe()
  const queries = useQueryClient()
  const end = useCommand(endContract)
  const mayWrite = useMay('organisations:write')
  const params = { county: one.county, id: one.id }
  const tell = (error: unknown) => void message.error(say(asRefusal(error).reply.message))
  const nameOf = (id: string) => say(instruments.find((instrument) => instrument.id === id)?.name ?? { zh: id, en: id })
  return (
    <article className="instrument-item">
      <h3>{one.number}</h3>
      <Facts
        of={[
          [
            t.from,
            <span key="period">
              <DayText day={one.from} /> – <DayText day={one.until} />
            </span>,
          ],
          ...Object.entries(one.fees).map(([id, fen]) => [nameOf(id), <Money key={id} fen={fen} />] as const),
          [t.depositShort, <Money key="deposit" fen={one.depositFen} />],
          [t.turnaround, String(one.turnaroundDays)],
          [t.late, String(one.latePercent)],
        ]}
      />
      {one.endedOn !== null && <p>{t.ended({ day: format.day(one.endedOn), reason: one.endReason ?? '' })}</p>}
      <div className="row">
        {one.documents.map(({ id, fileName }) => (
          <Button
            key={id}
            size="small"
            onClick={() => void download(getContractDocument, { params: { county: one.county, id } }).catch(tell)}
          >
            {fileName}
          </Button>
        ))}
        {mayWrite && (
          <FileField
            label={t.addDocument}
            accept=".pdf,.jpg,.jpeg,.png"
            onChange={(file) =>
              void upload(addContractDocument, { params }, file)
                .then(() => queries.invalidateQueries())
                .catch(tell)
            }
          />
        )}
        {mayWrite && one.endedOn === null && one.from <= today && today <= one.until && (
          <ConfirmAction
            label={t.end}
            title={`${t.end} · ${one.number}`}
            explain={t.endMeans}
            reason="required"
            danger
            run={(reason) => end.mutateAsync({ params, body: { on: today, reason, version: one.version } })}
          />
        )}
      </div>
    </article>
  )
}

interface Values {
  region: string
  number: string
  from: string
  until: string
  territory: string[]
  fees: Record<string, number | null | undefined>
  deposit: number
  turnaroundDays: number
  latePercent: number
}

const fenOf = (yuan: number): number => Math.round(yuan * 100)

function MakeDialog({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions } = useMe()
  const make = useCommand(makeContract)
  const rules = [{ required: true, message: t.required }]
  const send = ({ deposit, fees, ...values }: Values) =>
    make.mutateAsync({
      body: {
        ...values,
        organisationId: organisation.id,
        depositFen: fenOf(deposit),
        fees: Object.fromEntries(
          Object.entries(fees ?? {}).flatMap(([id, yuan]) => (typeof yuan === 'number' ? [[id, fenOf(yuan)]] : [])),
        ),
      },
    })
  return (
    <DialogForm<Values>
      label={t.makeContract}
      title={`${t.makeContract} · ${organisation.name}`}
      button={{ size: 'small' }}
      initial={{
        ...(regions[0] === undefined ? {} : { region: regions[0].code }),
        territory: organisation.territory,
        deposit: 0,
        turnaroundDays: 15,
        latePercent: 0,
      }}
      onSubmit={send}
    >
      <Form.Item name="number" label={t.contractNumber} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="region" label={t.region} rules={rules}>
        <RegionField levels={['county']} />
      </Form.Item>
      <Form.Item name="from" label={t.from} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="until" label={t.until} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="territory" label={t.territory} rules={rules}>
        <TerritoryField />
      </Form.Item>
      {priced.map(({ id, name }) => (
        <Form.Item key={id} name={['fees', id]} label={t.price({ name: say(name) })}>
          <InputNumber min={0} max={100_000} precision={2} style={{ width: 200 }} />
        </Form.Item>
      ))}
      <Form.Item name="deposit" label={t.deposit} rules={rules}>
        <InputNumber min={0} max={100_000_000} precision={2} style={{ width: 200 }} />
      </Form.Item>
      <Form.Item name="turnaroundDays" label={t.turnaround} rules={rules}>
        <InputNumber min={1} max={365} precision={0} />
      </Form.Item>
      <Form.Item name="latePercent" label={t.late} rules={rules}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
    </DialogForm>
  )
}
