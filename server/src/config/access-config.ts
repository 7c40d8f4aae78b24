import type { Text } from '@yinian/core/language/text.ts'

/** How people get in and how much they may ask for. */
export interface AccessConfig {
  /** A session ends after so many minutes in which nothing was asked. */
  readonly sessionIdleMinutes: number
  /** And after so many hours in any case. */
  readonly sessionHours: number
  /** `required`: roles that ask for a second factor are withheld until it is given. */
  readonly secondFactor: 'required' | 'offered'
  readonly identityProvider: IdentityProviderConfig | null
  /** Where people reach the platform, without a slash at the end; empty in a trial without one. */
  readonly publicUrl: string
  readonly limits: LimitsConfig
}

export interface IdentityProviderConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: Text
}

/** How often something may be asked within a minute; what is kept of it is in this process alone. */
export interface LimitsConfig {
  /** Steps of signing in from one address. */
  readonly signIn: number
  /** Everything one account asks. */
  readonly account: number
  /** Everything that comes from one address: a whole office may stand behind it. */
  readonly address: number
  /** Searches by a whole identity number, by one account. */
  readonly identitySearch: number
  /** Masked fields shown in full, by one account. */
  readonly reveal: number
  /** Files taken out, by one account. */
  readonly export: number
}

const limitsAtFirst: LimitsConfig = {
  signIn: 30,
  account: 600,
  address: 6000,
  identitySearch: 60,
  reveal: 30,
  export: 10,
}

/** Nothing but signing in is counted. */
const noLimits: LimitsConfig = {
  signIn: limitsAtFirst.signIn,
  account: Number.POSITIVE_INFINITY,
  address: Number.POSITIVE_INFINITY,
  identitySearch: Number.POSITIVE_INFINITY,
  reveal: Number.POSITIVE_INFINITY,
  export: Number.POSITIVE_INFINITY,
}

/** What holds in a trial and in tests unless something else is said. */
export const trialAccess: AccessConfig = {
  sessionIdleMinutes: 60,
  sessionHours: 12,
  secondFactor: 'offered',
  identityProvider: null,
  publicUrl: '',
  limits: noLimits,
}

/**
 * Reads from the environment: SESSION_IDLE_MINUTES, SESSION_HOURS, SECOND_FACTOR, OIDC_ISSUER, OIDC_CLIENT_ID,
 * OIDC_CLIENT_SECRET, OIDC_NAME (`中文|English`), PUBLIC_URL, RATE_LIMITS (`off`, `on`, or e.g. `account=600,export=5`).
 */
export function readAccessConfig(env: NodeJS.ProcessEnv, production: boolean, faults: string[]): AccessConfig {
  const secondFactor = env.SECOND_FACTOR ?? (production ? 'required' : trialAccess.secondFactor)
  if (secondFactor !== 'required' && secondFactor !== 'offered')
    faults.push(`SECOND_FACTOR is "${secondFactor}"; it is required or offered`)
  return {
    sessionIdleMinutes: whole('SESSION_IDLE_MINUTES', env.SESSION_IDLE_MINUTES, trialAccess.sessionIdleMinutes, faults),
    sessionHours: whole('SESSION_HOURS', env.SESSION_HOURS, trialAccess.sessionHours, faults),
    secondFactor: secondFactor === 'required' ? 'required' : 'offered',
    identityProvider: readIdentityProvider(env, production, faults),
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/, ''),
    limits: readLimits(env.RATE_LIMITS ?? (production ? 'on' : 'off'), faults),
  }
}

function readIdentityProvider(
  env: NodeJS.ProcessEnv,
  production: boolean,
  faults: string[],
): IdentityProviderConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret) {
    faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; one of them is missing')
    return null
  }
  if (!URL.canParse(issuer)) faults.push('OIDC_ISSUER is not an address')
  else if (production && new URL(issuer).protocol !== 'https:') faults.push('OIDC_ISSUER is not https://')
  const [zh = '统一身份认证', en = 'Single sign-on'] = (env.OIDC_NAME ?? '').split('|').filter(Boolean)
  return { issuer, clientId, clientSecret, name: { zh, en } }
}

function readLimits(written: string, faults: string[]): LimitsConfig {
  if (written === 'off') return noLimits
  if (written === 'on') return limitsAtFirst
  const given: Record<string, number> = {}
  for (const part of written.split(',')) {
    const [name = '', value = ''] = part.trim().split('=')
    if (Object.hasOwn(limitsAtFirst, name) && /^[1-9]\d{0,8}$/.test(value)) given[name] = Number(value)
    else
      faults.push(
        `RATE_LIMITS has "${part}"; it is off, on, or ${Object.keys(limitsAtFirst).join('=…, ')}=… with whole numbers a minute`,
      )
  }
  return { ...limitsAtFirst, ...given }
}

function whole(name: string, value: string | undefined, otherwise: number, faults: string[]): number {
  if (value === undefined) return otherwise
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value)
  faults.push(`${name} is "${value}"; it is a whole number from 1`)
  return otherwise
}
