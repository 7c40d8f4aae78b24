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
export const codeRefused = defineProblem('access.code-refused', 401, {
  zh: '验证码不正确或已用过，请等下一个验证码再试',
  en: 'The code is not right or was used already; wait for the next one and try again',
})
export const codeLocked = defineProblem('access.code-locked', 423, {
  zh: '验证码错误次数过多，请 {minutes} 分钟后再试，或联系安全管理员',
  en: 'Too many wrong codes. Try again in {minutes} minutes or ask a security administrator',
})
export const signInExpired = defineProblem('access.sign-in-expired', 401, {
  zh: '登录超时，请重新输入密码',
  en: 'Signing in took too long; enter your password again',
})
export const secondFactorRequired = defineProblem('access.second-factor-required', 403, {
  zh: '您的岗位须先设置动态口令才能办理',
  en: 'Your role asks for a second factor: set it up first',
})
export const secondFactorExists = defineProblem('access.second-factor-exists', 409, {
  zh: '动态口令已经设置；要更换，请先关闭',
  en: 'A second factor is set up already; to replace it, take it off first',
})
export const noSecondFactor = defineProblem('access.no-second-factor', 404, {
  zh: '还没有设置动态口令',
  en: 'No second factor is set up',
})
export const administratorsPassword = defineProblem('access.administrators-password', 403, {
  zh: '三员分立：对方没有设置动态口令时，不能重置安全管理员或审计管理员的登录凭据',
  en: 'The way in of a security or audit administrator without a second factor is not given by a system administrator',
})
export const identityTaken = defineProblem('access.identity-taken', 409, {
  zh: '这个身份已经关联到别的账号',
  en: 'This identity is linked to another account already',
})
export const identityUnknown = defineProblem('access.identity-unknown', 403, {
  zh: '这个身份还没有关联账号。请先用密码登录后关联，或请管理员关联。',
  en: 'This identity is not linked to an account. Sign in with your password and link it, or ask an administrator',
})
export const identityRefused = defineProblem('access.identity-refused', 401, {
  zh: '统一身份认证没有通过，请重新登录',
  en: 'The identity provider’s answer was not accepted; sign in again',
})
export const identityUnreachable = defineProblem('access.identity-unreachable', 503, {
  zh: '统一身份认证暂时连不上，请用密码登录或稍后再试',
  en: 'The identity provider cannot be reached; use your password or try later',
})
export const identityNotOffered = defineProblem('access.identity-not-offered', 404, {
  zh: '本系统没有接入统一身份认证',
  en: 'This installation has no identity provider',
})
export const grantHeld = defineProblem('access.grant-held', 409, {
  zh: '对方已经有这项授权，或已有同样的申请待复核',
  en: 'The account holds this grant already, or the same request is waiting',
})
export const needsSecondPerson = defineProblem('access.needs-second-person', 403, {
  zh: '须由另一名安全管理员复核：申请人和当事人都不能复核',
  en: 'Another security administrator has to decide: neither who asked for it nor whom it is about',
})
export const roleFixed = defineProblem('access.role-fixed', 403, {
  zh: '三员的权限是固定的，不能修改；业务角色也不能有三员的权限',
  en: 'What the three administrators may do is fixed, and no other role can be given it',
})
export const roleNotYours = defineProblem('access.role-not-yours', 403, {
  zh: '角色在全国通用，只有全国范围的安全管理员可以修改',
  en: 'Roles hold for the whole installation; only a security administrator over all of it changes them',
})
export const nothingChanged = defineProblem('access.nothing-changed', 422, {
  zh: '没有任何改动',
  en: 'Nothing was changed',
})
export const loanRefused = defineProblem('access.loan-refused', 403, {
  zh: '这项授权不能借出：三员的授权、别人借给您的授权都不能再借',
  en: 'This grant cannot be lent: neither an administrator’s nor one that is lent to you',
})
export const loanTooWide = defineProblem('access.loan-too-wide', 422, {
  zh: '借出的范围不能超出您自己的授权',
  en: 'What is lent cannot reach further than your own grant',
})
export const loanPeriod = defineProblem('access.loan-period', 422, {
  zh: '起止日期不对：从今天或以后开始，最长 92 天',
  en: 'The period is not acceptable: from today or later, for at most 92 days',
})
export const loanMixesDuties = defineProblem('access.loan-mixes-duties', 409, {
  zh: '对方在同一地区已有不相容的权限（编制与审批须由不同的人办理）',
  en: 'The borrower already holds the opposite duty there: drafting and approving are done by different people',
})
export const reasonNeeded = defineProblem('access.reason-needed', 422, {
  zh: '请写明理由',
  en: 'Give the reason',
})
export const activationRefused = defineProblem('access.activation-refused', 401, {
  zh: '账号或激活码不对，或激活码已过期。请看清纸条再试，或请工作人员重新打印',
  en: 'The account or the code is not right, or the code has expired. Look at the slip again, or ask for a new one',
})
export const personPasswordTooWeak = defineProblem('access.person-password-too-weak', 422, {
  zh: '这个密码太容易猜到：至少 8 位，不要用连续的数字、同一个数字或账号',
  en: 'This password is too easy to guess: at least 8 characters, no run of digits, no single digit, not the account name',
})
