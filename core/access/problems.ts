import { defineProblem } from '../http/problem.ts'

export const signInRefused = defineProblem('access.sign-in-refused', 401, {
  zh: '账号或密码不正确',
  en: 'The account name or the password is not right',
})
export const currentPasswordWrong = defineProblem('access.current-password-wrong', 422, {
  zh: '现在的密码不正确',
  en: 'The current password is not right',
})
export const accountLocked = defineProblem('access.account-locked', 423, {
  zh: '密码错误次数过多，账号已锁定，请 {minutes} 分钟后再试，或联系管理员',
  en: 'Too many wrong passwords: the account is locked. Try again in {minutes} minutes or ask an administrator',
})
export const passwordTooWeak = defineProblem('access.password-too-weak', 422, {
  zh: '新密码太简单：至少 10 位，且不能包含账号名',
  en: 'The new password is too weak: at least 10 characters, and without the account name',
})
export const accountNameTaken = defineProblem('access.account-name-taken', 409, {
  zh: '账号名 {name} 已被使用',
  en: 'The account name {name} is taken',
})
export const beyondOwnScope = defineProblem('access.beyond-own-scope', 403, {
  zh: '不能授予超出您自己管辖范围或权限的角色',
  en: 'You cannot grant beyond the area or the permissions you hold yourself',
})
export const unknownRole = defineProblem('access.unknown-role', 422, {
  zh: '没有这个角色：{role}',
  en: 'There is no role {role}',
})
export const grantNeedsOnePlace = defineProblem('access.grant-needs-one-place', 422, {
  zh: '这个角色须指定{place}',
  en: 'This role has to be granted over: {place}',
})
export const ownAccount = defineProblem('access.own-account', 403, {
  zh: '不能修改自己账号的授权或状态',
  en: 'Nobody changes the grants or the state of their own account',
})
export const oneOffice = defineProblem('access.one-office', 409, {
  zh: '三员分立：系统、安全、审计管理员须由不同的人担任，且不能兼办业务',
  en: 'The three administrators are different people, and none of them does daily work',
})
