import type { Widening } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Facts } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { requestTexts } from './request-texts.ts'

/** What a request would let somebody see and do more than now. */
export function WideningFacts({ widening, ofRole }: { widening: Widening; ofRole: boolean }): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  const format = useFormat()
  const { divisions, except, elders, holders, secondFactor } = widening
  const between = say({ zh: '、', en: ', ' })
  const policies = { 'by-permission': t.byPermission, always: t.always, never: t.never }
  return (
    <Facts
      of={[
        [
          t.eldersMore,
          elders === null ? (
            ofRole ? null : (
              t.noElders
            )
          ) : (
            <strong key="elders" className="figure">
              {format.people(elders)}
            </strong>
          ),
        ],
        [
          t.seesMore,
          divisions.length === 0
            ? null
            : divisions.map(({ path }) => path).join(between) +
              (except.length === 0 ? '' : t.except({ places: except.map(({ path }) => path).join(between) })),
        ],
        [t.holders, holders === null ? null : t.accounts({ count: holders })],
        [t.mayMore, widening.added.length === 0 ? t.noMore : <Chips key="more" of={widening.added} />],
        [t.mayLess, widening.removed.length === 0 ? null : <Chips key="less" of={widening.removed} />],
        [t.factorBecomes, secondFactor === null ? null : policies[secondFactor]],
      ]}
    />
  )
}

function Chips({ of: permissions }: { of: Widening['added'] }): ReactNode {
  const { say } = useLanguage()
  return (
    <ul className="may">
      {permissions.map(({ id, name }) => (
        <li key={id}>
          <StatusChip tone="plain">{say(name)}</StatusChip>
        </li>
      ))}
    </ul>
  )
}
