import { type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { renew } from '../client/device/lock.ts'
import type { Shelf } from '../client/device/shelf.ts'
import { useWaiting } from '../client/device/use-waiting.ts'
import { onSignedOut } from '../client/signed-out.ts'
import { useSpoken } from '../plain/language.tsx'
import { usePath, Way } from '../plain/way.tsx'
import { AskPage } from './ask-page.tsx'
import { type Standing, useDevice, useStanding } from './device.ts'
import { SignInPage } from './entrance.tsx'
import { FoundPage } from './found-page.tsx'
import { HomePage } from './home-page.tsx'
import { takeNewer, useInstalled } from './install.ts'
import { forgetLists, refresh } from './lists.ts'
import { useNotice } from './notice.ts'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'
import { VillagePage } from './village-page.tsx'
import { WaitingPage } from './waiting-page.tsx'

/** Everything behind the PIN. It works from what lies on the device; the platform is asked in the background. */
export function Inside({ shelf }: { shelf: Shelf | undefined }): ReactNode {
  const device = useDevice()
  const path = usePath()
  const standing = useStanding(device)
  const [times, setTimes] = useState(0)
  const [signing, setSigning] = useState(false)
  const reached = useCallback(async () => {
    const now = await device.reach()
    if (now === 'not-allowed') await forgetLists(device.store)
    if (now === 'in') {
      if (shelf) await renew(shelf, device.accountId, new Date())
      await device.outbox.flush()
      await refresh(device.store)
    }
    if (now === 'not-allowed' || now === 'in') setTimes((count) => count + 1)
  }, [device, shelf])
  useEffect(() => {
    const again = () => void reached()
    again()
    addEventListener('online', again)
    const stop = onSignedOut(device.signedOut)
    return () => {
      removeEventListener('online', again)
      stop()
    }
  }, [reached, device])
  return (
    <>
      {signing && (
        <SignInPage
          close={() => setSigning(false)}
          entered={() => {
            setSigning(false)
            void reached()
          }}
        />
      )}
      {/* What is being filled in stays as it is meanwhile. */}
      <div hidden={signing}>
        <Strips standing={standing} signIn={() => setSigning(true)} />
        <Pages key={path} path={path} times={times} />
      </div>
    </>
  )
}

function Pages({ path, times }: { path: string; times: number }): ReactNode {
  const [, page = '', county = '', id = '', rest = ''] = path.split('/')
  if (page === 'waiting') return <WaitingPage />
  if (page === 'found') return <FoundPage place={{ county, id }} waitingId={rest} />
  if (page === 'village' && rest !== '') return <AskPage place={{ county, id }} respondentId={rest} times={times} />
  if (page === 'village') return <VillagePage place={{ county, id }} times={times} />
  return <HomePage times={times} />
}

const online = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** What has to be known on every page: no network, signed out, what waits, a newer version. */
function Strips({ standing, signIn }: { standing: Standing; signIn: () => void }): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const device = useDevice()
  const waiting = useWaiting(device.outbox)
  const { newer } = useInstalled()
  const connected = useSyncExternalStore(online, () => navigator.onLine)
  const said = useNotice()
  const path = usePath()
  const refused = waiting.filter(({ refusal }) => refusal !== null).length
  const unsent = waiting.length - refused
  const mustSignIn = standing === 'out' || standing === 'other'
  return (
    <div className="strips" role="status">
      {said && <p className="strip good">{say(said)}</p>}
      {!connected && <p className="strip">{say(texts.offline)}</p>}
      {connected && mustSignIn && (
        <p className="strip">
          {standing === 'other' ? say(texts.otherAccount, { name: device.holder }) : say(texts.signedOut)}
          <button type="button" className="tool" onClick={signIn}>
            {say(texts.signIn)}
          </button>
        </p>
      )}
      {connected && standing === 'not-allowed' && <p className="strip">{say(texts.notAllowed)}</p>}
      {waiting.length > 0 && path !== '/waiting' && (
        <p className="strip">
          {[unsent > 0 ? many(texts.waitingCount, unsent) : '', refused > 0 ? many(texts.refusedCount, refused) : '']
            .filter(Boolean)
            .join(' · ')}
          <Way to="/waiting" className="tool">
            {say(texts.look)}
          </Way>
        </p>
      )}
      {newer && (
        <p className="strip good">
          {say(texts.newer)}
          <button type="button" className="tool" onClick={takeNewer}>
            {say(texts.update)}
          </button>
        </p>
      )}
      {!isSecureContext && <p className="strip">{say(texts.notSecure)}</p>}
    </div>
  )
}
