import { getRun, holdPayments, listRunPayments } from '@yinian/core/benefits/run-api.ts'
import { type BenefitRun, paymentStates } from '@yinian/core/benefits/run-schemas.ts'
import { type ReactNode, useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { usePaymentColumns } from './payment-columns.tsx'
import { texts } from './texts.ts'

export function PaymentsPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const run = useEndpoint(getRun, { params: { county, id } })
  return <Answer of={run}>{(found) => <Payments run={found} />}</Answer>
}

function Payments({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const [address] = useSearchParams()
  const hold = useCommand(holdPayments)
  const columns = usePaymentColumns()
  const params = { county: run.county, id: run.id }
  const finding = run.findings.find(({ code }) => code === address.get('finding'))
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search, hint: t.searchHint },
      { kind: 'region', name: 'region', label: t.region },
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: Object.entries(paymentStates).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'given', name: 'finding', label: finding === undefined ? t.finding : say(finding.message) },
    ],
    [t, say, finding],
  )
  return (
    <ListPage
      name="benefit-payments"
      title={`${say(run.programmeName)} ${format.month(run.month)}`}
      hint={`${run.countyName} · ${t.payments}`}
      list={listRunPayments}
      params={params}
      filters={filters}
      columns={columns}
      keyOf={(payment) => payment.id}
      linkOf={(payment) => `/benefits/payments/${payment.county}/${payment.id}`}
      actions={
        finding !== undefined &&
        run.events.includes('hold') && (
          <ConfirmAction
            label={t.holdAll}
            title={t.holdTitle}
            explain={t.holdMeans}
            reason="required"
            done={t.held}
            run={(reason) =>
              hold.mutateAsync({ params, body: { version: run.version, finding: finding.code, reason } })
            }
          />
        )
      }
      blank={{ title: t.noPayments }}
    />
  )
}
