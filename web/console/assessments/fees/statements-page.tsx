import { draftStatements, type FeeStatement, listStatements } from '@yinian/core/assessments/fee-api.ts'
import { type StatementState, statementStates } from '@yinian/core/assessments/fees.ts'
import { countyOf, levelOf } from '@yinian/core/regions/code.ts'
import { addToMonth, monthOf } from '@yinian/core/time/day.ts'
import { App, Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { Money, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { May, useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

const tones = {
  drafted: 'waiting',
  objected: 'bad',
  accepted: 'waiting',
  approved: 'good',
} as const satisfies Record<StatementState, Tone>

export function StatementChip({ state }: { state: StatementState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(statementStates[state])}</StatusChip>
}

/** Statements of the months, for the county and for the organisation they are owed to. */
export function StatementsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const columns: readonly Column<FeeStatement>[] = [
    { name: 'organisation', title: t.organisation, show: (one) => one.organisationName },
    { name: 'month', title: t.month, show: (one) => format.month(one.month) },
    { name: 'state', title: t.state, show: (one) => <StatementChip state={one.state} /> },
    { name: 'lines', title: t.lines, align: 'right', show: (one) => one.lines },
    { name: 'fee', title: t.fee, align: 'right', show: (one) => <Money fen={one.feeFen} /> },
    { name: 'deduction', title: t.deduction, align: 'right', show: (one) => <Money fen={one.deductionFen} /> },
    { name: 'due', title: t.due, align: 'right', show: (one) => <Money fen={one.dueFen} /> },
  ]
  return (
    <ListPage
      name="fee-statements"
      title={t.fees}
      hint={t.feesHint}
      list={listStatements}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: t.state,
          options: Object.entries(statementStates).map(([value, name]) => ({ value, label: say(name) })),
        },
      ]}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/assessment-fees/${one.county}/${one.id}`}
      actions={
        <May do="assessment-fees:draft">
          <DraftDialog />
        </May>
      }
      blank={{ title: t.none, hint: t.feesHint }}
    />
  )
}

function DraftDialog(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { message } = App.useApp()
  const { regions, today } = useMe()
  const draft = useCommand(draftStatements)
  const own = regions.find(({ code }) => levelOf(code) === 'county')?.code
  const months = [1, 2, 3, 4, 5, 6].map((back) => addToMonth(monthOf(today), -back))
  const rules = [{ required: true, message: t.required }]
  return (
    <DialogForm<{ county: string; month: string }>
      label={t.draft}
      title={t.draft}
      button={{ type: 'primary' }}
      initial={{ ...(own === undefined ? {} : { county: own }), month: months[0] ?? '' }}
      onSubmit={async ({ county, month }) => {
        const { rows, unpriced } = await draft.mutateAsync({ body: { county: countyOf(county), month } })
        void message.success(t.drafted({ count: rows.length, unpriced }))
      }}
    >
      <p className="faded small">{t.draftMeans}</p>
      <Form.Item name="county" label={t.county} rules={rules}>
        <RegionField levels={['county']} />
      </Form.Item>
      <Form.Item name="month" label={t.month} rules={rules}>
        <Select options={months.map((value) => ({ value, label: format.month(value) }))} />
      </Form.Item>
    </DialogForm>
  )
}
