import {
  getOwnSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  type SecondFactorShown,
} from '@yinian/core/access/second-factor-api.ts'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { ownTexts } from './own-texts.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpDialog } from './set-up-dialog.tsx'

/** One's own second factor: set up, renewed, taken off. */
export function SecondFactorPanel(): ReactNode {
  const t = useTexts(ownTexts)
  const factor = useEndpoint(getOwnSecondFactor)
  return (
    <Panel title={t.secondFactor}>
      <div className="stack-tight">
        <p className="faded small">{t.secondFactorMeans}</p>
        <Answer of={factor} height={80}>
          {(found) => <Factor factor={found} />}
        </Answer>
      </div>
    </Panel>
  )
}

export function FactorFacts({ factor }: { factor: SecondFactorShown }): ReactNode {
  const t = useTexts(ownTexts)
  return (
    <>
      <p className="row">
        {factor.confirmedAt === null ? (
          <StatusChip tone={factor.asked ? 'bad' : 'neutral'}>{t.notSetUp}</StatusChip>
        ) : (
          <StatusChip tone="good">{t.setUpOn}</StatusChip>
        )}
        {factor.asked && <StatusChip tone="plain">{t.asked}</StatusChip>}
      </p>
      {factor.confirmedAt !== null && (
        <Facts
          of={[
            [t.since, <InstantText key="since" at={factor.confirmedAt} />],
            [t.recoveryLeft, String(factor.recoveryCodes)],
          ]}
        />
      )}
    </>
  )
}

function Factor({ factor }: { factor: SecondFactorShown }): ReactNode {
  const t = useTexts(ownTexts)
  const { message } = App.useApp()
  const [doing, setDoing] = useState<'set-up' | 'renew' | 'remove' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const renew = useCommand(renewRecoveryCodes)
  const remove = useCommand(removeSecondFactor)
  const close = () => setDoing(null)
  return (
    <div className="stack-tight">
      <FactorFacts factor={factor} />
      <p className="row">
        {factor.confirmedAt === null ? (
          <Button type="primary" onClick={() => setDoing('set-up')}>
            {t.setUp}
          </Button>
        ) : (
          <>
            <Button onClick={() => setDoing('renew')}>{t.renew}</Button>
            <Button onClick={() => setDoing('remove')}>{t.remove}</Button>
          </>
        )}
      </p>
      {doing === 'set-up' && (
        <SetUpDialog
          close={close}
          done={(made) => {
            close()
            setCodes(made)
          }}
        />
      )}
      {doing === 'renew' && (
        <CodeDialog
          title={t.renew}
          explain={t.renewMeans}
          close={close}
          run={async (code) => setCodes((await renew.mutateAsync({ body: { code } })).recoveryCodes)}
        />
      )}
      {doing === 'remove' && (
        <CodeDialog
          title={t.removeTitle}
          explain={t.removeMeans}
          close={close}
          run={async (code) => {
            await remove.mutateAsync({ body: { code } })
            void message.success(t.removed)
          }}
        />
      )}
      <RecoveryCodes codes={codes} close={() => setCodes(null)} />
    </div>
  )
}
