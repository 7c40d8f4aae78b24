import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select, Tag } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTexts } from '../../../language/language.ts'
import { DayField } from '../day-field.tsx'
import { RegionField } from '../region-field.tsx'
import { texts } from '../texts.ts'
import { useNarrow } from '../use-narrow.ts'
import type { Filter, FilterValues } from './filter.ts'

interface FilterBarProps {
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly onChange: (values: FilterValues) => void
}

export function FilterBar({ filters, values, onChange }: FilterBarProps): ReactNode {
  const t = useTexts(texts)
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  if (filters.length === 0) return null
  // On a phone the search stays and the rest folds away, so that the list itself is on the first screen.
  const folds = narrow && filters.length > 1
  const shown = folds && !open ? filters.filter(({ kind }) => kind === 'search') : filters
  const chosen = Object.keys(values).length
  const change = (name: string, value: string | readonly string[] | undefined) => {
    const { [name]: _gone, ...rest } = values
    onChange(value === undefined || value.length === 0 ? rest : { ...rest, [name]: value })
  }
  return (
    <search className="filters" aria-label={t.filters}>
      {shown.map((filter) => (
        <FilterField key={filter.name} filter={filter} values={values} change={change} />
      ))}
      {folds && (
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {chosen === 0 ? t.filters : `${t.filters} ${chosen}`}
        </Button>
      )}
      {chosen > 0 && (
        <Button type="link" onClick={() => onChange({})}>
          {t.clearFilters}
        </Button>
      )}
    </search>
  )
}

interface FieldProps {
  readonly filter: Filter
  readonly values: FilterValues
  readonly change: (name: string, value: string | readonly string[] | undefined) => void
}

function FilterField({ filter, values, change }: FieldProps): ReactNode {
  const id = useId()
  const t = useTexts(texts)
  const value = values[filter.name]
  const one = typeof value === 'string' ? value : undefined
  if (filter.kind === 'flag') {
    return (
      <Checkbox
        className="filter-flag"
        checked={one !== undefined}
        onChange={() => change(filter.name, one === undefined ? 'true' : undefined)}
      >
        {filter.label}
      </Checkbox>
    )
  }
  if (filter.kind === 'given') {
    return one === undefined ? null : (
      <Tag className="filter-given" closable onClose={() => change(filter.name, undefined)}>
        {filter.label}
      </Tag>
    )
  }
  if (filter.kind === 'days') {
    const until = values[filter.until]
    return (
      <fieldset className="filter filter-days">
        <legend className="label">{filter.label}</legend>
        <DayField value={one} onChange={(day) => change(filter.name, day)} aria-label={`${filter.label} ${t.from}`} />
        <span aria-hidden="true">–</span>
        <DayField
          value={typeof until === 'string' ? until : undefined}
          onChange={(day) => change(filter.until, day)}
          aria-label={`${filter.label} ${t.to}`}
        />
      </fieldset>
    )
  }
  return (
    <div className={filter.kind === 'search' ? 'filter wide' : 'filter'}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'search' && (
        <SearchField id={id} value={one ?? ''} hint={filter.hint} onChange={(words) => change(filter.name, words)} />
      )}
      {filter.kind === 'choice' && (
        <Select
          id={id}
          allowClear
          value={one ?? null}
          placeholder={filter.without ?? t.all}
          options={[...filter.options]}
          onChange={(chosen: string | null | undefined) => change(filter.name, chosen ?? undefined)}
          popupMatchSelectWidth={false}
        />
      )}
      {filter.kind === 'choices' && (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          value={[...(value ?? [])]}
          placeholder={t.all}
          options={[...filter.options]}
          onChange={(chosen: string[]) => change(filter.name, chosen)}
          popupMatchSelectWidth={false}
        />
      )}
      {filter.kind === 'region' && <RegionField id={id} value={one} onChange={(code) => change(filter.name, code)} />}
      {filter.kind === 'day' && <DayField id={id} value={one} onChange={(day) => change(filter.name, day)} />}
    </div>
  )
}

const pause = 350

/** Asks once the typing pauses; what an input method has not yet turned into characters is not asked for. */
function SearchField(props: {
  id: string
  value: string
  hint: string | undefined
  onChange: (words: string) => void
}): ReactNode {
  const t = useTexts(texts)
  const narrow = useNarrow()
  const [words, setWords] = useState(props.value)
  const composing = useRef(false)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => setWords(props.value), [props.value])
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!composing.current && words.trim() !== latest.current.value) latest.current.onChange(words.trim())
    }, pause)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <Input
      id={props.id}
      data-search=""
      type="search"
      value={words}
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={props.hint ?? (narrow ? '' : t.searchHint)}
      onChange={(event) => setWords(event.target.value)}
      onPressEnter={() => !composing.current && props.onChange(words.trim())}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        setWords(event.currentTarget.value)
      }}
    />
  )
}
