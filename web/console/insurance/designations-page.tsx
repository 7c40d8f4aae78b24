import { type Designation, designate, endDesignation, listDesignations } from '@yinian/core/insurance/rules-api.ts'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { AssessmentOrganisationField } from '../organisations/organisation-field.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { DayField } from '../parts/day-field.tsx'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface Asked {
  readonly region: string
  readonly organisationId: string
  readonly agreement: string
  readonly validFrom: string
  readonly validTo: string
}

/** Organisations the agency has an agreement with, to which gradings can be assigned. */
export function DesignationsPage(): ReactNode {
  const t = useTexts(texts)
  const columns: readonly Column<Designation>[] = [
    { name: 'organisation', title: t.organisation, show: (row) => row.organisationName },
    { name: 'region', title: t.place, show: (row) => row.regionPath },
    { name: 'agreement', title: t.agreement, show: (row) => row.agreement },
    { name: 'from', title: t.validFrom, show: (row) => <DayText day={row.validFrom} /> },
    { name: 'to', title: t.until, show: (row) => <DayText day={row.validTo} /> },
    {
      name: 'state',
      title: t.state,
      show: (row) =>
        row.inForce ? (
          <StatusChip tone="good">{t.inForce}</StatusChip>
        ) : (
          <StatusChip tone="ended">{row.endedOn === null ? t.expired : `${t.ended} · ${row.endReason}`}</StatusChip>
        ),
    },
    { name: 'end', title: t.end, always: true, show: (row) => row.endedOn === null && <End row={row} /> },
  ]
  return (
    <ListPage
      name="insurance-designations"
      title={t.designations}
      hint={t.designationsHint}
      list={listDesignations}
      filters={[{ kind: 'region', name: 'region', label: t.place }]}
      columns={columns}
      keyOf={(row) => row.id}
      actions={<Designate />}
      blank={{ title: t.noDesignations, hint: t.noDesignationsHint }}
    />
  )
}

function End({ row }: { row: Designation }): ReactNode {
  const t = useTexts(texts)
  const end = useCommand(endDesignation)
  return (
    <ConfirmAction
      label={t.end}
      title={`${row.organisationName} · ${t.end}`}
      explain={t.endMeans}
      reason="required"
      size="small"
      danger
      run={(reason) => end.mutateAsync({ params: { county: row.county, id: row.id }, body: { reason } })}
    />
  )
}

function Designate(): ReactNode {
  const t = useTexts(texts)
  const { regions, today } = useMe()
  const make = useCommand(designate)
  const rules = [{ required: true, message: t.required }]
  return (
    <DialogForm<Asked>
      label={t.designate}
      button={{ type: 'primary' }}
      title={t.designate}
      initial={{ validFrom: today, ...(regions[0] ? { region: regions[0].code } : {}) }}
      onSubmit={(asked) => make.mutateAsync({ body: asked })}
    >
      <Form.Item name="region" label={t.place} rules={rules}>
        <RegionField />
      </Form.Item>
      <Form.Item name="organisationId" label={t.organisation} rules={rules}>
        <AssessmentOrganisationField />
      </Form.Item>
      <Form.Item
        name="agreement"
        label={t.agreement}
        rules={[{ required: true, whitespace: true, min: 2, message: t.required }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="validFrom" label={t.validFrom} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="validTo" label={t.until} rules={rules}>
        <DayField />
      </Form.Item>
    </DialogForm>
  )
}
