import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { QrCode } from '../access/qr-code.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import './surveys.css'
import { texts } from './texts.ts'

/** Where the pages at the door are: an entry of their own, small, and at home on a telephone. */
export function DoorPage(): ReactNode {
  const t = useTexts(texts)
  const address = `${location.origin}/field/`
  return (
    <div className="door">
      <PageHead title={t.door} hint={t.doorHint} />
      <Panel title={t.doorHere}>
        <Button type="primary" size="large" href="/field/">
          {t.doorOpen}
        </Button>
      </Panel>
      <Panel title={t.doorPhone}>
        <p>{t.doorScan}</p>
        <QrCode of={address} label={address} />
        <p className="small">
          <a href="/field/">{address}</a>
        </p>
        <p className="small faded">{t.doorInstall}</p>
      </Panel>
    </div>
  )
}
