import { PlusOutlined } from '@ant-design/icons'
import { listOrganisations, type Organisation } from '@yinian/core/organisations/api.ts'
import { organisationKinds, organisationStatuses } from '@yinian/core/organisations/organisation.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { May } from '../shell/me.tsx'
import { OrganisationStatusChip } from './chips.tsx'
import { choices } from './choices.ts'
import { texts } from './texts.ts'

export function OrganisationsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search },
      { kind: 'choice', name: 'kind', label: t.kind, options: choices(organisationKinds, say) },
      { kind: 'choice', name: 'status', label: t.status, options: choices(organisationStatuses, say) },
      { kind: 'region', name: 'serves', label: t.serves },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say],
  )
  const columns: readonly Column<Organisation>[] = [
    { name: 'name', title: t.name, show: (one) => one.name },
    { name: 'kind', title: t.kind, show: (one) => say(organisationKinds[one.kind]) },
    { name: 'status', title: t.status, show: (one) => <OrganisationStatusChip status={one.status} /> },
    { name: 'region', title: t.region, show: (one) => one.regionPath },
    {
      name: 'assessors',
      title: t.qualified,
      align: 'right',
      show: (one) =>
        one.kind === 'assessment-organisation'
          ? t.qualifiedOf({ qualified: one.qualifiedAssessors, all: one.assessors })
          : '—',
    },
    { name: 'contract', title: t.contractUntil, show: (one) => <DayText day={one.contractUntil} /> },
    { name: 'creditCode', title: t.creditCode, atFirst: 'hidden', show: (one) => one.creditCode },
    { name: 'telephone', title: t.organisationTelephone, atFirst: 'hidden', show: (one) => one.telephone },
  ]
  return (
    <ListPage
      name="organisations"
      title={t.organisations}
      hint={t.organisationsHint}
      list={listOrganisations}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/organisations/${one.county}/${one.id}`}
      actions={<Register />}
      blank={{ title: t.noOrganisations, hint: t.noOrganisationsHint, action: <Register /> }}
    />
  )
}

function Register(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  return (
    <May do="organisations:write">
      <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/organisations/new')}>
        {t.registerOrganisation}
      </Button>
    </May>
  )
}
