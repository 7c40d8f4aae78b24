import { assignSurveyLists, listAskers } from '@yinian/core/surveys/api.ts'
import { listSurveyLists, type SurveyList } from '@yinian/core/surveys/lists-api.ts'
import { Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { refusalOfRow } from './row-refusal.ts'
import { texts } from './texts.ts'

/** Lists of villages, to be given to those who ask there. */
export function ListsPage(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const [search] = useSearchParams()
  const [accountId, setAccountId] = useState<string>()
  const assign = useCommand(assignSurveyLists)
  const campaignId = search.get('campaignId') ?? undefined
  const first = useEndpoint(listSurveyLists, { query: { limit: 1, ...(campaignId ? { campaignId } : {}) } })
  const list = first.data?.rows[0]
  const askers = useEndpoint(
    listAskers,
    { params: { county: list?.county ?? '', id: list?.id ?? '' } },
    { enabled: list !== undefined },
  )
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.division },
      { kind: 'flag', name: 'open', label: t.onlyOpen },
      { kind: 'given', name: 'campaignId', label: t.survey },
    ],
    [t],
  )
  const columns: readonly Column<SurveyList>[] = [
    { name: 'region', title: t.place, show: (row) => row.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'title', title: t.survey, show: (row) => row.title },
    { name: 'assigned', title: t.asker, show: (row) => row.assignedToName ?? t.nobody },
    { name: 'toAsk', title: t.toAsk, align: 'right', show: (row) => format.number(row.toAsk) },
    { name: 'asked', title: t.asked, align: 'right', show: (row) => format.number(row.asked) },
    { name: 'notMet', title: t.notMet, align: 'right', show: (row) => format.number(row.notMet) },
  ]
  return (
    <ListPage
      name="survey-lists"
      title={t.lists}
      hint={t.listsHint}
      list={listSurveyLists}
      filters={filters}
      columns={columns}
      keyOf={(row) => row.id}
      linkOf={(row) => `/surveys/respondents?campaignId=${row.campaignId}&region=${row.region}`}
      bulk={[
        {
          name: 'assign',
          label: t.assign,
          ready: accountId !== undefined,
          ask: (
            <Select
              aria-label={t.assignTo}
              placeholder={t.assignTo}
              style={{ width: '100%' }}
              value={accountId ?? null}
              onChange={setAccountId}
              showSearch={{ optionFilterProp: 'label' }}
              options={(askers.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          ),
          run: async ({ county, id }) => {
            const { rows } = await assign.mutateAsync({ body: { lists: [{ county, id }], accountId: accountId ?? '' } })
            const refused = refusalOfRow(rows[0])
            if (refused) throw refused
          },
        },
      ]}
      blank={{ title: t.noLists }}
    />
  )
}
