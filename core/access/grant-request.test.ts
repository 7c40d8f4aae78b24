import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { next } from '../cases/procedure.ts'
import { Problem } from '../http/problem.ts'
import type { HeldGrant } from './actor.ts'
import { describeDevice } from './device.ts'
import {
  beyond,
  mayTake,
  needsApproval,
  newPermissions,
  type RequestEvent,
  type RequestState,
  requestProcedure,
} from './grant-request.ts'
import type { Permission } from './permissions.ts'
import { initialRoles } from './roles.ts'

const held = (permissions: readonly Permission[], region: string): HeldGrant => ({
  role: 'some-role',
  permissions: new Set(permissions),
  region,
  organisationId: null,
})
const events = Object.keys(requestProcedure.events) as RequestEvent[]

describe('a request for a grant', () => {
  it('is decided once', () => {
    for (const state of ['approved', 'refused', 'withdrawn'] as const)
      for (const event of events) expect(() => next(requestProcedure, state, event)).toThrow(Problem)
    expect(events.map((event) => next(requestProcedure, 'waiting', event))).toEqual([
      'approved',
      'refused',
      'withdrawn',
    ])
  })

  it('is never approved without two people, neither of whom it is about', () => {
    const person = fc.constantFrom('one', 'two', 'three')
    fc.assert(
      fc.property(
        person,
        person,
        fc.array(fc.record({ event: fc.constantFrom(...events), by: person })),
        (requestedBy, accountId, attempts) => {
          fc.pre(requestedBy !== accountId)
          let state: RequestState = 'waiting'
          let decidedBy: string | undefined
          for (const { event, by } of attempts) {
            if (state !== 'waiting' || !mayTake(event, { requestedBy, accountId }, by)) continue
            state = next(requestProcedure, state, event)
            decidedBy = by
          }
          if (state === 'approved' || state === 'refused') {
            expect(decidedBy).not.toBe(requestedBy)
            expect(decidedBy).not.toBe(accountId)
          }
          if (state === 'withdrawn') expect(decidedBy).toBe(requestedBy)
        },
      ),
    )
  })
})

describe('what a grant would add', () => {
  const town = { region: '360702007000', organisationId: null }

  it('is nothing where the same is held over a wider division', () => {
    expect(newPermissions([held(['people:read'], '360702000000')], town, ['people:read'])).toEqual([])
    expect(newPermissions([held(['people:read'], '360702007001')], town, ['people:read'])).toEqual(['people:read'])
    expect(newPermissions([held(['people:read'], '360703000000')], town, ['people:read'])).toEqual(['people:read'])
  })

  it('needs a second person unless it shows nothing of any person', () => {
    expect(needsApproval([])).toBe(false)
    expect(needsApproval(['organisations:read', 'indicators:read'])).toBe(false)
    for (const { permissions } of Object.values(initialRoles)) expect(needsApproval(permissions)).toBe(true)
  })

  it('is counted without what is seen already', () => {
    const seen = [held(['people:read'], '360702007000'), held(['people:read'], '360702007001')]
    expect(beyond(seen, '360702000000', 'people:read')).toEqual({ all: true, except: ['360702007000'] })
    expect(beyond(seen, '360702007001', 'people:read')).toEqual({ all: false, except: [] })
    expect(beyond([], '360702000000', 'people:read')).toEqual({ all: true, except: [] })
  })
})

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
      'Windows 电脑上的 Chrome',
      'Chrome on a Windows computer',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
      'iPhone 上的 Safari',
      'Safari on an iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile MicroMessenger/8.0',
      '安卓设备上的微信',
      'WeChat on an Android device',
    ],
    ['lightMyRequest', '其他程序', 'Another program'],
  ])('is named in plain words: %s', (userAgent, zh, en) => {
    expect(describeDevice(userAgent)).toEqual({ zh, en })
  })
})
