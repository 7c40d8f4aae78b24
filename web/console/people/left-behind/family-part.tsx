import type { ElderFile } from '@yinian/core/people/api.ts'
import { type CareFile, setFamilyContact } from '@yinian/core/people/left-behind/api.ts'
import {
  type TouchFrequency,
  touchFrequencies,
  type Whereabouts,
  whereabouts,
} from '@yinian/core/people/left-behind/vocabulary.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { UnlessWithheld } from '../../parts/withheld.tsx'
import { May, useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { RevealedField } from '../revealed-field.tsx'
import { texts } from './texts.ts'

/** Where the children are, and how often they are in touch. */
export function FamilyPart({ elder, care }: { elder: ElderFile; care: CareFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <div className="row care-head">
        <h3>{t.family}</h3>
        {elder.state === 'active' && (
          <May do="people:write">
            <FamilyDialog elder={elder} />
          </May>
        )}
      </div>
      <UnlessWithheld of="relatives" inWords>
        {care.family.length === 0 && <p className="faded small">{t.noFamily}</p>}
      </UnlessWithheld>
      <ul className="held">
        {care.family.map((child) => (
          <li key={child.id}>
            <div>
              <div className="row">
                <strong>{child.name}</strong>
                <span className="faded">
                  {say(relations[child.relation as keyof typeof relations] ?? relations.other)}
                </span>
                <span>{say(whereabouts[child.whereabouts])}</span>
                <span>
                  {t.frequency}
                  {say({ zh: '：', en: ': ' })}
                  {say(touchFrequencies[child.frequency])}
                </span>
              </div>
              {child.worksAt !== '' && <div className="small">{child.worksAt}</div>}
              <div className="small">
                <RevealedField
                  elderId={elder.id}
                  field="relatedPersonPhone"
                  relatedPersonId={child.relatedPersonId}
                  label={t.phoneOf({ name: child.name })}
                  value={child.phone}
                />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

interface Told {
  readonly relatedPersonId: string
  readonly whereabouts: Whereabouts
  readonly worksAt?: string
  readonly frequency: TouchFrequency
}

function FamilyDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const set = useCommand(setFamilyContact)
  const people = elder.relatedPersons.filter(({ to }) => to === null || to > today)
  if (people.length === 0) return <span className="faded small">{t.noSupporters}</span>
  const named = (names: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
  return (
    <DialogForm<Told>
      label={t.setFamily}
      button={{ size: 'small' }}
      title={t.setFamily}
      onSubmit={(body) => set.mutateAsync({ params: { id: elder.id }, body })}
    >
      <Form.Item name="relatedPersonId" label={t.child} rules={[{ required: true, message: t.missing }]}>
        <Select options={people.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="whereabouts" label={t.where} rules={[{ required: true, message: t.missing }]}>
        <Select options={named(whereabouts)} />
      </Form.Item>
      <Form.Item name="worksAt" label={t.worksAt} extra={t.sealedHint}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="frequency" label={t.frequency} rules={[{ required: true, message: t.missing }]}>
        <Select options={named(touchFrequencies)} />
      </Form.Item>
    </DialogForm>
  )
}
