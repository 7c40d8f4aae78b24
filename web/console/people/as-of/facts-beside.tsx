import { particularFields } from '@yinian/core/people/as-of/particulars.ts'
import type { ElderFacts } from '@yinian/core/people/as-of-api.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { abilityLevelNames, sexNames, stateNames } from '@yinian/core/people/exported-columns.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import { texts } from './texts.ts'

type Field = keyof typeof particularFields

/** The facts of the day, one line each; what is otherwise today says so in words and beside it. */
export function FactsBeside(props: { facts: ElderFacts; today: ElderFacts; levelDates: boolean }): ReactNode {
  const t = useTexts(texts)
  const lines = useLines(props.levelDates)
  const today = new Map(lines(props.today))
  const shown = lines(props.facts).map(([label, value]) => ({ label, value, now: today.get(label) ?? '' }))
  const count = shown.filter(({ value, now }) => value !== now).length
  return (
    <>
      <p>
        <StatusChip tone={count === 0 ? 'good' : 'waiting'}>
          {count === 0 ? t.noDifference : t.differences({ count })}
        </StatusChip>
      </p>
      <dl className="facts">
        {shown.map(({ label, value, now }) => (
          <Line key={label} label={label} value={value} now={now} />
        ))}
      </dl>
      {!props.levelDates && <p className="note-box">{t.levelHidden}</p>}
    </>
  )
}

function Line({ label, value, now }: { label: string; value: string; now: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {value || <span className="faded">{t.nothing}</span>}
        {value !== now && (
          <span className="as-of-differs">
            <StatusChip tone="waiting">{t.differs}</StatusChip>
            <span className="faded small">{t.todayIs({ value: now || t.nothing })}</span>
          </span>
        )}
      </dd>
    </>
  )
}

function useLines(levelDates: boolean) {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const separator = say({ zh: '、', en: ', ' })
  const particular = (field: Field, value: string | null): string => {
    if (value === null) return ''
    if (field === 'sex') return say(sexNames[value === 'male' ? 'male' : 'female'])
    return field === 'birth' || field === 'death' || field === 'move' ? format.day(value) : value
  }
  const level = ({ level: held }: ElderFacts): string => {
    const name = held === null ? undefined : abilityLevelNames[held.level]
    return name === undefined ? '' : say(name)
  }
  return (facts: ElderFacts): (readonly [string, string])[] => [
    [t.state, say(stateNames[facts.state])],
    ...(Object.keys(particularFields) as Field[])
      .filter((field) => facts.particulars[field] !== null || (field !== 'death' && field !== 'move'))
      .map((field) => [say(particularFields[field]), particular(field, facts.particulars[field])] as const),
    [t.residence, facts.regionPath],
    [t.registration, facts.registeredPath],
    ...(levelDates ? [[t.level, level(facts)] as const] : []),
    [t.circumstances, facts.circumstances.map(({ category }) => say(nameOfCategory(category))).join(separator)],
    [
      t.around,
      facts.relatedPersons
        .map(({ name, relation }) => {
          const known = relations[relation as keyof typeof relations]
          return known === undefined
            ? name
            : `${name}${say({ zh: `（${known.zh}）`, en: ` (${known.en.toLowerCase()})` })}`
        })
        .join(separator),
    ],
  ]
}
