import { draftRun } from '@yinian/core/benefits/run-api.ts'
import { countyOf, levelOf } from '@yinian/core/regions/code.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { Form, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { monthsUpTo } from './months.ts'
import { texts } from './texts.ts'
import { useProgrammes } from './use-programmes.ts'

interface NewRun {
  county: string
  programme: string
  month: string
}

export function NewRunPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const { regions, today } = useMe()
  const own = regions.find(({ code }) => levelOf(code) === 'county')?.code
  const [place, setPlace] = useState(own)
  const [month, setMonth] = useState(monthOf(today))
  const programmes = useProgrammes(place, month)
  const draft = useCommand(draftRun)
  const submit = async (values: NewRun) => {
    const run = await draft.mutateAsync({ body: { ...values, county: countyOf(values.county) } })
    await navigate(`/benefits/runs/${run.county}/${run.id}`, { replace: true })
  }
  return (
    <FormPage<NewRun>
      title={t.newRun}
      hint={t.newRunHint}
      submit={t.newRun}
      initial={{ month: monthOf(today), ...(own === undefined ? {} : { county: own }) }}
      onSubmit={submit}
    >
      <Form.Item name="county" label={t.county} rules={[{ required: true, message: t.countyMissing }]}>
        <County onPlace={setPlace} />
      </Form.Item>
      <Form.Item name="month" label={t.month} rules={[{ required: true }]}>
        <Select
          options={monthsUpTo(monthOf(today)).map((value) => ({ value, label: format.month(value) }))}
          onSelect={(value: string) => setMonth(value)}
        />
      </Form.Item>
      <Form.Item name="programme" label={t.programme} rules={[{ required: true, message: t.programmeMissing }]}>
        <Select
          options={programmes
            .filter(({ policy }) => policy.kind === 'cash')
            .map(({ programme, name }) => ({ value: programme, label: say(name) }))}
          notFoundContent={t.noProgrammes}
        />
      </Form.Item>
    </FormPage>
  )
}

/** The field tells the page as well, because the programmes offered are those of the place. */
function County(props: {
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
  onPlace: (code: string | undefined) => void
}): ReactNode {
  return (
    <RegionField
      {...(props.id === undefined ? {} : { id: props.id })}
      value={props.value}
      levels={['county']}
      onChange={(code) => {
        props.onChange?.(code)
        props.onPlace(code)
      }}
    />
  )
}
