import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { texts } from './texts.ts'

type Status = 'active' | 'suspended' | 'removed'

interface StatusActionsProps {
  readonly name: string
  readonly status: Status
  /** What each change means for this register. */
  readonly means: Readonly<Record<Status, string>>
  readonly change: (status: Status, reason: string) => Promise<unknown>
}

/** Suspend, restore, remove: each with its reason; who is removed stays so. */
export function StatusActions({ name, status, means, change }: StatusActionsProps): ReactNode {
  const t = useTexts(texts)
  if (status === 'removed') return null
  const action = (to: Status, label: string, danger = false) => (
    <ConfirmAction
      key={to}
      label={label}
      title={`${label} · ${name}`}
      explain={means[to]}
      reason="required"
      danger={danger}
      run={(reason) => change(to, reason)}
    />
  )
  return (
    <>
      {status === 'active' ? action('suspended', t.suspend) : action('active', t.restore)}
      {action('removed', t.remove, true)}
    </>
  )
}
