import { type Static, Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { Id, Instant, Me, Nothing, TextSchema } from './api.ts'
import * as problems from './problems.ts'

/** The password was right and the code is asked for; what was begun is kept in a cookie of five minutes. */
export const CodeAsked = Type.Object({ next: Type.Literal('code') })

export const signIn = endpoint({
  method: 'POST',
  path: '/sign-in',
  permission: 'public',
  summary: { zh: '登录', en: 'Sign in' },
  body: Type.Object({ name: Type.String({ maxLength: 60 }), password: Type.String({ maxLength: 200 }) }),
  reply: Type.Union([CodeAsked, Me]),
  problems: [problems.signInRefused, problems.accountLocked],
})

export const giveCode = endpoint({
  method: 'POST',
  path: '/sign-in/code',
  permission: 'public',
  summary: { zh: '登录第二步：验证码或恢复码', en: 'Second step of signing in: the code, or a recovery code' },
  body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 40 }) }),
  reply: Me,
  problems: [problems.codeRefused, problems.codeLocked, problems.signInExpired],
})

export const waysToSignIn = endpoint({
  method: 'GET',
  path: '/sign-in/ways',
  permission: 'public',
  summary: { zh: '可用的登录方式', en: 'The ways to sign in' },
  /** `identity`: what the button to the identity provider says; null where there is none. */
  reply: Type.Object({ identity: Type.Union([TextSchema, Type.Null()]) }),
})

/** Not called but gone to: the browser leaves for the identity provider and comes back to the second one. */
export const identityPaths = { go: '/sign-in/identity', back: '/sign-in/identity/back' } as const

export const SessionShown = Type.Object({
  id: Id,
  device: TextSchema,
  method: Type.Union([Type.Literal('password'), Type.Literal('identity')]),
  secondFactor: Type.Boolean(),
  startedAt: Instant,
  seenAt: Instant,
  endsAt: Instant,
  /** The one that asks. */
  current: Type.Boolean(),
})
export type SessionShown = Static<typeof SessionShown>

const Sessions = Type.Object({ rows: Type.Array(SessionShown) })

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  permission: 'signed-in',
  summary: { zh: '我已登录的设备', en: 'Where I am signed in' },
  reply: Sessions,
})

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:id',
  permission: 'signed-in',
  summary: { zh: '让一台设备退出登录', en: 'Sign one device out' },
  params: Type.Object({ id: Id }),
  reply: Nothing,
  problems: [notFound],
})

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/me/sessions/end-others',
  permission: 'signed-in',
  summary: { zh: '让其他设备都退出登录', en: 'Sign all other devices out' },
  reply: Type.Object({ ended: Type.Integer() }),
})

export const listSessionsOf = endpoint({
  method: 'GET',
  path: '/accounts/:id/sessions',
  permission: 'accounts:read',
  summary: { zh: '账号已登录的设备', en: 'Where an account is signed in' },
  params: Type.Object({ id: Id }),
  reply: Sessions,
  problems: [notFound],
})

export const endSessionOf = endpoint({
  method: 'DELETE',
  path: '/accounts/:id/sessions/:sessionId',
  permission: 'accounts:manage',
  summary: { zh: '让账号的一台设备退出登录', en: 'Sign one device of an account out' },
  params: Type.Object({ id: Id, sessionId: Id }),
  reply: Nothing,
  problems: [notFound],
})
