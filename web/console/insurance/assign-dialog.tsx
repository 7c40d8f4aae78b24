import { assignDisability, type DisabilityCase } from '@yinian/core/insurance/api.ts'
import { listDesignations } from '@yinian/core/insurance/rules-api.ts'
import { listAssessors } from '@yinian/core/workforce/api.ts'
import { backgrounds } from '@yinian/core/workforce/assessor.ts'
import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DialogForm } from '../people/dialog-form.tsx'
import { texts } from './texts.ts'

interface Pair {
  readonly organisationId: string
  readonly first: string
  readonly second: string
}

/** A designated organisation and two of its assessors. */
export function AssignDialog({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const assign = useCommand(assignDisability)
  return (
    <DialogForm<Pair>
      label={t.assign}
      button={{ type: one.state === 'accepted' ? 'primary' : 'default' }}
      title={t.assign}
      onSubmit={({ organisationId, first, second }) =>
        assign.mutateAsync({
          params: { county: one.county, id: one.id },
          body: { organisationId, assessorIds: [first, second], version: one.version },
        })
      }
    >
      <PairFields />
    </DialogForm>
  )
}

function PairFields(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const organisationId = Form.useWatch<string | undefined>('organisationId')
  const designated = useEndpoint(listDesignations)
  const asked = useEndpoint(
    listAssessors,
    { query: { organisationId: organisationId ?? '', status: 'active', limit: 200 } },
    { enabled: organisationId !== undefined },
  )
  const organisations = (designated.data?.rows ?? []).filter(({ inForce }) => inForce)
  const options = (asked.data?.rows ?? []).map((assessor) => ({
    value: assessor.id,
    label: [assessor.name, say(backgrounds[assessor.background]), ...assessor.reasons.map(say)].join(' · '),
    disabled: !assessor.qualifies || assessor.accountId === null,
  }))
  const rules = [{ required: true, message: t.choose }]
  return (
    <>
      <Form.Item name="organisationId" label={t.organisation} rules={rules}>
        <Select
          loading={designated.isFetching}
          options={organisations.map((row) => ({ value: row.organisationId, label: row.organisationName }))}
          notFoundContent={t.noDesignations}
        />
      </Form.Item>
      <Form.Item name="first" label={t.firstAssessor} rules={rules}>
        <Select loading={asked.isFetching} options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="second" label={t.secondAssessor} rules={rules}>
        <Select loading={asked.isFetching} options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </>
  )
}
