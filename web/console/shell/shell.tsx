import { useQueryClient } from '@tanstack/react-query'
import { type Me, whoAmI } from '@yinian/core/access/api.ts'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { onSignedOut } from '../../client/signed-out.ts'
import { useTexts } from '../../language/language.ts'
import { Refused } from '../parts/refused.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { Head } from './head.tsx'
import { KeysDialog, useKeys } from './keys.tsx'
import { MeProvider, useMe } from './me.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { PageNameProvider } from './page-name.tsx'
import { placesFor } from './places.ts'
import { Side } from './side.tsx'
import { texts } from './texts.ts'

/** Only a phone opens it, so only a phone fetches it. */
const SideDrawer = lazy(async () => ({ default: (await import('./side-drawer.tsx')).SideDrawer }))

/** Everything around a page of somebody who is signed in. */
export function Shell(): ReactNode {
  const me = useEndpoint(whoAmI)
  const location = useLocation()
  const back = `/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`
  useLeaveWhenSignedOut(back)
  if (me.data !== undefined) return <ShellOf me={me.data} />
  if (me.error?.code === 'http.not-signed-in') return <Navigate to={back} replace />
  if (me.error !== null) {
    return (
      <main className="page">
        <Refused refusal={me.error} retry={() => void me.refetch()} />
      </main>
    )
  }
  return <ShellShape />
}

function useLeaveWhenSignedOut(back: string): void {
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(
    () =>
      onSignedOut(() => {
        void navigate(back, { replace: true, state: { ended: true } })
        queries.clear()
      }),
    [back, navigate, queries],
  )
}

function ShellOf({ me }: { me: Me }): ReactNode {
  const t = useTexts(texts)
  const [sideOpen, setSideOpen] = useState(false)
  const narrow = useNarrow()
  const [keysOpen, setKeysOpen] = useState(false)
  const groupsOfPlaces = useMemo(() => placesFor(me), [me])
  const places = useMemo(() => groupsOfPlaces.flatMap((group) => group.places), [groupsOfPlaces])
  const showKeys = useCallback(() => setKeysOpen(true), [])
  useKeys(places, showKeys)
  return (
    <MeProvider me={me}>
      <PageNameProvider>
        <a className="skip" href="#content">
          {t.skip}
        </a>
        <div className="shell">
          <Side groupsOfPlaces={groupsOfPlaces} />
          <div className="shell-body">
            <OfflineNotice />
            <Head openSide={() => setSideOpen(true)} showKeys={showKeys} />
            <Content />
          </div>
        </div>
        {narrow && (
          <Suspense fallback={null}>
            <SideDrawer open={sideOpen} close={() => setSideOpen(false)} groupsOfPlaces={groupsOfPlaces} />
          </Suspense>
        )}
        <KeysDialog open={keysOpen} close={() => setKeysOpen(false)} places={places} />
        <ScrollRestoration />
      </PageNameProvider>
    </MeProvider>
  )
}

/** The page itself. A new address takes the focus there, so that a screen reader begins at the page and not at its end. */
function Content(): ReactNode {
  const { pathname } = useLocation()
  const navigation = useNavigation()
  const { awaitsSecondFactor } = useMe()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true })
    shown.current = pathname
  }, [pathname])
  return (
    <main id="content" className="page" tabIndex={-1} ref={main}>
      {navigation.state === 'loading' && <div className="busy-line" aria-hidden="true" />}
      {awaitsSecondFactor && !/^\/(me|password)$/.test(pathname) ? <Navigate to="/me" replace /> : <Outlet />}
    </main>
  )
}

/** The outline of the shell while it is not yet known who is signed in. */
export function ShellShape(): ReactNode {
  const t = useTexts(texts)
  return (
    <div className="shell" aria-busy="true">
      <div className="side">
        <div className="side-logo" />
      </div>
      <div>
        <div className="head" />
        <main className="page">
          <span className="unseen" role="status">
            {t.loading}
          </span>
          <div className="shape" style={{ width: 220, height: 30, marginBottom: 20 }} />
          <div className="shape" style={{ height: 320 }} />
        </main>
      </div>
    </div>
  )
}
