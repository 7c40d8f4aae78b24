import { endLoanOf, listLoansOf } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import { useMay } from '../shell/me.tsx'
import { LoanList } from './loan-list.tsx'
import { ownTexts } from './own-texts.ts'

/** Grants that somebody else has lent and borrowed. */
export function LoansOf({ accountId, changeable }: { accountId: string; changeable: boolean }): ReactNode {
  const t = useTexts(ownTexts)
  const may = useMay('grants:manage')
  const loans = useEndpoint(listLoansOf, { params: { id: accountId } })
  const end = useCommand(endLoanOf)
  return (
    <Panel title={t.loans}>
      <Answer of={loans} height={40}>
        {({ lent, borrowed }) => (
          <LoanList
            lent={lent}
            borrowed={borrowed}
            end={may && changeable ? (loanId) => end.mutateAsync({ params: { id: accountId, loanId } }) : undefined}
          />
        )}
      </Answer>
    </Panel>
  )
}
