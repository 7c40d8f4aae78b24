import type { Organisation } from '@yinian/core/organisations/api.ts'
import { organisationStatuses } from '@yinian/core/organisations/organisation.ts'
import type { Assessor } from '@yinian/core/workforce/api.ts'
import { assessorStatuses } from '@yinian/core/workforce/assessor.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones = { active: 'good', suspended: 'bad', removed: 'ended' } as const satisfies Record<string, Tone>

export function OrganisationStatusChip({ status }: Pick<Organisation, 'status'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[status]}>{say(organisationStatuses[status])}</StatusChip>
}

export function AssessorStatusChip({ status }: Pick<Assessor, 'status'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[status]}>{say(assessorStatuses[status])}</StatusChip>
}

/** Whether an assessor qualifies today, with every reason why not. */
export function QualificationChip({ qualifies, reasons }: Pick<Assessor, 'qualifies' | 'reasons'>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (qualifies) return <StatusChip tone="good">{t.qualifies}</StatusChip>
  return (
    <span title={reasons.map(say).join('\n')}>
      <StatusChip tone="bad">{t.qualifiesNot}</StatusChip>
    </span>
  )
}

/** What an officer should know, in words. */
export function Warnings({ of: warnings }: { of: Organisation['warnings'] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (warnings.length === 0) return null
  return (
    <div className="note-box" role="note">
      <strong>{t.warnings}</strong>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.en}>{say(warning)}</li>
        ))}
      </ul>
    </div>
  )
}
