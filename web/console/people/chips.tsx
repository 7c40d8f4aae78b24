import type { Text } from '@yinian/core/language/text.ts'
import type { ElderRow } from '@yinian/core/people/api.ts'
import { findCircumstanceKind, nameOfCategory, orderCategories } from '@yinian/core/people/circumstances.ts'
import { abilityLevelNames, stateNames } from '@yinian/core/people/exported-columns.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { UnlessWithheld } from '../parts/withheld.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

const stateTones = { active: 'good', 'moved-out': 'neutral', died: 'ended' } as const satisfies Record<string, Tone>

export function StateChip({ state }: Pick<ElderRow, 'state'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={stateTones[state]}>{say(stateNames[state])}</StatusChip>
}

/** The level in force; one whose assessment has run out is none. */
export function LevelChip(level: Pick<ElderRow, 'abilityLevel' | 'abilityValidUntil'>): ReactNode {
  return (
    <UnlessWithheld of="assessment">
      <ShownLevel abilityLevel={level.abilityLevel} abilityValidUntil={level.abilityValidUntil} />
    </UnlessWithheld>
  )
}

function ShownLevel({
  abilityLevel,
  abilityValidUntil,
}: Pick<ElderRow, 'abilityLevel' | 'abilityValidUntil'>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { today } = useMe()
  const name = abilityLevel === null ? undefined : abilityLevelNames[abilityLevel]
  if (name === undefined || (abilityValidUntil !== null && abilityValidUntil < today))
    return <span className="faded">{t.noLevel}</span>
  const tone: Tone = (abilityLevel ?? 0) >= 3 ? 'bad' : (abilityLevel ?? 0) >= 1 ? 'waiting' : 'good'
  return (
    <span title={abilityValidUntil === null ? undefined : t.validUntil({ day: format.day(abilityValidUntil) })}>
      <StatusChip tone={tone}>{say(name)}</StatusChip>
    </span>
  )
}

/** That somebody is on the list, with the groups on hover. */
export function SpecialDifficultyChip({ specialDifficulty }: Pick<ElderRow, 'specialDifficulty'>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (specialDifficulty.length === 0) return null
  return (
    <span title={specialDifficulty.map(say).join(say({ zh: '、', en: '; ' }))}>
      <StatusChip tone="waiting">{t.specialDifficulty}</StatusChip>
    </span>
  )
}

/** @param most a list shows the most telling ones; the rest are a number whose hint names them */
export function CategoryChips({
  categories,
  most = Number.POSITIVE_INFINITY,
}: Pick<ElderRow, 'categories'> & { most?: number }): ReactNode {
  const { say } = useLanguage()
  if (categories.length === 0) return null
  const ordered = orderCategories(categories)
  const rest = ordered.slice(most)
  return (
    <span className="row elder-categories">
      {ordered.slice(0, most).map((category) => (
        <StatusChip key={category} tone="plain">
          {say(chipOf(category))}
        </StatusChip>
      ))}
      {rest.length > 0 && (
        <span
          className="faded small"
          title={rest.map((category) => say(chipOf(category))).join(say({ zh: '、', en: ', ' }))}
        >
          +{rest.length}
        </span>
      )}
    </span>
  )
}

/** Values that do not say by themselves what they are about take the name of their kind along. */
const needKind: readonly string[] = [
  'dementia',
  'institution-wish',
  'guardianship',
  'tekun-self-care',
  'disability-subsidy',
]

function chipOf(category: string): Text {
  const kind = category.split(':')[0] ?? ''
  const held = nameOfCategory(category)
  const name = needKind.includes(kind) ? findCircumstanceKind(kind)?.name : undefined
  return name === undefined ? held : { zh: `${name.zh}：${held.zh}`, en: `${name.en}: ${held.en}` }
}
