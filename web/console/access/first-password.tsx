import { Button, Modal, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

/** The one time a password is shown. Pressing beside the dialog does not close it. */
export function FirstPassword(props: { name: string; password: string | null; close: () => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <Modal
      open={props.password !== null}
      title={t.firstPasswordOf({ name: props.name })}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={440}
      footer={
        <Button type="primary" onClick={props.close}>
          {t.firstPasswordTold}
        </Button>
      }
    >
      <p>{t.firstPasswordMeans}</p>
      <p className="first-password">
        <Typography.Text copyable code>
          {props.password ?? ''}
        </Typography.Text>
      </p>
    </Modal>
  )
}
