import { referralProcedure } from '@yinian/core/surveys/referrals.ts'
import { listReferrals, type Referral } from '@yinian/core/surveys/results-api.ts'
import { type ReactNode, useMemo } from 'react'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { ReferralSteps } from './referral-steps.tsx'
import { ReferralChip } from './states.tsx'
import { texts } from './texts.ts'

export function ReferralsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(referralProcedure.states).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.division },
      { kind: 'given', name: 'need', label: t.need },
      { kind: 'given', name: 'campaignId', label: t.survey },
    ],
    [t, say],
  )
  const columns: readonly Column<Referral>[] = [
    { name: 'elder', title: t.elder, show: (row) => row.elderName },
    { name: 'need', title: t.need, show: (row) => say(row.needName) },
    { name: 'state', title: t.state, show: (row) => <ReferralChip state={row.state} /> },
    { name: 'passedTo', title: t.passedTo, show: (row) => row.passedTo },
    { name: 'region', title: t.place, show: (row) => row.regionPath.split(' ').slice(-2).join(' ') },
    {
      name: 'changed',
      title: t.changed,
      show: (row) => (
        <>
          <InstantText at={row.changedAt} /> · {row.changedBy}
        </>
      ),
    },
    { name: 'next', title: t.next, always: true, show: (row) => <ReferralSteps referral={row} /> },
  ]
  return (
    <ListPage
      name="survey-referrals"
      title={t.referrals}
      hint={t.referralsHint}
      list={listReferrals}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      blank={{ title: t.noReferrals }}
    />
  )
}
