import { listAssessments } from '@yinian/core/assessments/api.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { reasons } from '@yinian/core/assessments/instruments/gbt-42195-2022/reasons.ts'
import { assessmentStates } from '@yinian/core/assessments/procedure.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import { channels } from '@yinian/core/family/channels.ts'
import { type Level, levelOf } from '@yinian/core/regions/code.ts'
import { type ReactNode, useMemo, useState } from 'react'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { choices } from '../organisations/choices.ts'
import { AssessmentOrganisationField } from '../organisations/organisation-field.tsx'
import type { BulkAction } from '../parts/list/bulk.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { May, useMay, useMe } from '../shell/me.tsx'
import './assessments.css'
import { assignOne } from './assign-one.ts'
import { DueText, ElderName, LevelChip, reasonName, StateChip } from './chips.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { texts } from './texts.ts'

export function AssessmentsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const request = (
    <May do="assessments:request">
      <RequestDialog />
    </May>
  )
  const columns: readonly Column<AssessmentRow>[] = [
    { name: 'elder', title: t.elder, show: (row) => <ElderName row={row} /> },
    { name: 'state', title: t.state, show: (row) => <StateChip state={row.state} /> },
    { name: 'due', title: t.dueOn, show: (row) => (row.dueOn === null ? null : <DueText {...row} />) },
    {
      name: 'level',
      title: t.level,
      show: (row) => (row.finalLevel === null ? null : <LevelChip level={row.finalLevel} />),
    },
    { name: 'reason', title: t.reason, show: (row) => say(reasonName(row.reason)) },
    {
      name: 'region',
      title: t.region,
      show: (row) => <span title={row.regionPath}>{row.regionPath.split(' ').slice(-2).join(' ')}</span>,
    },
    { name: 'organisation', title: t.organisation, show: (row) => row.organisationName ?? '' },
    { name: 'assessors', title: t.assessors, show: (row) => row.assessors.join(say({ zh: '、', en: ', ' })) },
    { name: 'requested', title: t.requestedOn, show: (row) => <DayText day={row.requestedOn} /> },
    {
      name: 'validUntil',
      title: t.validUntil,
      atFirst: 'hidden',
      show: (row) => <DayText day={row.validUntil} />,
    },
    { name: 'channel', title: t.channel, atFirst: 'hidden', show: (row) => say(channels[row.channel]) },
    { name: 'number', title: t.number, atFirst: 'hidden', show: (row) => row.number },
  ]
  return (
    <ListPage
      name="assessments"
      title={t.assessments}
      hint={t.assessmentsHint}
      list={listAssessments}
      filters={useFilters()}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/assessments/${row.county}/${row.id}`}
      actions={request}
      bulk={useAssigning()}
      blank={{ title: t.noAssessments, hint: t.noAssessmentsHint, action: request }}
    />
  )
}

function useFilters(): readonly Filter[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const assesses = useMay('assessments:assess')
  return useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search },
      { kind: 'choice', name: 'state', label: t.state, options: choices(assessmentStates, say) },
      {
        kind: 'choice',
        name: 'reason',
        label: t.reason,
        options: reasons.map(({ code, text }) => ({ value: code, label: say(text) })),
      },
      {
        kind: 'choice',
        name: 'level',
        label: t.level,
        options: gbt42195.levels.map(({ level, alias }) => ({ value: String(level), label: say(alias) })),
      },
      { kind: 'choice', name: 'channel', label: t.channel, options: choices(channels, say) },
      { kind: 'region', name: 'region', label: t.region },
      { kind: 'day', name: 'expiringBy', label: t.expiringBy },
      { kind: 'flag', name: 'overdue', label: t.overdue },
      { kind: 'flag', name: 'open', label: t.open },
      ...(assesses ? [{ kind: 'flag', name: 'mine', label: t.mine } as const] : []),
      { kind: 'given', name: 'organisationId', label: t.organisation },
    ],
    [t, say, assesses],
  )
}

const wide: readonly Level[] = ['nation', 'province', 'city']

/** Officers assign; a coordinator holds the same permission inside an organisation and accepts instead. */
function useAssigning(): readonly BulkAction<AssessmentRow>[] {
  const t = useTexts(texts)
  const me = useMe()
  const may = useMay('assessments:assign') && me.regions.length > 0
  const [organisationId, setOrganisationId] = useState<string>()
  // Wider areas are served by different organisations in different places; a row that is not served says so.
  const [own] = me.regions
  const county = own && me.regions.length === 1 && !wide.includes(levelOf(own.code)) ? own.code : undefined
  if (!may) return []
  return [
    {
      name: 'assign',
      label: t.assign,
      explain: t.assignExplain,
      ready: organisationId !== undefined,
      ask: (
        <div className="bulk-ask">
          <span className="small faded">{t.assignTo}</span>
          <AssessmentOrganisationField
            aria-label={t.assignTo}
            {...(county === undefined ? {} : { serves: county })}
            {...(organisationId === undefined ? {} : { value: organisationId })}
            onChange={setOrganisationId}
          />
        </div>
      ),
      run: (row) => assignOne(row, organisationId ?? ''),
    },
  ]
}
