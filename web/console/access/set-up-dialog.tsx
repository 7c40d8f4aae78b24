import { beginSecondFactor, confirmSecondFactor } from '@yinian/core/access/second-factor-api.ts'
import { Typography } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Shape } from '../parts/answer.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { ownTexts } from './own-texts.ts'
import { QrCode } from './qr-code.tsx'

/** The picture and the key, and the first code that proves the authenticator has them. */
export function SetUpDialog({
  close,
  done,
}: {
  close: () => void
  done: (codes: readonly string[]) => void
}): ReactNode {
  const t = useTexts(ownTexts)
  const begin = useCommand(beginSecondFactor, { refreshes: [] })
  const confirm = useCommand(confirmSecondFactor)
  const { mutate } = begin
  useEffect(() => mutate({}), [mutate])
  return (
    <CodeDialog
      title={t.setUpTitle}
      explain={t.scan}
      label={t.firstCode}
      close={close}
      run={async (code) => done((await confirm.mutateAsync({ body: { code } })).recoveryCodes)}
    >
      <RefusedLine refusal={begin.error} />
      {begin.data === undefined ? (
        <Shape height={260} />
      ) : (
        <div className="authenticator">
          <QrCode of={begin.data.address} label={t.qr} />
          <p className="small">
            <span className="faded">{t.key} </span>
            <Typography.Text copyable={{ text: begin.data.secret }} code>
              {begin.data.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
            </Typography.Text>
          </p>
        </div>
      )}
    </CodeDialog>
  )
}
