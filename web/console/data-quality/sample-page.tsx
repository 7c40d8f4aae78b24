import { checkDataSample, getDataSample, signDataSample, wrongFields } from '@yinian/core/data-quality/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { particularFields } from '@yinian/core/people/as-of/particulars.ts'
import { Button, Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import '../people/people.css'
import { May } from '../shell/me.tsx'
import './data-quality.css'
import { SampleResult } from './samples-page.tsx'
import { texts } from './texts.ts'

type Told = ReplyOf<typeof getDataSample>

export function SamplePage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getDataSample, { params: { county, id } })
  return (
    <Answer of={asked} height={360}>
      {(told) => <Sample told={told} />}
    </Answer>
  )
}

function Sample({ told: { sample, items } }: { told: Told }): ReactNode {
  const t = useTexts(texts)
  const sign = useCommand(signDataSample)
  const { county, id, state, checked, size } = sample
  return (
    <>
      <PageHead
        title={`${t.samples} · ${sample.regionPath.split(' ').at(-1) ?? ''}`}
        hint={<SampleResult sample={sample} />}
        chips={<StatusChip tone={state === 'signed' ? 'good' : 'waiting'}>{t[state]}</StatusChip>}
        actions={
          state === 'drawn' && (
            <May do="people:write">
              <ConfirmAction
                label={t.sign}
                title={t.signTitle}
                explain={<SampleResult sample={sample} />}
                type="primary"
                disabled={checked < size}
                run={() => sign.mutateAsync({ params: { county, id } })}
              />
            </May>
          )
        }
      />
      <Panel>
        <ul className="held">
          {items.map((item) => (
            <Item key={item.id} item={item} sample={sample} />
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Item({ item, sample }: { item: Told['items'][number]; sample: Told['sample'] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const nameOf = useFieldNames()
  const check = useCommand(checkDataSample)
  const params = { county: sample.county, id: sample.id, itemId: item.id }
  return (
    <li>
      <div>
        <div className="row">
          <Link to={`/people/${item.elderId}`}>
            <strong>{item.name}</strong>
          </Link>
          {item.result !== null && (
            <StatusChip tone={item.result === 'right' ? 'good' : 'bad'}>
              {item.result === 'right' ? t.isRight : t.isWrong}
            </StatusChip>
          )}
        </div>
        <div className="faded small">
          {item.regionPath}
          {item.wrong.length > 0 && ` · ${item.wrong.map(nameOf).join(say({ zh: '、', en: ', ' }))}`}
        </div>
      </div>
      {sample.state === 'drawn' && (
        <May do="people:write">
          <span className="row">
            <Button
              size="small"
              loading={check.isPending}
              onClick={() => check.mutate({ params, body: { result: 'right', wrong: [] } })}
            >
              {t.isRight}
            </Button>
            <DialogForm<{ wrong: string[] }>
              label={t.isWrong}
              button={{ size: 'small' }}
              title={`${item.name} · ${t.whatWrong}`}
              submit={t.saveWrong}
              initial={{ wrong: item.wrong }}
              onSubmit={({ wrong }) => check.mutateAsync({ params, body: { result: 'wrong', wrong } })}
            >
              <Form.Item name="wrong" label={t.whatWrong} rules={[{ required: true, message: t.whatWrong }]}>
                <Select
                  mode="multiple"
                  options={wrongFields.map((field) => ({ value: field, label: nameOf(field) }))}
                />
              </Form.Item>
            </DialogForm>
          </span>
        </May>
      )}
    </li>
  )
}

function useFieldNames(): (field: string) => string {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const others: Readonly<Record<string, string>> = {
    residence: t.residence,
    circumstances: t.circumstances,
    'related-persons': t.aroundPeople,
    level: t.level,
  }
  return (field) => {
    const known = particularFields[field as keyof typeof particularFields]
    return known === undefined ? (others[field] ?? field) : say(known)
  }
}
