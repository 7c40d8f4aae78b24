import { Button, Modal, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { ownTexts } from './own-texts.ts'

/** The one time recovery codes are shown. Pressing beside the dialog does not close it. */
export function RecoveryCodes({ codes, close }: { codes: readonly string[] | null; close: () => void }): ReactNode {
  const t = useTexts(ownTexts)
  return (
    <Modal
      open={codes !== null}
      title={t.recoveryTitle}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={440}
      footer={
        <Button type="primary" onClick={close}>
          {t.recoveryNoted}
        </Button>
      }
    >
      <p>{t.recoveryMeans}</p>
      <ul className="recovery-codes">
        {(codes ?? []).map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Typography.Text copyable={{ text: (codes ?? []).join('\n') }}>{t.copyAll}</Typography.Text>
    </Modal>
  )
}
