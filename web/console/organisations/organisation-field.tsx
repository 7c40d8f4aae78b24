import { listOrganisations } from '@yinian/core/organisations/api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

interface OrganisationFieldProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (id: string) => void
  /** Only organisations that serve this place. */
  readonly serves?: RegionCode
  readonly 'aria-label'?: string
}

/** An active assessment organisation, found by its name, with how many of its assessors qualify. */
export function AssessmentOrganisationField({
  id,
  value,
  onChange,
  serves,
  ...rest
}: OrganisationFieldProps): ReactNode {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const found = useEndpoint(
    listOrganisations,
    {
      query: {
        kind: 'assessment-organisation',
        status: 'active',
        limit: 50,
        ...(settled === '' ? {} : { q: settled }),
        ...(serves === undefined ? {} : { serves }),
      },
    },
    { keepLast: true },
  )
  return (
    <Select
      {...rest}
      {...(id === undefined ? {} : { id })}
      style={{ width: '100%' }}
      value={value ?? null}
      onChange={(chosen: string | null) => chosen !== null && onChange?.(chosen)}
      placeholder={t.organisationMissing}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setWords }}
      options={(found.data?.rows ?? []).map(({ id: value, name, qualifiedAssessors, assessors }) => ({
        value,
        label: `${name}（${t.qualified} ${t.qualifiedOf({ qualified: qualifiedAssessors, all: assessors })}）`,
      }))}
    />
  )
}
