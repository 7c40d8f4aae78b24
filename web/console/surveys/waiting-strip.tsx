import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useDevice } from '../../client/device/use-outbox.ts'
import { useTexts } from '../../language/language.ts'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

/** What has not arrived yet, and a way to send it now. */
export function WaitingStrip(): ReactNode {
  const t = useTexts(texts)
  const { account } = useMe()
  const { outbox, waiting } = useDevice(account.id)
  return (
    <div role="status">
      {waiting.length > 0 && (
        <p className="strip">
          {t.waitingCount({ count: waiting.length })}{' '}
          <Button size="small" onClick={() => void outbox.flush()}>
            {t.sendNow}
          </Button>
        </p>
      )}
    </div>
  )
}
