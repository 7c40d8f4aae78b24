import { type AuditEvent, listAuditEvents } from '@yinian/core/access/api.ts'
import { Button, Popover } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { Facts } from '../parts/page-head.tsx'
import { texts } from './texts.ts'

export function AuditPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'actor', label: t.actor, hint: t.actorSearch },
      { kind: 'days', name: 'from', until: 'to', label: t.between },
      { kind: 'given', name: 'action', label: t.action },
      { kind: 'given', name: 'elderId', label: t.oneElder },
    ],
    [t],
  )
  const columns: readonly Column<AuditEvent>[] = [
    { name: 'at', title: t.at, show: ({ at }) => <InstantText at={at} /> },
    {
      name: 'actor',
      title: t.actor,
      show: ({ actorId, actorName }) => (actorId === null && actorName === '' ? t.system : actorName),
    },
    { name: 'action', title: t.action, show: ({ actionName }) => say(actionName) },
    { name: 'purpose', title: t.purpose, show: ({ purpose }) => purpose },
    {
      name: 'region',
      title: t.where,
      show: ({ region }) => <span className="figure">{region}</span>,
      atFirst: 'hidden',
    },
    {
      name: 'subject',
      title: t.subject,
      show: ({ subjectType, subjectId }) => [subjectType, subjectId].filter(Boolean).join(' '),
      atFirst: 'hidden',
    },
    { name: 'detail', title: t.detail, show: ({ detail }) => <Detail of={detail} /> },
  ]
  return (
    <ListPage
      name="audit"
      title={t.audit}
      hint={t.auditHint}
      list={listAuditEvents}
      filters={filters}
      columns={columns}
      keyOf={(event) => event.id}
      blank={{ title: t.noEvents, hint: t.noEventsHint }}
    />
  )
}

function Detail({ of: detail }: { of: Readonly<Record<string, unknown>> }): ReactNode {
  const t = useTexts(texts)
  const entries = Object.entries(detail)
  if (entries.length === 0) return null
  return (
    <Popover
      trigger="click"
      placement="left"
      content={
        <div className="audit-detail">
          <Facts
            of={entries.map(
              ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
            )}
          />
        </div>
      }
    >
      <Button type="link" className="inline">
        {t.showDetail}
      </Button>
    </Popover>
  )
}
