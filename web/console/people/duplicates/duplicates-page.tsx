import { nameOfReason } from '@yinian/core/people/matching.ts'
import { type ElderPair, listElderPairs } from '@yinian/core/people/matching-api.ts'
import type { ReactNode } from 'react'
import { InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { texts } from '../one-person-texts.ts'

/** Pairs of files that may be one person’s, strongest first. */
export function DuplicatesPage(): ReactNode {
  const t = useTexts(texts)
  const names = usePairStates()
  const columns: readonly Column<ElderPair>[] = [
    { name: 'pair', title: t.pair, show: (pair) => <PairName pair={pair} />, always: true },
    { name: 'score', title: t.likeness, show: (pair) => pair.score, align: 'right' },
    { name: 'reasons', title: t.whyAlike, show: (pair) => <Reasons pair={pair} /> },
    { name: 'state', title: t.pairState, show: (pair) => <PairState state={pair.state} /> },
    { name: 'found', title: t.found, show: (pair) => <InstantText at={pair.foundAt} relative /> },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t.pairState,
      without: t.pairOpen,
      options: (['later', 'distinct', 'same'] as const).map((value) => ({ value, label: names[value] })),
    },
  ]
  return (
    <ListPage
      name="elder-pairs"
      title={t.duplicates}
      hint={t.duplicatesHint}
      list={listElderPairs}
      filters={filters}
      columns={columns}
      keyOf={(pair) => pair.id}
      linkOf={(pair) => `/duplicates/${pair.county}/${pair.id}`}
      blank={{ title: t.noDuplicates, hint: t.noDuplicatesHint }}
    />
  )
}

export function PairName({ pair }: { pair: ElderPair }): ReactNode {
  const t = useTexts(texts)
  return t.pairOf({
    one: pair.one?.name ?? t.fileIn({ county: pair.oneCounty }),
    other: pair.other?.name ?? t.fileIn({ county: pair.otherCounty }),
  })
}

export function Reasons({ pair }: { pair: ElderPair }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (pair.reasons.length === 0) return <span className="faded">{t.whyHidden}</span>
  return pair.reasons.map((reason) => say(nameOfReason(reason))).join(say({ zh: '；', en: '; ' }))
}

export function usePairStates(): Readonly<Record<ElderPair['state'], string>> {
  const t = useTexts(texts)
  return { open: t.pairOpen, later: t.pairLater, distinct: t.pairDistinct, same: t.pairSame, gone: t.pairGone }
}

const tones: Readonly<Record<ElderPair['state'], Tone>> = {
  open: 'waiting',
  later: 'neutral',
  distinct: 'ended',
  same: 'good',
  gone: 'ended',
}

export function PairState({ state }: Pick<ElderPair, 'state'>): ReactNode {
  const names = usePairStates()
  return <StatusChip tone={tones[state]}>{names[state]}</StatusChip>
}
