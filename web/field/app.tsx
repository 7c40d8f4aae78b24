import { type Me, signOut, whoAmI } from '@yinian/core/access/api.ts'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { call } from '../client/call.ts'
import { type Holder, holdersOn, lockWith, removeExpired, wipeDevice } from '../client/device/lock.ts'
import { type DeviceStore, memoryStore } from '../client/device/sealed-store.ts'
import { deviceShelf } from '../client/device/shelf.ts'
import { asRefusal, type Refusal } from '../client/refusal.ts'
import { Page, Waiting } from '../plain/parts.tsx'
import { go } from '../plain/way.tsx'
import { Bar } from './bar.tsx'
import { type Device, DeviceProvider, openDevice } from './device.ts'
import { NotYet, SignInPage } from './entrance.tsx'
import { Inside } from './inside.tsx'
import { forgetNotice } from './notice.ts'
import { ChoosePinPage, UnlockPage } from './pin-pages.tsx'
import { texts } from './texts.ts'
import { useLockWhenLeft } from './use-lock.ts'

type Stage =
  | { readonly at: 'looking' }
  | { readonly at: 'locked'; readonly holders: readonly Holder[]; readonly wiped?: boolean }
  | { readonly at: 'sign-in'; readonly wiped?: boolean }
  | { readonly at: 'not-yet'; readonly refusal?: Refusal; readonly why?: 'second-factor' | 'not-allowed' }
  | { readonly at: 'choose-pin'; readonly me: Me }
  | { readonly at: 'open'; readonly device: Device }

// Only where the browser seals: elsewhere nothing outlives the page.
const shelf = deviceShelf()
/** The session could not be ended without a network: done once there is one. */
const signOutLater = 'yinian.field.sign-out'

/** Who may go on: nobody without the PIN of the account this device is kept for. */
export function App(): ReactNode {
  const [stage, setStage] = useState<Stage>({ at: 'looking' })
  const open = useCallback((accountId: string, holder: string, store: DeviceStore) => {
    setStage({ at: 'open', device: openDevice(accountId, holder, store) })
  }, [])
  const entered = useCallback(
    (me: Me) => {
      if (me.awaitsSecondFactor) return setStage({ at: 'not-yet', why: 'second-factor' })
      if (!me.permissions.includes('surveys:answer')) return setStage({ at: 'not-yet', why: 'not-allowed' })
      if (shelf === undefined) return open(me.account.id, me.account.displayName, memoryStore())
      setStage({ at: 'choose-pin', me })
    },
    [open],
  )
  const enter = useCallback(
    async (wiped = false) => {
      try {
        if (localStorage.getItem(signOutLater) !== null) {
          await call(signOut, {})
          localStorage.removeItem(signOutLater)
        }
        entered(await call(whoAmI, {}))
      } catch (error) {
        const refusal = asRefusal(error)
        setStage(refusal.status === 401 ? { at: 'sign-in', wiped } : { at: 'not-yet', refusal })
      }
    },
    [entered],
  )
  const begin = useCallback(
    async (wiped = false) => {
      if (shelf !== undefined) {
        await removeExpired(shelf, new Date())
        const holders = await holdersOn(shelf)
        if (holders.length > 0) return setStage({ at: 'locked', holders, wiped })
      }
      await enter(wiped)
    },
    [enter],
  )
  useEffect(() => void begin(), [begin])
  const device = stage.at === 'open' ? stage.device : undefined
  const lock = shelf !== undefined && device !== undefined ? () => void begin() : undefined
  useLockWhenLeft(lock)
  const leave = async () => {
    if (device === undefined) return
    await call(signOut, {}).catch(() => localStorage.setItem(signOutLater, 'yes'))
    if (shelf !== undefined) await wipeDevice(shelf, device.accountId)
    forgetNotice()
    go('/')
    await begin()
  }
  return (
    <>
      <Bar {...(device ? { device, leave } : {})} {...(lock ? { lock } : {})} />
      <StageView stage={stage} begin={begin} enter={enter} entered={entered} open={open} />
    </>
  )
}

function StageView({
  stage,
  begin,
  enter,
  entered,
  open,
}: {
  stage: Stage
  begin: (wiped?: boolean) => Promise<void>
  enter: () => Promise<void>
  entered: (me: Me) => void
  open: (accountId: string, holder: string, store: DeviceStore) => void
}): ReactNode {
  switch (stage.at) {
    case 'looking':
      return (
        <Page title={texts.product}>
          <Waiting />
        </Page>
      )
    case 'locked':
      return (
        shelf && (
          <UnlockPage
            shelf={shelf}
            holders={stage.holders}
            open={open}
            wiped={() => void begin(true)}
            other={() => void enter()}
          />
        )
      )
    case 'sign-in':
      return <SignInPage entered={entered} wiped={stage.wiped === true} />
    case 'not-yet':
      return <NotYet {...stage} again={() => void begin()} />
    case 'choose-pin': {
      const { id, displayName } = stage.me.account
      const choose = async (pin: string) => {
        if (shelf) open(id, displayName, await lockWith(shelf, { id, name: displayName }, pin, new Date()))
      }
      return <ChoosePinPage choose={choose} />
    }
    case 'open':
      return (
        <DeviceProvider value={stage.device}>
          <Inside shelf={shelf} />
        </DeviceProvider>
      )
  }
}
