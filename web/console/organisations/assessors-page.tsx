import { PlusOutlined } from '@ant-design/icons'
import { type Assessor, listAssessors } from '@yinian/core/workforce/api.ts'
import { assessorStatuses, backgrounds } from '@yinian/core/workforce/assessor.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May } from '../shell/me.tsx'
import { AssessorStatusChip, QualificationChip } from './chips.tsx'
import { choices } from './choices.ts'
import { texts } from './texts.ts'

export function AssessorsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.assessorSearch },
      { kind: 'choice', name: 'status', label: t.status, options: choices(assessorStatuses, say) },
      { kind: 'region', name: 'region', label: t.region },
      { kind: 'given', name: 'organisationId', label: t.organisationName },
    ],
    [t, say],
  )
  const columns: readonly Column<Assessor>[] = [
    { name: 'name', title: t.assessorName, show: (one) => one.name },
    { name: 'organisation', title: t.organisationName, show: (one) => one.organisationName },
    { name: 'background', title: t.background, show: (one) => say(backgrounds[one.background]) },
    { name: 'qualification', title: t.qualification, show: (one) => <QualificationChip {...one} /> },
    { name: 'status', title: t.status, show: (one) => <AssessorStatusChip status={one.status} /> },
    {
      name: 'account',
      title: t.account,
      show: (one) =>
        one.accountId === null ? <StatusChip tone="waiting">{t.noAccount}</StatusChip> : <span>{t.hasAccount}</span>,
    },
    { name: 'completed', title: t.completed, align: 'right', show: (one) => one.completed },
    {
      name: 'trainingUntil',
      title: t.trainingUntil,
      atFirst: 'hidden',
      show: (one) => <DayText day={one.trainingUntil} />,
    },
  ]
  return (
    <ListPage
      name="assessors"
      title={t.assessors}
      hint={t.assessorsHint}
      list={listAssessors}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/assessors/${one.county}/${one.id}`}
      actions={<Register />}
      blank={{ title: t.noAssessors, hint: t.noAssessorsHint, action: <Register /> }}
    />
  )
}

function Register(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  return (
    <May do="organisations:write">
      <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/assessors/new')}>
        {t.registerAssessor}
      </Button>
    </May>
  )
}
