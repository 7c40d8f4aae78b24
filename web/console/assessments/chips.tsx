import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { reasons } from '@yinian/core/assessments/instruments/gbt-42195-2022/reasons.ts'
import { type AssessmentState, assessmentStates } from '@yinian/core/assessments/procedure.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones: Readonly<Record<AssessmentState, Tone>> = {
  requested: 'waiting',
  assigned: 'waiting',
  'in-progress': 'neutral',
  'signed-once': 'neutral',
  signed: 'waiting',
  returned: 'bad',
  confirmed: 'good',
  objected: 'waiting',
  upheld: 'good',
  'reassessment-requested': 'good',
  cancelled: 'ended',
  compared: 'ended',
}

export function StateChip({ state }: { state: AssessmentState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(assessmentStates[state])}</StatusChip>
}

/** Levels keep their numbers and names over all versions of the instrument. */
export function levelName(level: number): Text {
  return gbt42195.levels.find((one) => one.level === level)?.alias ?? { zh: String(level), en: String(level) }
}

export function reasonName(reason: AssessmentRow['reason']): Text {
  return reasons.find(({ code }) => code === reason)?.text ?? { zh: reason, en: reason }
}

export function LevelChip({ level }: { level: number | null }): ReactNode {
  const { say } = useLanguage()
  if (level === null) return null
  const tone: Tone = level >= 3 ? 'bad' : level >= 1 ? 'waiting' : 'good'
  return <StatusChip tone={tone}>{say(levelName(level))}</StatusChip>
}

/** The last day of the turnaround; late in words as well as in red. */
export function DueText({ dueOn, turnaround }: Pick<AssessmentRow, 'dueOn' | 'turnaround'>): ReactNode {
  const t = useTexts(texts)
  if (dueOn === null) return null
  const late = turnaround === 'overdue' || turnaround === 'done-late'
  return (
    <span className={late ? 'overdue' : turnaround === 'due-soon' ? 'due-soon' : undefined}>
      {late && `${t.overdue} · `}
      <DayText day={dueOn} />
    </span>
  )
}

export function ElderName({ row }: { row: Pick<AssessmentRow, 'elderName' | 'elderAge'> }): ReactNode {
  const t = useTexts(texts)
  if (row.elderName === null) return <span className="faded">{t.ended}</span>
  return (
    <>
      {row.elderName} {row.elderAge !== null && <span className="faded small">{t.aged({ age: row.elderAge })}</span>}
    </>
  )
}
