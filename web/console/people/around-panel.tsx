import { PlusOutlined } from '@ant-design/icons'
import { addRelatedPerson, type ElderFile, endRelatedPerson, type RelatedPerson } from '@yinian/core/people/api.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { relatedRoles, relations } from '@yinian/core/people/related-persons.ts'
import { Checkbox, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { useWithheld, Withheld } from '../parts/withheld.tsx'
import { May, useMe } from '../shell/me.tsx'
import { DialogForm } from './dialog-form.tsx'
import { RevealedField } from './revealed-field.tsx'
import { texts } from './texts.ts'

const roleNames: Readonly<Record<string, { zh: string; en: string }>> = relatedRoles
const relationNames: Readonly<Record<string, { zh: string; en: string }>> = relations

export function AroundPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const withheld = useWithheld().includes('relatives')
  const present = elder.relatedPersons.filter(({ to }) => to === null || to > today)
  const former = elder.relatedPersons.filter(({ to }) => to !== null && to <= today)
  return (
    <Panel
      title={t.around}
      extra={
        elder.state === 'active' && (
          <May do="people:write">
            <PersonDialog elder={elder} />
          </May>
        )
      }
    >
      {withheld && <Withheld />}
      {!withheld && present.length === 0 && <p className="faded small">{t.noAround}</p>}
      <ul className="held">
        {present.map((person) => (
          <Somebody key={person.id} elder={elder} person={person} running />
        ))}
      </ul>
      {former.length > 0 && (
        <details className="earlier">
          <summary>{t.formerPeople({ count: former.length })}</summary>
          <ul className="held">
            {former.map((person) => (
              <Somebody key={person.id} elder={elder} person={person} running={false} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function Somebody({
  elder,
  person,
  running,
}: {
  elder: ElderFile
  person: RelatedPerson
  running: boolean
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const relation = relationNames[person.relation]
  return (
    <li>
      <div>
        <div className="row">
          <strong>{person.name}</strong>
          <span className="faded">{relation === undefined ? person.relation : say(relation)}</span>
          {person.roles.map((role) => (
            <StatusChip key={role} tone="plain">
              {say(roleNames[role] ?? { zh: role, en: role })}
            </StatusChip>
          ))}
        </div>
        <div className="small">
          <RevealedField
            elderId={elder.id}
            field="relatedPersonPhone"
            relatedPersonId={person.id}
            label={`${person.name} ${t.phone}`}
            value={person.phone}
          />
        </div>
        <div className="faded small">
          {person.to === null
            ? t.since({ day: format.day(person.from) })
            : t.period({ from: format.day(person.from), to: format.day(person.to) })}
          {person.note !== '' && ` · ${person.note}`}
        </div>
      </div>
      {running && (
        <May do="people:write">
          <EndPerson elder={elder} person={person} />
        </May>
      )}
    </li>
  )
}

function EndPerson({ elder, person }: { elder: ElderFile; person: RelatedPerson }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const end = useCommand(endRelatedPerson)
  return (
    <DialogForm<{ to: string }>
      label={t.endPerson}
      button={{ size: 'small', type: 'text' }}
      title={t.endPersonTitle({ name: person.name })}
      initial={{ to: today }}
      onSubmit={(body) => end.mutateAsync({ params: { id: elder.id, personId: person.id }, body })}
    >
      <Form.Item name="to" label={t.endDay} rules={[{ required: true, message: t.dayMissing }]}>
        <DayField from={person.from} to={today} />
      </Form.Item>
    </DialogForm>
  )
}

interface NewPerson {
  readonly name: string
  readonly relation: string
  readonly roles: string[]
  readonly phone?: string
  readonly note?: string
}

function PersonDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const add = useCommand(addRelatedPerson)
  const submit = ({ name, relation, roles, phone = '', note = '' }: NewPerson) =>
    add.mutateAsync({
      params: { id: elder.id },
      body: { name: name.trim(), relation, roles, phone: phone.trim(), note: note.trim() },
    })
  const named = (names: typeof roleNames) => Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
  return (
    <DialogForm<NewPerson>
      label={t.addPerson}
      button={{ size: 'small', icon: <PlusOutlined /> }}
      title={t.addPerson}
      initial={{ roles: ['contact-person'] }}
      onSubmit={submit}
    >
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="relation" label={t.relation} rules={[{ required: true, message: t.choose }]}>
        <Select options={named(relationNames)} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t.roles}
        rules={[{ required: true, type: 'array', min: 1, message: t.rolesMissing }]}
      >
        <Checkbox.Group options={named(roleNames)} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t.phone}
        rules={[
          {
            validator: async (_rule, value: string | undefined) => {
              if (value?.trim() && readPhone(value) === null) throw new Error(t.phoneWrong)
            },
          },
        ]}
      >
        <Input maxLength={30} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="note" label={t.note}>
        <Input maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}
