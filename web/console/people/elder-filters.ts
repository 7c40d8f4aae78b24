import { circumstanceKinds } from '@yinian/core/people/circumstances.ts'
import { abilityLevelNames, sexNames, stateNames } from '@yinian/core/people/exported-columns.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Filter, Option } from '../parts/list/filter.ts'
import { texts } from './texts.ts'

const agesFrom = [60, 65, 70, 75, 80, 85, 90, 95, 100]
const agesTo = [64, 69, 74, 79, 84, 89, 94, 99]

/** Every circumstance as a choice; where the value alone does not say of what, its kind goes before it. */
export function useCategoryOptions(): readonly Option[] {
  const { say } = useLanguage()
  return useMemo(
    () =>
      Object.entries(circumstanceKinds).flatMap(([kind, { name, values }]) =>
        Object.entries(values).map(([value, { name: held }]) => ({
          value: `${kind}:${value}`,
          label: `${say(name)} · ${say(held)}`,
        })),
      ),
    [say],
  )
}

export function useElderFilters(): readonly Filter[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const categories = useCategoryOptions()
  return useMemo(() => {
    const named = (names: Readonly<Record<string, { zh: string; en: string }>>): Option[] =>
      Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
    const ages = (list: readonly number[]): Option[] =>
      list.map((age) => ({ value: String(age), label: t.years({ age }) }))
    return [
      { kind: 'search', name: 'q', label: t.search, hint: t.searchHint },
      { kind: 'region', name: 'region', label: t.region },
      {
        kind: 'choice',
        name: 'basis',
        label: t.basis,
        without: t.residence,
        options: [
          { value: 'residence', label: t.residence },
          { value: 'registration', label: t.registration },
        ],
      },
      { kind: 'choices', name: 'category', label: t.category, options: categories },
      {
        kind: 'choices',
        name: 'level',
        label: t.level,
        options: [
          ...abilityLevelNames.map((name, level) => ({ value: String(level), label: say(name) })),
          { value: 'none', label: t.notAssessed },
        ],
      },
      { kind: 'flag', name: 'special', label: t.specialDifficulty },
      { kind: 'choice', name: 'ageFrom', label: t.ageFrom, options: ages(agesFrom) },
      { kind: 'choice', name: 'ageTo', label: t.ageTo, options: ages(agesTo) },
      { kind: 'choice', name: 'sex', label: t.sex, options: named(sexNames) },
      { kind: 'choice', name: 'state', label: t.state, options: named(stateNames) },
      {
        kind: 'choice',
        name: 'sort',
        label: t.sort,
        without: t.byName,
        options: [
          { value: 'name', label: t.byName },
          { value: 'birth', label: t.byBirth },
          { value: 'recent', label: t.byRecent },
        ],
      },
    ]
  }, [t, say, categories])
}
