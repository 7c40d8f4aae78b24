import { Type } from 'typebox'
import { Nothing } from '../access/api.ts'
import * as problems from '../access/problems.ts'
import { endpoint } from '../http/endpoint.ts'

const AccountName = Type.String({ minLength: 1, maxLength: 60 })
const Password = Type.String({ minLength: 1, maxLength: 200 })

export const personSignIn = endpoint({
  method: 'POST',
  path: '/family/sign-in',
  permission: 'public',
  summary: { zh: '老人和家属登录', en: 'Sign in as an elder or relative' },
  body: Type.Object({ name: AccountName, password: Password }),
  reply: Nothing,
  problems: [problems.signInRefused, problems.accountLocked],
})

export const activate = endpoint({
  method: 'POST',
  path: '/family/activation',
  permission: 'public',
  summary: {
    zh: '凭激活码设置密码，第一次登录',
    en: 'Set a password with the one-time code, and sign in for the first time',
  },
  body: Type.Object({ name: AccountName, code: Type.String({ minLength: 1, maxLength: 40 }), password: Password }),
  reply: Nothing,
  problems: [problems.activationRefused, problems.personPasswordTooWeak],
})

export const personSignOut = endpoint({
  method: 'POST',
  path: '/family/sign-out',
  permission: 'public',
  summary: { zh: '老人和家属退出登录', en: 'Sign out as an elder or relative' },
  reply: Nothing,
})
