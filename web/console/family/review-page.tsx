import { type Channel, channels } from '@yinian/core/family/channels.ts'
import { type FamilyRequest, listFamilyRequests, readFamilyRequest } from '@yinian/core/family/review-api.ts'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { Facts } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { names } from './names.ts'
import { reviewTexts } from './review-texts.ts'
import { texts } from './texts.ts'

/** For the auditor: whether elders and relatives are answered, and in time. */
export function ReviewPage(): ReactNode {
  const t = useTexts(texts)
  const n = useTexts(names)
  const r = useTexts(reviewTexts)
  const { say } = useLanguage()
  const columns: readonly Column<FamilyRequest>[] = [
    { name: 'kind', title: t.what, always: true, show: (one) => (one.kind === 'question' ? r.question : r.correction) },
    { name: 'when', title: t.when, show: (one) => <InstantText at={one.at} relative /> },
    { name: 'where', title: t.where, show: (one) => one.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'channel', title: t.channel, show: (one) => say(channels[one.channel as Channel]) },
    {
      name: 'state',
      title: t.state,
      show: (one) => (
        <StatusChip tone={one.settled ? 'good' : one.overdue ? 'bad' : 'waiting'}>
          {one.overdue ? t.overdue : say(one.state)}
        </StatusChip>
      ),
    },
    { name: 'due', title: t.due, show: (one) => <DayText day={one.dueOn} /> },
    { name: 'by', title: r.settledBy, show: (one) => one.settledBy ?? '—' },
    { name: 'read', title: r.read, always: true, show: (one) => <ReadOne request={one} /> },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'kind',
      label: t.what,
      options: [
        { value: 'question', label: r.question },
        { value: 'correction', label: r.correction },
      ],
    },
    { kind: 'region', name: 'region', label: t.region },
    { kind: 'flag', name: 'overdue', label: t.overdue },
  ]
  return (
    <ListPage
      name="family-requests"
      title={n.review}
      hint={r.hint}
      list={listFamilyRequests}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      blank={{ title: r.none, hint: r.hint }}
    />
  )
}

function ReadOne({ request }: { request: FamilyRequest }): ReactNode {
  const r = useTexts(reviewTexts)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {r.read}
      </Button>
      <Modal
        open={open}
        title={request.kind === 'question' ? r.question : r.correction}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <Content request={request} />
      </Modal>
    </>
  )
}

function Content({ request }: { request: FamilyRequest }): ReactNode {
  const t = useTexts(texts)
  const r = useTexts(reviewTexts)
  const { say } = useLanguage()
  const { kind, county, id } = request
  const asked = useEndpoint(readFamilyRequest, { params: { kind, county, id } })
  return (
    <Answer of={asked} height={120}>
      {(one) => (
        <div className="stack">
          <Facts
            of={[
              [kind === 'question' ? t.question : t.field, say(one.asked)],
              ...(one.about === null ? [] : [[t.look, say(one.about)] as const]),
              [kind === 'question' ? t.answer : t.reason, one.answer ?? r.notYet],
            ]}
          />
          <p className="faded small">{r.recorded}</p>
        </div>
      )}
    </Answer>
  )
}
