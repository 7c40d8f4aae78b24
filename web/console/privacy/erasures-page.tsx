import { decideErasure, type Erasure, listErasures, submitErasure } from '@yinian/core/privacy/erasure-api.ts'
import {
  type ErasureState,
  erasureStates,
  requestGrounds,
  retentionRules,
  ruleOf,
} from '@yinian/core/privacy/retention-rules.ts'
import { Form, Input } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../client/call.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { BulkAction } from '../parts/list/bulk.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { useMay } from '../shell/me.tsx'
import { erasureTexts } from './erasure-texts.ts'
import { RetentionRules } from './retention-rules.tsx'

const tones: Record<ErasureState, Tone> = { due: 'neutral', submitted: 'waiting', erased: 'ended', refused: 'bad' }

export function ErasuresPage(): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(erasureStates).map(([value, name]) => ({ value, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'rule',
        label: t.rule,
        options: (['elder-file', 'import-file'] as const).map((value) => ({
          value,
          label: say(retentionRules[value].name),
        })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say],
  )
  return (
    <>
      <ListPage
        name="erasures"
        title={t.page}
        hint={t.pageHint}
        list={listErasures}
        filters={filters}
        columns={useColumns()}
        keyOf={({ id }) => id}
        bulk={useActions()}
        blank={{ title: t.nothing, hint: t.nothingHint }}
      />
      <RetentionRules />
    </>
  )
}

function useColumns(): readonly Column<Erasure>[] {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const format = useFormat()
  return [
    {
      name: 'subject',
      title: t.subject,
      show: ({ subject, elderId, state }) => {
        const name = state === 'erased' || subject === '' ? t.nameless : subject
        return elderId === null ? name : <Link to={`/people/${elderId}`}>{name}</Link>
      },
    },
    { name: 'rule', title: t.rule, show: ({ rule }) => say(ruleOf(rule).name) },
    {
      name: 'why',
      title: t.why,
      show: ({ requestGround, dueOn }) =>
        requestGround !== null
          ? t.requested({ ground: say(requestGrounds[requestGround]) })
          : dueOn !== null && t.due({ day: format.day(dueOn) }),
    },
    { name: 'state', title: t.state, show: (one) => <State of={one} /> },
    { name: 'submittedBy', title: t.submittedBy, show: ({ submittedBy }) => submittedBy ?? '' },
    {
      name: 'decidedBy',
      title: t.decidedBy,
      show: ({ decidedBy, decisionReason }) => [decidedBy, decisionReason].filter(Boolean).join(' · '),
    },
    {
      name: 'result',
      title: t.result,
      show: ({ state, result }) =>
        state === 'erased' && t.rowsErased({ count: Object.values(result).reduce((sum, count) => sum + count, 0) }),
    },
    { name: 'region', title: t.region, atFirst: 'hidden', show: ({ regionPath }) => regionPath },
  ]
}

function State({ of: { state, blockers } }: { of: Erasure }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  return (
    <>
      <StatusChip tone={tones[state]}>{say(erasureStates[state])}</StatusChip>
      {blockers.length > 0 && (
        <div className="small overdue">
          {t.held}
          {say({ zh: '：', en: ': ' })}
          {blockers.map(say).join(say({ zh: '；', en: '; ' }))}
        </div>
      )}
    </>
  )
}

function useActions(): readonly BulkAction<Erasure>[] {
  const t = useTexts(erasureTexts)
  const maySubmit = useMay('erasure:propose')
  const mayDecide = useMay('erasure:approve')
  const [reason, setReason] = useState('')
  const submit: BulkAction<Erasure> = {
    name: 'submit',
    label: t.submit,
    explain: t.submitMeans,
    run: ({ id }) => call(submitErasure, { params: { id } }),
  }
  const erase: BulkAction<Erasure> = {
    name: 'erase',
    label: t.erase,
    explain: t.eraseMeans,
    danger: true,
    run: ({ id }) => call(decideErasure, { params: { id }, body: { outcome: 'erase' } }),
  }
  const refuse: BulkAction<Erasure> = {
    name: 'refuse',
    label: t.refuse,
    explain: t.refuseMeans,
    ask: (
      <Form layout="vertical">
        <Form.Item label={t.reason} htmlFor="refuse-reason" required>
          <Input.TextArea
            id="refuse-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    ),
    ready: reason.trim().length > 1,
    run: ({ id }) => call(decideErasure, { params: { id }, body: { outcome: 'refuse', reason: reason.trim() } }),
  }
  return [...(maySubmit ? [submit] : []), ...(mayDecide ? [erase, refuse] : [])]
}
