import { type Static, Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { Id, Instant, Nothing } from './api.ts'
import * as problems from './problems.ts'

const Code = Type.String({ minLength: 6, maxLength: 40 })

export const SecondFactorShown = Type.Object({
  confirmedAt: Type.Union([Instant, Type.Null()]),
  /** Recovery codes that were not used yet. */
  recoveryCodes: Type.Integer(),
  /** Whether a role of theirs asks for one. */
  asked: Type.Boolean(),
})
export type SecondFactorShown = Static<typeof SecondFactorShown>

export const getOwnSecondFactor = endpoint({
  method: 'GET',
  path: '/me/second-factor',
  permission: 'signed-in',
  summary: { zh: '我的动态口令', en: 'My second factor' },
  reply: SecondFactorShown,
})

export const beginSecondFactor = endpoint({
  method: 'POST',
  path: '/me/second-factor',
  permission: 'signed-in',
  summary: { zh: '开始设置动态口令', en: 'Begin to set up a second factor' },
  /** For an authenticator as a picture (`otpauth://…`) and to type in; shown until the first code confirms it. */
  reply: Type.Object({ address: Type.String(), secret: Type.String() }),
  problems: [problems.secondFactorExists],
})

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/me/second-factor/confirm',
  permission: 'signed-in',
  summary: { zh: '用第一个验证码确认动态口令', en: 'Confirm a second factor with its first code' },
  body: Type.Object({ code: Code }),
  /** Shown once. */
  reply: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
  problems: [problems.codeRefused, problems.codeLocked, problems.noSecondFactor, problems.secondFactorExists],
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/me/second-factor/recovery-codes',
  permission: 'signed-in',
  summary: { zh: '换一组恢复码', en: 'Make new recovery codes' },
  body: Type.Object({ code: Code }),
  reply: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
  problems: [problems.codeRefused, problems.codeLocked, problems.noSecondFactor],
})

export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/me/second-factor/remove',
  permission: 'signed-in',
  summary: { zh: '关闭动态口令', en: 'Take the second factor off' },
  body: Type.Object({ code: Code }),
  reply: Nothing,
  problems: [problems.codeRefused, problems.codeLocked, problems.noSecondFactor],
})

export const resetSecondFactor = endpoint({
  method: 'POST',
  path: '/accounts/:id/second-factor/reset',
  permission: 'grants:manage',
  summary: { zh: '重置账号的动态口令', en: 'Reset an account’s second factor' },
  params: Type.Object({ id: Id }),
  body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: Nothing,
  problems: [notFound, problems.ownAccount, problems.noSecondFactor],
})

export const Identity = Type.Object({
  id: Id,
  issuer: Type.String(),
  subject: Type.String(),
  linkedAt: Instant,
})
export type Identity = Static<typeof Identity>

export const listOwnIdentities = endpoint({
  method: 'GET',
  path: '/me/identities',
  permission: 'signed-in',
  summary: { zh: '我关联的身份', en: 'Identities linked to my account' },
  reply: Type.Object({ rows: Type.Array(Identity) }),
})

export const linkOwnIdentity = endpoint({
  method: 'POST',
  path: '/me/identities',
  permission: 'signed-in',
  summary: { zh: '关联我在统一身份认证的身份', en: 'Link my identity of the identity provider' },
  /** Where the browser goes to prove the identity. */
  reply: Type.Object({ address: Type.String() }),
  problems: [problems.identityNotOffered, problems.identityUnreachable],
})

export const unlinkOwnIdentity = endpoint({
  method: 'DELETE',
  path: '/me/identities/:id',
  permission: 'signed-in',
  summary: { zh: '取消我的身份关联', en: 'Unlink an identity of mine' },
  params: Type.Object({ id: Id }),
  reply: Nothing,
  problems: [notFound],
})

export const linkIdentityOf = endpoint({
  method: 'POST',
  path: '/accounts/:id/identities',
  permission: 'accounts:manage',
  summary: { zh: '为账号关联身份', en: 'Link an identity to an account' },
  params: Type.Object({ id: Id }),
  body: Type.Object({ subject: Type.String({ minLength: 1, maxLength: 255 }) }),
  reply: Type.Object({ rows: Type.Array(Identity) }),
  problems: [
    notFound,
    problems.identityNotOffered,
    problems.identityTaken,
    problems.administratorsPassword,
    problems.ownAccount,
  ],
})

export const unlinkIdentityOf = endpoint({
  method: 'DELETE',
  path: '/accounts/:id/identities/:identityId',
  permission: 'accounts:manage',
  summary: { zh: '取消账号的身份关联', en: 'Unlink an identity from an account' },
  params: Type.Object({ id: Id, identityId: Id }),
  reply: Nothing,
  problems: [notFound],
})

/** What administrators see of how somebody signs in. */
export const getSignInOf = endpoint({
  method: 'GET',
  path: '/accounts/:id/sign-in',
  permission: 'accounts:read',
  summary: { zh: '账号的登录方式', en: 'How an account signs in' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    secondFactor: SecondFactorShown,
    identities: Type.Array(Identity),
    /** Whether this installation has an identity provider. */
    identityOffered: Type.Boolean(),
  }),
  problems: [notFound],
})
