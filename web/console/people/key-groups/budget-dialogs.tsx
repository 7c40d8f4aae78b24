import { parseYuan } from '@yinian/core/ledger/money.ts'
import { commitPurchase, type PurchaseBudget, setPurchaseBudget } from '@yinian/core/people/key-groups/api.ts'
import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from './texts.ts'

interface NewBudget {
  readonly region: string
  readonly group: string
  readonly fen: string
  readonly document: string
  readonly documentOn: string
  readonly note?: string
}

/** A later amount for the same place, group and year takes the place of this one. */
export function SetBudgetDialog(props: {
  region: string
  year: number
  groups: readonly { id: string; name: { zh: string; en: string } }[]
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const set = useCommand(setPurchaseBudget)
  const submit = ({ fen, ...told }: NewBudget) =>
    set.mutateAsync({ body: { ...told, year: props.year, fen: parseYuan(fen) ?? 0 } })
  return (
    <DialogForm<NewBudget>
      label={t.setBudget}
      button={{ size: 'small' }}
      title={`${t.setBudget} · ${props.year}`}
      initial={{ region: props.region, documentOn: today }}
      onSubmit={submit}
    >
      <p>{t.setBudgetHint}</p>
      <Form.Item name="region" label={t.division} rules={[{ required: true, message: t.missing }]}>
        <RegionField levels={['county', 'town', 'village']} />
      </Form.Item>
      <Form.Item name="group" label={t.group} rules={[{ required: true, message: t.missing }]}>
        <Select options={props.groups.map(({ id, name }) => ({ value: id, label: say(name) }))} />
      </Form.Item>
      <YuanField from={0} />
      <DocumentField />
      <Form.Item name="documentOn" label={t.documentOn} rules={[{ required: true, message: t.missing }]}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item name="note" label={t.note}>
        <Input maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}

interface NewCommitment {
  readonly fen: string
  readonly purpose: string
  readonly document: string
  readonly on: string
}

export function CommitDialog({ budget, year }: { budget: PurchaseBudget; year: number }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const commit = useCommand(commitPurchase)
  const submit = ({ fen, ...told }: NewCommitment) =>
    commit.mutateAsync({
      body: { ...told, region: budget.region, group: budget.group.id, year, fen: parseYuan(fen) ?? 0 },
    })
  return (
    <DialogForm<NewCommitment>
      label={t.commit}
      button={{ size: 'small' }}
      title={`${t.commit} · ${say(budget.group.name)} · ${budget.regionName}`}
      initial={{ on: today }}
      onSubmit={submit}
    >
      <p>{t.commitHint}</p>
      <YuanField from={Number.MIN_SAFE_INTEGER} />
      <Form.Item
        name="purpose"
        label={t.purpose}
        rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <DocumentField />
      <Form.Item name="on" label={t.on} rules={[{ required: true, message: t.missing }]}>
        <DayField to={today} />
      </Form.Item>
    </DialogForm>
  )
}

function YuanField({ from }: { from: number }): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item
      name="fen"
      label={t.yuan}
      required
      rules={[
        {
          validator: async (_rule, value: string | undefined) => {
            const fen = parseYuan(value ?? '')
            if (fen === undefined || fen < from) throw new Error(t.yuanWrong)
          },
        },
      ]}
    >
      <Input maxLength={30} inputMode="decimal" autoComplete="off" />
    </Form.Item>
  )
}

function DocumentField(): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item
      name="document"
      label={t.document}
      rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
    >
      <Input maxLength={100} />
    </Form.Item>
  )
}
