import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import type { DifficultyGroup, DifficultyRule } from '@yinian/core/people/special-difficulty-api.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

/** The groups of a rule with their conditions in words, and what had to be read into the plan. */
export function Groups({ rule }: { rule: Pick<DifficultyRule, 'members' | 'unverified' | 'headings'> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <dl className="facts">
        {rule.members.map((group) => (
          <GroupLine key={group.id} group={group} />
        ))}
      </dl>
      {rule.unverified.length > 0 && (
        <details className="small">
          <summary>{t.readings}</summary>
          <ul>
            {rule.unverified.map((reading) => (
              <li key={reading.zh}>{say(reading)}</li>
            ))}
          </ul>
          <p className="faded">{rule.headings.join(say({ zh: '；', en: '; ' }))}</p>
        </details>
      )}
    </>
  )
}

function GroupLine({ group }: { group: DifficultyGroup }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const named = (categories: readonly string[] = []) => categories.map((category) => say(nameOfCategory(category)))
  const signs = [
    ...named(group.anyOf),
    ...(group.minimumAge === undefined ? [] : [t.age({ age: group.minimumAge })]),
    ...(group.minimumLevel === undefined ? [] : [t.level({ level: group.minimumLevel })]),
  ]
  const besides = named(group.with)
  return (
    <>
      <dt>{say(group.name)}</dt>
      <dd>
        {signs.join(t.or)}
        {besides.length > 0 && t.andOneOf + besides.join(t.or)}
      </dd>
    </>
  )
}
