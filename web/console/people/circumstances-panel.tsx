import { type Circumstance, type ElderFile, endCircumstance } from '@yinian/core/people/api.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { Panel } from '../parts/page-head.tsx'
import { useWithheld, Withheld } from '../parts/withheld.tsx'
import { May, useMe } from '../shell/me.tsx'
import { CircumstanceDialog } from './circumstance-dialog.tsx'
import { DialogForm } from './dialog-form.tsx'
import { texts } from './texts.ts'

/** What holds now on top, what held before folded below; nothing is ever taken away. */
export function CircumstancesPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const withheld = useWithheld().includes('circumstances')
  const newestFirst = [...elder.circumstances].sort((one, other) => other.from.localeCompare(one.from))
  const present = newestFirst.filter(({ to }) => to === null || to > today)
  const earlier = newestFirst.filter(({ to }) => to !== null && to <= today)
  return (
    <Panel
      title={t.circumstances}
      extra={
        elder.state === 'active' && (
          <May do="people:write">
            <CircumstanceDialog elder={elder} />
          </May>
        )
      }
    >
      {withheld && <Withheld />}
      {!withheld && present.length === 0 && <p className="faded small">{t.noCircumstances}</p>}
      <ul className="held">
        {present.map((one) => (
          <Held key={one.id} elderId={elder.id} circumstance={one} running />
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className="earlier">
          <summary>{t.earlier({ count: earlier.length })}</summary>
          <ul className="held">
            {earlier.map((one) => (
              <Held key={one.id} elderId={elder.id} circumstance={one} running={false} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function Held(props: { elderId: string; circumstance: Circumstance; running: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { circumstance, running } = props
  const kind = findCircumstanceKind(circumstance.kind)
  const held = kind?.values[circumstance.value]
  const name = held === undefined ? circumstance.value : say(held.name)
  const byOfficer = kind?.writtenBy === 'officer'
  const separator = say({ zh: '：', en: ': ' })
  return (
    <li>
      <div>
        <strong>{name}</strong> <span className="faded small">{kind && say(kind.name)}</span>
        <div className="small">
          <Period circumstance={circumstance} />
        </div>
        <div className="faded small">
          {t.source}
          {separator}
          {circumstance.source}
          {circumstance.evidence !== '' && ` · ${circumstance.evidence}`}
          {' · '}
          {byOfficer ? t.recordedBy({ who: circumstance.recordedBy }) : t.byAssessment}
        </div>
      </div>
      {running && byOfficer && (
        <May do="people:write">
          <EndDialog elderId={props.elderId} circumstance={circumstance} name={name} />
        </May>
      )}
    </li>
  )
}

function Period({ circumstance: { from, to } }: { circumstance: Circumstance }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  if (to === null) return t.since({ day: format.day(from) })
  if (to === from) return `${format.day(from)} · ${t.voided}`
  return t.period({ from: format.day(from), to: format.day(to) })
}

function EndDialog({
  elderId,
  circumstance,
  name,
}: {
  elderId: string
  circumstance: Circumstance
  name: string
}): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const end = useCommand(endCircumstance)
  const params = { id: elderId, circumstanceId: circumstance.id }
  return (
    <DialogForm<{ to: string; reason: string }>
      label={t.end}
      button={{ size: 'small', type: 'text' }}
      title={t.endTitle({ name })}
      initial={{ to: today }}
      onSubmit={({ to, reason }) => end.mutateAsync({ params, body: { to, reason: reason.trim() } })}
    >
      <Form.Item name="to" label={t.endDay} extra={t.endHelp} rules={[{ required: true, message: t.dayMissing }]}>
        <DayField from={circumstance.from} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t.reason}
        rules={[{ required: true, whitespace: true, message: t.reasonMissing }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}
