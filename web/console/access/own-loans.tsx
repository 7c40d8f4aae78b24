import { endLoan, listOwnLoans } from '@yinian/core/access/grant-api.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import { LendDialog } from './lend-dialog.tsx'
import { LoanList } from './loan-list.tsx'
import { ownTexts } from './own-texts.ts'

/** Grants one has lent and borrowed oneself. */
export function OwnLoans(): ReactNode {
  const t = useTexts(ownTexts)
  const loans = useEndpoint(listOwnLoans)
  const end = useCommand(endLoan)
  const [lending, setLending] = useState(false)
  const lendable = loans.data?.lendable ?? []
  return (
    <Panel
      title={t.loans}
      extra={
        lendable.length > 0 && (
          <Button size="small" onClick={() => setLending(true)}>
            {t.lend}
          </Button>
        )
      }
    >
      <p className="faded small hint">{t.loansHint}</p>
      <Answer of={loans} height={40}>
        {({ lent, borrowed }) => (
          <LoanList lent={lent} borrowed={borrowed} end={(id) => end.mutateAsync({ params: { id } })} />
        )}
      </Answer>
      {lending && <LendDialog grants={lendable} close={() => setLending(false)} />}
    </Panel>
  )
}
