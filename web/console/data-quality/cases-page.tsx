import {
  confirmQualityCase,
  exportQualityCases,
  listQualityCases,
  type QualityCase,
} from '@yinian/core/data-quality/api.ts'
import { findQualityRule, qualityRules } from '@yinian/core/data-quality/rules.ts'
import { App, Form, Input } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMay } from '../shell/me.tsx'
import { texts } from './texts.ts'

const first = qualityRules[0]?.id ?? ''

/** The records behind a number: each opens where it is put right, or is said to be right as it is. */
export function QualityCasesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [address] = useSearchParams()
  const mayExport = useMay('people:export')
  const mayWrite = useMay('people:write')
  const id = address.get('rule') ?? first
  const rule = findQualityRule(id)
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'rule',
        label: t.rule,
        options: qualityRules.map((one) => ({ value: one.id, label: say(one.name) })),
      },
      { kind: 'region', name: 'region', label: t.division },
    ],
    [t, say],
  )
  const columns: readonly Column<QualityCase>[] = [
    { name: 'name', title: t.name, show: ({ name }) => name },
    { name: 'region', title: t.lives, show: ({ regionPath }) => regionPath },
    ...(mayWrite && rule?.doubt
      ? [{ name: 'right', title: t.right, show: (one: QualityCase) => <Confirm found={one} /> }]
      : []),
  ]
  return (
    <ListPage
      name="quality-cases"
      title={rule === undefined ? t.caseList : say(rule.name)}
      hint={rule === undefined ? undefined : t.remedy({ remedy: say(rule.remedy) })}
      list={listQualityCases}
      always={{ rule: id }}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={({ link }) => link}
      {...(mayExport ? { exported: exportQualityCases } : {})}
      blank={{ title: t.noCases, hint: t.noCasesHint }}
    />
  )
}

function Confirm({ found }: { found: QualityCase }): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const confirm = useCommand(confirmQualityCase)
  return (
    <DialogForm<{ reason: string }>
      label={t.right}
      button={{ size: 'small' }}
      title={t.rightTitle({ name: found.name })}
      onSubmit={async ({ reason }) => {
        await confirm.mutateAsync({ body: { rule: found.rule, elderId: found.id, reason: reason.trim() } })
        void message.success(t.confirmed)
      }}
    >
      <Form.Item
        name="reason"
        label={t.rightReason}
        rules={[{ required: true, whitespace: true, min: 2, message: t.rightReasonMissing }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}
