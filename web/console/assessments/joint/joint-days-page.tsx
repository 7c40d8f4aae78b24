import { type JointDay, listJointDays, planJointDay } from '@yinian/core/assessments/joint-api.ts'
import { Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { DayText } from '../../../language/figures.tsx'
import { useTexts } from '../../../language/language.ts'
import { AssessmentOrganisationField } from '../../organisations/organisation-field.tsx'
import { DayField } from '../../parts/day-field.tsx'
import type { Column } from '../../parts/list/column.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

export function JointDaysPage(): ReactNode {
  const t = useTexts(texts)
  const columns: readonly Column<JointDay>[] = [
    { name: 'heldOn', title: t.heldOn, show: (one) => <DayText day={one.heldOn} /> },
    { name: 'region', title: t.region, show: (one) => one.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'place', title: t.place, show: (one) => one.place },
    { name: 'centre', title: t.centre, show: (one) => one.healthCentre },
    { name: 'organisation', title: t.organisation, show: (one) => one.organisationName || '—' },
    { name: 'booked', title: t.booked, align: 'right', show: (one) => one.booked },
    { name: 'left', title: t.left, align: 'right', show: (one) => one.staffed },
    { name: 'attended', title: t.attended, align: 'right', show: (one) => one.attended },
    { name: 'absent', title: t.absent, align: 'right', show: (one) => one.absent },
  ]
  return (
    <ListPage
      name="joint-days"
      title={t.jointDays}
      hint={t.jointHint}
      list={listJointDays}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/joint-days/${one.county}/${one.id}`}
      actions={<PlanDialog />}
      blank={{ title: t.none, hint: t.jointHint }}
    />
  )
}

interface Values {
  region: string
  heldOn: string
  place: string
  healthCentre: string
  organisationId?: string
  monthsAhead: number
  capacity: number
}

function PlanDialog(): ReactNode {
  const t = useTexts(texts)
  const { regions, today } = useMe()
  const navigate = useNavigate()
  const plan = useCommand(planJointDay)
  const rules = [{ required: true, message: t.required }]
  const send = async ({ organisationId, ...values }: Values) => {
    const made = await plan.mutateAsync({ body: { ...values, organisationId: organisationId ?? null } })
    await navigate(`/joint-days/${made.county}/${made.id}`)
  }
  return (
    <DialogForm<Values>
      label={t.plan}
      title={t.plan}
      button={{ type: 'primary' }}
      initial={{ ...(regions[0] === undefined ? {} : { region: regions[0].code }), monthsAhead: 2, capacity: 60 }}
      onSubmit={send}
    >
      <Form.Item name="region" label={t.region} rules={rules}>
        <RegionField levels={['county', 'town', 'village']} />
      </Form.Item>
      <Form.Item name="heldOn" label={t.heldOn} rules={rules}>
        <DayField from={today} />
      </Form.Item>
      <Form.Item name="place" label={t.place} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="healthCentre" label={t.centre} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="organisationId" label={t.organisation}>
        <AssessmentOrganisationField />
      </Form.Item>
      <Form.Item name="monthsAhead" label={t.monthsAhead} rules={rules}>
        <InputNumber min={0} max={12} precision={0} />
      </Form.Item>
      <Form.Item name="capacity" label={t.capacity} rules={rules}>
        <InputNumber min={1} max={2000} precision={0} />
      </Form.Item>
    </DialogForm>
  )
}
