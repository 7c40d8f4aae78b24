import {
  type ExportSchedule,
  listExportSchedules,
  listSavedViews,
  scheduleExport,
  stopExportSchedule,
} from '@yinian/core/lists/api.ts'
import { latestUntil, type Rhythm, rhythms } from '@yinian/core/lists/rhythm.ts'
import { App, Button, Form, Input, Modal, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { useMe } from '../shell/me.tsx'
import { scheduleStates, texts } from './texts.ts'

const refreshes = [listExportSchedules] as const

export function Schedules(): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listExportSchedules)
  const [open, setOpen] = useState(false)
  return (
    <Panel title={t.schedules} extra={<Button onClick={() => setOpen(true)}>{t.newSchedule}</Button>}>
      <p className="faded small schedules-hint">{t.schedulesHint}</p>
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="faded">{t.noSchedules}</p>
          ) : (
            <ul className="plain-list stack-tight">
              {rows.map((one) => (
                <OneSchedule key={one.id} schedule={one} />
              ))}
            </ul>
          )
        }
      </Answer>
      {open && <ScheduleDialog close={() => setOpen(false)} />}
    </Panel>
  )
}

const tones = { active: 'good', ended: 'ended', stopped: 'bad' } as const satisfies Record<
  ExportSchedule['state'],
  Tone
>

function OneSchedule({ schedule: one }: { schedule: ExportSchedule }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const stop = useCommand(stopExportSchedule, { refreshes })
  const names = (all: readonly string[]) => all.join(say({ zh: '、', en: ', ' }))
  return (
    <li>
      <div className="row">
        <strong>{one.name}</strong>
        <StatusChip tone={tones[one.state]}>{say(scheduleStates[one.state])}</StatusChip>
        {one.state === 'active' && (
          <ConfirmAction
            size="small"
            label={t.stop}
            title={t.stop}
            explain={t.stopMeans}
            run={() => stop.mutateAsync({ params: { id: one.id } })}
          />
        )}
      </div>
      <div className="small">
        {say(one.listName)} .{one.format} · {one.purpose} · {say(rhythms[one.rhythm])}
        {one.state === 'active' && (
          <>
            {' · '}
            {t.next}
            <DayText day={one.nextOn} />
            {t.untilDay}
            <DayText day={one.until} />
          </>
        )}
      </div>
      <div className="faded small">{names(one.recipients)}</div>
      {one.stopped !== null && <div className="overdue small">{say(one.stopped)}</div>}
      {one.lastRun !== null && (
        <div className="faded small">
          <DayText day={one.lastRun.on} /> · {t.given({ names: names(one.lastRun.given) })}
          {one.lastRun.refused.length > 0 && ` · ${t.refused({ names: names(one.lastRun.refused) })}`}
        </div>
      )}
    </li>
  )
}

interface Wanted {
  readonly viewId: string
  readonly purpose: string
  readonly rhythm: Rhythm
  readonly until: string
  readonly format: 'xlsx' | 'csv'
  readonly recipients: string[]
}

function ScheduleDialog({ close }: { close: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { message } = App.useApp()
  const { today } = useMe()
  const views = useEndpoint(listSavedViews, { query: { list: 'elders' } })
  const schedule = useCommand(scheduleExport, { refreshes })
  const [form] = Form.useForm<Wanted>()
  const finish = async (wanted: Wanted) => {
    await schedule.mutateAsync({ body: { ...wanted, language } })
    void message.success(t.made)
    close()
  }
  const required = [{ required: true, message: t.missing }]
  return (
    <Modal
      open
      title={t.newSchedule}
      okText={t.save}
      cancelText={t.cancelDialog}
      confirmLoading={schedule.isPending}
      width={520}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <RefusedLine refusal={schedule.error === null ? null : asRefusal(schedule.error)} />
      <Form<Wanted>
        form={form}
        layout="vertical"
        initialValues={{ rhythm: 'monthly', format: 'xlsx', recipients: [] }}
        onFinish={(wanted) => void finish(wanted).catch(() => undefined)}
      >
        <Form.Item name="viewId" label={t.view} extra={t.viewHint} rules={required}>
          <Select
            loading={views.isPending}
            options={
              views.data?.rows.filter(({ mine }) => mine).map(({ id, name }) => ({ value: id, label: name })) ?? []
            }
          />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t.purpose}
          rules={[{ required: true, whitespace: true, min: 2, message: t.purposeMissing }]}
        >
          <Input maxLength={100} placeholder={t.purposeHint} />
        </Form.Item>
        <Form.Item name="rhythm" label={t.rhythm}>
          <Radio.Group options={Object.entries(rhythms).map(([value, rhythm]) => ({ value, label: say(rhythm) }))} />
        </Form.Item>
        <Form.Item name="until" label={t.until} rules={required}>
          <DayField from={today} to={latestUntil(today)} />
        </Form.Item>
        <Form.Item name="format" label={t.format}>
          <Radio.Group
            options={[
              { value: 'xlsx', label: 'Excel (.xlsx)' },
              { value: 'csv', label: 'CSV' },
            ]}
          />
        </Form.Item>
        <Form.Item name="recipients" label={t.recipients} extra={t.recipientsHint}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
