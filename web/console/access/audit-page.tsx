import { type AuditEvent, listAuditEvents, type Me } from '@yinian/core/access/api.ts'
import { subjectTypes } from '@yinian/core/access/audit-words.ts'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { addressOfRegion } from '../regions/address.ts'
import { useMe } from '../shell/me.tsx'
import { mayUse } from '../shell/rights.ts'
import { AuditDetail } from './audit-detail.tsx'
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
      show: ({ region, regionPath }) => <Link to={addressOfRegion(region)}>{regionPath}</Link>,
    },
    {
      name: 'subject',
      title: t.subject,
      show: (event) => <Subject of={event} />,
    },
    { name: 'detail', title: t.detail, show: ({ detail }) => <AuditDetail of={detail} /> },
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

/** What an event is about, leading there for those who may open it. */
function Subject({ of: event }: { of: AuditEvent }): ReactNode {
  const { say } = useLanguage()
  const word = subjectTypes[event.subjectType]
  const name = word === undefined ? event.subjectType : say(word)
  const link = linkOf(event, useMe())
  return link === undefined ? name : <Link to={link}>{name}</Link>
}

function linkOf({ subjectType, subjectId, elderId }: AuditEvent, me: Me): string | undefined {
  if (subjectType === 'account' && subjectId !== null && mayUse(me, 'accounts:read')) return `/accounts/${subjectId}`
  return elderId !== null && mayUse(me, 'people:read') ? `/people/${elderId}` : undefined
}
