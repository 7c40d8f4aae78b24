import type { Loan } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { ownTexts } from './own-texts.ts'

const tones: Record<Loan['state'], Tone> = { coming: 'neutral', running: 'good', over: 'ended', ended: 'ended' }

interface LoanListProps {
  readonly lent: readonly Loan[]
  readonly borrowed: readonly Loan[]
  readonly end: ((id: string) => Promise<unknown>) | undefined
}

/** Grants lent and borrowed, those that go on with a way to end them. */
export function LoanList({ lent, borrowed, end }: LoanListProps): ReactNode {
  const t = useTexts(ownTexts)
  if (lent.length + borrowed.length === 0) return <p className="faded small">{t.noLoans}</p>
  return (
    <ul>
      {lent.map((loan) => (
        <LoanLine key={loan.id} loan={loan} who={t.lentTo({ name: loan.borrower.name })} end={end} />
      ))}
      {borrowed.map((loan) => (
        <LoanLine key={loan.id} loan={loan} who={t.borrowedFrom({ name: loan.lender.name })} end={end} />
      ))}
    </ul>
  )
}

function LoanLine({ loan, who, end }: { loan: Loan; who: string; end: LoanListProps['end'] }): ReactNode {
  const t = useTexts(ownTexts)
  const { say } = useLanguage()
  const format = useFormat()
  const open = loan.state === 'coming' || loan.state === 'running'
  return (
    <li className="due">
      <span>
        <span className="row">
          <strong>{who}</strong>
          <StatusChip tone={tones[loan.state]}>{t[loan.state]}</StatusChip>
        </span>
        <span className="small">
          {say(loan.role.name)} · {loan.region.path} ·{' '}
          {t.days({ from: format.day(loan.from), until: format.day(loan.until) })}
        </span>
        <span className="faded small block">{loan.reason}</span>
      </span>
      {open && end !== undefined && (
        <ConfirmAction
          label={t.endLoan}
          size="small"
          danger
          title={t.endLoanTitle}
          explain={t.endLoanMeans}
          run={() => end(loan.id)}
          done={t.loanEnded}
        />
      )}
    </li>
  )
}
