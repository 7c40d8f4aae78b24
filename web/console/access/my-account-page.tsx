import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../../language/language.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useMe } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { texts as shell } from '../shell/texts.ts'
import { OwnIdentities } from './identities-panel.tsx'
import { OwnLoans } from './own-loans.tsx'
import { ownTexts } from './own-texts.ts'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { OwnSessions } from './sessions-panel.tsx'

/** How one signs in, where one is signed in, and what one lends. */
export function MyAccountPage(): ReactNode {
  const t = useTexts(ownTexts)
  const words = useTexts(shell)
  const navigate = useNavigate()
  const { account, awaitsSecondFactor } = useMe()
  usePageName(t.myAccount)
  return (
    <>
      <PageHead
        title={account.displayName}
        hint={[account.title, account.name].filter(Boolean).join(' · ')}
        actions={<Button onClick={() => void navigate('/password')}>{words.changePassword}</Button>}
      />
      {awaitsSecondFactor && (
        <p className="note-box" role="alert">
          {t.awaits}
        </p>
      )}
      <div className="stack">
        <SecondFactorPanel />
        <OwnSessions />
        <OwnIdentities />
        {!awaitsSecondFactor && <OwnLoans />}
      </div>
    </>
  )
}
