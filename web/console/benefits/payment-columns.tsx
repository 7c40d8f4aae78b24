import type { BenefitPayment } from '@yinian/core/benefits/run-schemas.ts'
import { InstantText, Money } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { PaymentChip } from './states.tsx'
import { texts } from './texts.ts'

export function usePaymentColumns(): readonly Column<BenefitPayment>[] {
  const t = useTexts(texts)
  return [
    { name: 'name', title: t.name, show: (payment) => payment.elderName },
    { name: 'region', title: t.region, show: (payment) => payment.regionName },
    { name: 'amount', title: t.amount, align: 'right', show: (payment) => <Money fen={payment.fen} /> },
    { name: 'state', title: t.state, show: (payment) => <PaymentChip state={payment.state} /> },
    { name: 'payee', title: t.payee, show: (payment) => payment.payee ?? '—' },
    {
      name: 'account',
      title: t.account,
      show: (payment) => payment.account ?? <span className="overdue">{t.noAccount}</span>,
    },
    {
      name: 'paidAt',
      title: t.paidAt,
      atFirst: 'hidden',
      show: ({ paidAt }) => (paidAt === null ? '—' : <InstantText at={paidAt} />),
    },
    { name: 'reason', title: t.whyState, show: (payment) => payment.reason ?? '' },
  ]
}
