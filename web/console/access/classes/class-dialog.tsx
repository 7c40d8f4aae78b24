import { type ClassMatrix, requestClassRule } from '@yinian/core/privacy/class-rule-api.ts'
import { dataClasses } from '@yinian/core/privacy/data-classes.ts'
import { App, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { useMe } from '../../shell/me.tsx'
import { aboutCell } from './class-matrix.tsx'
import { classTexts } from './class-texts.ts'
import type { Chosen } from './data-classes-page.tsx'

interface Asked {
  reason: string
  from?: string
  until?: string
}

/** Asks for a class to be withheld from a role, or for the rule to end; says what that means for whom. */
export function ClassDialog(props: { matrix: ClassMatrix; chosen: Chosen; close: () => void }): ReactNode {
  const { matrix, chosen, close } = props
  const t = useTexts(classTexts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const { today } = useMe()
  const ask = useCommand(requestClassRule)
  const [form] = Form.useForm<Asked>()
  const { rule, waiting } = aboutCell(matrix, chosen.role.id, chosen.dataClass)
  const fixed = waiting ? t.waitsAlready : rule?.inherited ? t.inherited({ place: rule.region.path }) : undefined
  const kind = rule === undefined ? 'withhold' : 'show'
  const words = {
    place: matrix.region.path,
    role: say(chosen.role.name),
    dataClass: say(dataClasses[chosen.dataClass].name),
  }
  const submit = ({ reason, from, until }: Asked) =>
    ask.mutate(
      {
        body: {
          kind,
          region: matrix.region.code,
          role: chosen.role.id,
          dataClass: chosen.dataClass,
          reason,
          ...(from ? { from } : {}),
          ...(until ? { until } : {}),
        },
      },
      {
        onSuccess: () => {
          void message.success(t.askedDone)
          close()
        },
      },
    )
  const title = `${words.role} · ${words.dataClass}`
  if (fixed !== undefined)
    return (
      <Modal open title={title} onCancel={close} onOk={close} okText={t.close} cancelButtonProps={{ hidden: true }}>
        <p>{fixed}</p>
        {rule !== undefined && (
          <p className="faded small">{`${rule.reason} · ${rule.proposedBy} · ${rule.approvedBy}`}</p>
        )}
      </Modal>
    )
  return (
    <Modal
      open
      title={`${kind === 'withhold' ? t.withholdTitle : t.showTitle} · ${title}`}
      okText={t.ask}
      cancelText={t.close}
      confirmLoading={ask.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={520}
    >
      <RefusedLine refusal={ask.error} />
      <p>{kind === 'withhold' ? t.withholdMeans(words) : t.showMeans(words)}</p>
      {rule !== undefined && (
        <p className="faded small">{`${rule.reason} · ${rule.proposedBy} · ${rule.approvedBy}`}</p>
      )}
      <Form<Asked> form={form} layout="vertical" onFinish={submit}>
        {kind === 'withhold' && (
          <>
            <Form.Item name="from" label={t.from} extra={t.fromHint}>
              <DayField from={today} />
            </Form.Item>
            <Form.Item name="until" label={t.until} extra={t.untilHint}>
              <DayField from={today} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="reason"
          label={t.reason}
          rules={[{ required: true, whitespace: true, min: 2, message: t.reasonMissing }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
