import { defaultQuality } from '@yinian/core/assessments/quality.ts'
import { drawQualitySample, listSamples, type QualitySample } from '@yinian/core/assessments/quality-api.ts'
import { countyOf, levelOf } from '@yinian/core/regions/code.ts'
import { addToMonth, monthOf } from '@yinian/core/time/day.ts'
import { Form, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { useMe } from '../../shell/me.tsx'
import '../assessments.css'
import { texts } from './texts.ts'

/** The samples of the months, and the drawing of the next. */
export function SamplesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const columns: readonly Column<QualitySample>[] = [
    { name: 'month', title: t.month, show: (one) => format.month(one.month) },
    { name: 'population', title: t.population, align: 'right', show: (one) => one.population },
    { name: 'chosen', title: t.chosen, align: 'right', show: (one) => one.chosen },
    { name: 'compared', title: t.compared, align: 'right', show: (one) => one.compared },
    { name: 'by', title: t.drawnBy, show: (one) => one.drawnBy },
    { name: 'at', title: t.drawnAt, atFirst: 'hidden', show: (one) => <InstantText at={one.drawnAt} relative /> },
  ]
  return (
    <ListPage
      name="quality-samples"
      title={t.quality}
      hint={
        <>
          {t.qualityHint}{' '}
          <span className="unverified-mark">
            ※ {t.unverified}：{say(defaultQuality.unverified)}
          </span>
        </>
      }
      list={listSamples}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/assessment-quality/${one.county}/${one.id}`}
      actions={<DrawDialog />}
      blank={{ title: t.noSamples, hint: t.noSamplesHint }}
    />
  )
}

interface Values {
  county: string
  month: string
  sharePercent: number
  fewestPerOrganisation: number
  fewestPerAssessor: number
}

function DrawDialog(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { regions, today } = useMe()
  const navigate = useNavigate()
  const draw = useCommand(drawQualitySample)
  const own = regions.find(({ code }) => levelOf(code) === 'county')?.code
  const months = [1, 2, 3, 4, 5, 6].map((back) => addToMonth(monthOf(today), -back))
  const rules = [{ required: true, message: t.required }]
  const send = async (values: Values) => {
    const made = await draw.mutateAsync({ body: { ...values, county: countyOf(values.county) } })
    await navigate(`/assessment-quality/${made.county}/${made.id}`)
  }
  return (
    <DialogForm<Values>
      label={t.draw}
      title={t.draw}
      button={{ type: 'primary' }}
      initial={{
        ...(own === undefined ? {} : { county: own }),
        month: months[0] ?? '',
        sharePercent: defaultQuality.sharePercent,
        fewestPerOrganisation: defaultQuality.fewestPerOrganisation,
        fewestPerAssessor: defaultQuality.fewestPerAssessor,
      }}
      onSubmit={send}
    >
      <p className="faded small">{t.drawMeans}</p>
      <Form.Item name="county" label={t.county} rules={rules}>
        <RegionField levels={['county']} />
      </Form.Item>
      <Form.Item name="month" label={t.month} rules={rules}>
        <Select options={months.map((value) => ({ value, label: format.month(value) }))} />
      </Form.Item>
      <Form.Item name="sharePercent" label={t.share} rules={rules}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="fewestPerOrganisation" label={t.perOrganisation} rules={rules}>
        <InputNumber min={0} max={50} precision={0} />
      </Form.Item>
      <Form.Item name="fewestPerAssessor" label={t.perAssessor} rules={rules}>
        <InputNumber min={0} max={50} precision={0} />
      </Form.Item>
    </DialogForm>
  )
}
