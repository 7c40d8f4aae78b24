import { DownloadOutlined } from '@ant-design/icons'
import {
  approveRun,
  cancelRun,
  checkRunAgain,
  downloadPaymentFile,
  returnRun,
  submitRun,
} from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { useMay } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface Primary {
  readonly label: string
  readonly run: () => Promise<unknown>
}

const placeOf = (run: BenefitRun) => ({ params: { county: run.county, id: run.id } })

/** The one thing a run waits for from whoever looks at it; absent where it waits for somebody else. */
export function usePrimary(run: BenefitRun, startPaying: () => void): Primary | undefined {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const [submit, approve, check] = [useCommand(submitRun), useCommand(approveRun), useCommand(checkRunAgain)]
  const asked = { ...placeOf(run), body: { version: run.version } }
  const may = (event: BenefitRun['events'][number]) => run.events.includes(event)
  if (may('pay')) {
    return {
      label: t.pay,
      run: async () => startPaying(),
    }
  }
  if (may('approve')) {
    return {
      label: t.approve,
      run: async () => {
        await approve.mutateAsync(asked)
        void message.success(t.approved)
      },
    }
  }
  if (may('submit')) {
    return {
      label: t.submit,
      run: async () => {
        await submit.mutateAsync(asked)
        void message.success(t.submitted)
      },
    }
  }
  return may('check') ? { label: t.check, run: () => check.mutateAsync(asked) } : undefined
}

/** Everything else that can be done with a run, by state and permission. */
export function RunActions({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const [giveBack, cancel, check] = [useCommand(returnRun), useCommand(cancelRun), useCommand(checkRunAgain)]
  const may = (event: BenefitRun['events'][number]) => run.events.includes(event)
  const { version } = run
  return (
    <>
      <PaymentFiles run={run} />
      {may('approve') && (
        <span className="faded small">
          {t.approveMeans({ money: format.money(run.fen), people: format.number(run.people) })}
        </span>
      )}
      {may('submit') && may('check') && (
        <ConfirmAction
          label={t.check}
          title={t.check}
          explain={t.checkMeans}
          run={() => check.mutateAsync({ ...placeOf(run), body: { version } })}
        />
      )}
      {may('return') && (
        <ConfirmAction
          label={t.return}
          title={t.returnTitle}
          explain={t.returnMeans}
          reason="required"
          done={t.returned}
          run={(reason) => giveBack.mutateAsync({ ...placeOf(run), body: { version, reason } })}
        />
      )}
      {may('cancel') && (
        <ConfirmAction
          label={t.cancelRun}
          title={t.cancelRun}
          explain={t.cancelMeans}
          reason="required"
          danger
          done={t.cancelled}
          run={(reason) => cancel.mutateAsync({ ...placeOf(run), body: { version, reason } })}
        />
      )}
    </>
  )
}

function PaymentFiles({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const mayPay = useMay('benefits:pay')
  if (!mayPay || (run.state !== 'approved' && run.state !== 'paid')) return null
  const get = async (format: 'csv' | 'xlsx') => {
    setBusy(format)
    try {
      await download(downloadPaymentFile, { ...placeOf(run), query: { format, language } })
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(null)
    }
  }
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button
      key={format}
      icon={<DownloadOutlined />}
      title={t.fileMeans}
      loading={busy === format}
      onClick={() => void get(format)}
    >
      {format === 'csv' ? t.downloadCsv : t.downloadXlsx}
    </Button>
  ))
}
