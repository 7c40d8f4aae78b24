import type { Text } from '@yinian/core/language/text.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import {
  listErasures,
  listHolds,
  placeHold,
  type RetentionHold,
  releaseHold,
  requestErasure,
} from '@yinian/core/privacy/erasure-api.ts'
import {
  erasureStates,
  type HoldKind,
  holdKinds,
  type RequestGround,
  requestGrounds,
} from '@yinian/core/privacy/retention-rules.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { May } from '../shell/me.tsx'
import { erasureTexts } from './erasure-texts.ts'

/** What stops this file from being erased, and who asked for it. */
export function HoldsPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const holds = useEndpoint(listHolds, { params: { id: elder.id } })
  const erasures = useEndpoint(listErasures, { query: { elderId: elder.id, limit: 5 } })
  return (
    <Panel
      title={t.panel}
      extra={
        <May do="erasure:propose">
          <PlaceHold elderId={elder.id} />
        </May>
      }
    >
      <Answer of={holds} height={60}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p className="faded small">{t.noHolds}</p>}
            <ul className="held">
              {rows.map((hold) => (
                <Hold key={hold.id} elderId={elder.id} hold={hold} />
              ))}
            </ul>
          </>
        )}
      </Answer>
      {erasures.data?.rows.map((one) => (
        <p key={one.id} className="small">
          <StatusChip tone={one.state === 'due' || one.state === 'submitted' ? 'waiting' : 'ended'}>
            {say(erasureStates[one.state])}
          </StatusChip>{' '}
          <Link to="/erasures">{t.openList}</Link>
        </p>
      ))}
      <May do="erasure:propose">
        {elder.state === 'active' ? <p className="faded small">{t.living}</p> : <RequestErasure elderId={elder.id} />}
      </May>
    </Panel>
  )
}

function Hold({ elderId, hold }: { elderId: string; hold: RetentionHold }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const format = useFormat()
  const release = useCommand(releaseHold)
  const onDay = (instant: string) => format.day(dayAt(new Date(instant)))
  return (
    <li>
      <div>
        <strong>{say(holdKinds[hold.kind])}</strong> <span className="small">{hold.reason}</span>
        <div className="faded small">
          {t.holdOf({ name: hold.placedBy, day: onDay(hold.placedAt) })}
          {hold.releasedAt !== null &&
            ` · ${t.releasedOf({ name: hold.releasedBy ?? '', day: onDay(hold.releasedAt) })} ${hold.releaseReason}`}
        </div>
      </div>
      {hold.releasedAt === null && (
        <May do="erasure:approve">
          <ConfirmAction
            label={t.release}
            title={t.releaseTitle}
            explain={t.releaseMeans}
            reason="required"
            size="small"
            run={(reason) => release.mutateAsync({ params: { id: elderId, holdId: hold.id }, body: { reason } })}
          />
        </May>
      )}
    </li>
  )
}

function PlaceHold({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(erasureTexts)
  const place = useCommand(placeHold)
  return (
    <DialogForm<{ kind: HoldKind; reason: string }>
      label={t.placeHold}
      button={{ size: 'small' }}
      title={t.placeHoldTitle}
      initial={{ kind: 'litigation' }}
      onSubmit={(body) => place.mutateAsync({ params: { id: elderId }, body })}
    >
      <p>{t.placeHoldMeans}</p>
      <Choice name="kind" label={t.holdKind} of={holdKinds} />
      <Words name="reason" label={t.reason} />
    </DialogForm>
  )
}

function RequestErasure({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(erasureTexts)
  const request = useCommand(requestErasure)
  return (
    <DialogForm<{ ground: RequestGround; reason: string }>
      label={t.request}
      button={{ size: 'small' }}
      title={t.requestTitle}
      initial={{ ground: 'purpose-ended' }}
      onSubmit={(body) => request.mutateAsync({ params: { id: elderId }, body })}
    >
      <p>{t.requestMeans}</p>
      <Choice name="ground" label={t.ground} of={requestGrounds} />
      <Words name="reason" label={t.words} />
    </DialogForm>
  )
}

function Choice(props: { name: string; label: string; of: Readonly<Record<string, Text>> }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const options = Object.entries(props.of).map(([value, name]) => ({ value, label: say(name) }))
  return (
    <Form.Item name={props.name} label={props.label} rules={[{ required: true, message: t.missing }]}>
      <Radio.Group options={options} className="choices-below" />
    </Form.Item>
  )
}

function Words(props: { name: string; label: string }): ReactNode {
  const t = useTexts(erasureTexts)
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
    >
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  )
}
