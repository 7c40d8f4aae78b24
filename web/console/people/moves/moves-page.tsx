import { transferStates } from '@yinian/core/people/transfer.ts'
import { type ElderTransfer, listElderTransfers } from '@yinian/core/people/transfer-api.ts'
import type { ReactNode } from 'react'
import { DayText, InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { May } from '../../shell/me.tsx'
import { texts } from '../one-person-texts.ts'
import { AskDialog } from './ask-dialog.tsx'

/** Moves between counties as each side sees them. */
export function MovesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const columns: readonly Column<ElderTransfer>[] = [
    { name: 'name', title: t.name, show: (one) => one.elderName || one.documentMasked, always: true },
    { name: 'direction', title: t.direction, show: (one) => <Direction of={one} /> },
    { name: 'state', title: t.state, show: (one) => <MoveState state={one.state} /> },
    { name: 'from', title: t.from, show: (one) => one.fromPath },
    { name: 'to', title: t.to, show: (one) => one.toPath },
    { name: 'day', title: t.movedOn, show: (one) => <DayText day={one.movedOn} /> },
    { name: 'asked', title: t.requested, show: (one) => <InstantText at={one.requestedAt} relative /> },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'direction',
      label: t.direction,
      options: [
        { value: 'in', label: t.movesIn },
        { value: 'out', label: t.movesOut },
      ],
    },
    {
      kind: 'choice',
      name: 'state',
      label: t.state,
      options: Object.entries(transferStates).map(([value, name]) => ({ value, label: say(name) })),
    },
  ]
  const ask = (
    <May do="people:write">
      <AskDialog />
    </May>
  )
  return (
    <ListPage
      name="elder-transfers"
      title={t.movesTitle}
      hint={t.movesHint}
      list={listElderTransfers}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/moves/${one.county}/${one.id}`}
      actions={ask}
      blank={{ title: t.noMoves, hint: t.movesHint, action: ask }}
    />
  )
}

export function Direction({ of: one }: { of: Pick<ElderTransfer, 'direction'> }): ReactNode {
  const t = useTexts(texts)
  return { in: t.movesIn, out: t.movesOut, within: t.movesWithin }[one.direction]
}

const tones: Readonly<Record<ElderTransfer['state'], Tone>> = {
  requested: 'waiting',
  accepted: 'waiting',
  refused: 'bad',
  withdrawn: 'ended',
  done: 'good',
}

export function MoveState({ state }: Pick<ElderTransfer, 'state'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(transferStates[state])}</StatusChip>
}
