import { type DictionaryRow, exportDictionary, listDictionary, sensitivities } from '@yinian/core/data-quality/api.ts'
import { moduleNames } from '@yinian/core/data-quality/modules.ts'
import { dataClasses, sensitivityGrades } from '@yinian/core/privacy/data-classes.ts'
import { type ReactNode, useMemo } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import './data-quality.css'
import { texts } from './texts.ts'

const tones = { sealed: 'bad', masked: 'waiting', scoped: 'neutral', public: 'good' } as const

export function DictionaryPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search, hint: t.searchHint },
      {
        kind: 'choice',
        name: 'module',
        label: t.module,
        options: Object.entries(moduleNames).map(([value, name]) => ({ value, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'sensitivity',
        label: t.sensitivity,
        options: Object.entries(sensitivities).map(([value, name]) => ({ value, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'dataClass',
        label: t.dataClass,
        options: Object.entries(dataClasses).map(([value, { name }]) => ({ value, label: say(name) })),
      },
    ],
    [t, say],
  )
  const columns: readonly Column<DictionaryRow>[] = [
    { name: 'column', title: t.column, show: ({ column }) => <code>{column}</code> },
    {
      name: 'meaning',
      title: t.meaning,
      show: ({ meaning }) => <span className="dictionary-words">{say(meaning)}</span>,
    },
    {
      name: 'table',
      title: t.table,
      show: ({ table, tableMeaning }) => (
        <span className="dictionary-words">
          <code>{table}</code>
          <span className="faded small">{say(tableMeaning)}</span>
        </span>
      ),
    },
    { name: 'module', title: t.module, show: ({ moduleName }) => say(moduleName) },
    {
      name: 'sensitivity',
      title: t.sensitivity,
      show: ({ sensitivity }) => <StatusChip tone={tones[sensitivity]}>{say(sensitivities[sensitivity])}</StatusChip>,
    },
    {
      name: 'dataClass',
      title: t.dataClass,
      show: ({ dataClass }) =>
        dataClass === null ? null : (
          <span title={say(dataClasses[dataClass].basis)}>
            {say(dataClasses[dataClass].name)}
            <span className="faded small"> {say(sensitivityGrades[dataClasses[dataClass].grade])}</span>
          </span>
        ),
    },
    {
      name: 'retention',
      title: t.retention,
      show: ({ retention }) => <span className="dictionary-words">{say(retention)}</span>,
    },
    { name: 'type', title: t.type, atFirst: 'hidden', show: ({ type }) => <code>{type}</code> },
    {
      name: 'codes',
      title: t.codes,
      atFirst: 'hidden',
      show: ({ codes }) => <span className="dictionary-words">{codes.join(' ')}</span>,
    },
    {
      name: 'given',
      title: t.given,
      show: ({ endpoints, exports }) => (
        <span className="dictionary-words small" title={endpoints.join('\n')}>
          {[...exports.map(say), ...endpoints.slice(0, 2)].map((one) => (
            <span key={one}>{one}</span>
          ))}
          {endpoints.length > 2 && <span className="faded">+{endpoints.length - 2}</span>}
        </span>
      ),
    },
  ]
  return (
    <ListPage
      name="data-dictionary"
      title={t.dictionary}
      hint={t.dictionaryHint}
      list={listDictionary}
      filters={filters}
      columns={columns}
      keyOf={({ id }) => id}
      exported={exportDictionary}
      blank={{ title: t.noColumns, hint: t.noColumnsHint }}
    />
  )
}
