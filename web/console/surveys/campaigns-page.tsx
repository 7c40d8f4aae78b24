import { type Campaign, listCampaigns } from '@yinian/core/surveys/api.ts'
import { campaignProcedure } from '@yinian/core/surveys/campaigns.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import { DayText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { May, useMay } from '../shell/me.tsx'
import { CampaignChip } from './states.tsx'
import { texts } from './texts.ts'

export function CampaignsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const plans = useMay('surveys:plan')
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(campaignProcedure.states).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.division },
    ],
    [t, say],
  )
  const columns: readonly Column<Campaign>[] = [
    { name: 'title', title: t.title, show: (row) => row.title },
    { name: 'state', title: t.state, show: (row) => <CampaignChip state={row.state} /> },
    { name: 'region', title: t.division, show: (row) => row.regionPath },
    {
      name: 'period',
      title: t.period,
      show: (row) => (
        <>
          <DayText day={row.fromOn} /> — <DayText day={row.toOn} />
        </>
      ),
    },
    { name: 'listed', title: t.listed, align: 'right', show: (row) => format.number(row.listed) },
    { name: 'draftedBy', title: t.draftedBy, show: (row) => row.draftedBy },
  ]
  const create = (
    <Link to="/surveys/new">
      <Button type="primary">{t.newSurvey}</Button>
    </Link>
  )
  return (
    <ListPage
      name="survey-campaigns"
      title={t.surveys}
      hint={t.surveysHint}
      list={listCampaigns}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/surveys/${row.county}/${row.id}`}
      actions={
        <>
          <May do="surveys:decide">
            <Link to="/surveys/proposals?state=proposed">
              <Button>{t.proposals}</Button>
            </Link>
          </May>
          <Link to="/surveys/referrals">
            <Button>{t.referrals}</Button>
          </Link>
          {plans && create}
        </>
      }
      blank={{ title: t.blank, ...(plans ? { action: create } : {}) }}
    />
  )
}
