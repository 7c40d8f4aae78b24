import { findOffice } from './offices.ts'
import type { Permission } from './permissions.ts'

/** Whether a role asks for a second factor: by what it may do, always, or never. */
export type SecondFactorPolicy = 'by-permission' | 'always' | 'never'

/** Whoever may take personal data out, or see it in full, gives a second factor. */
const askingPermissions: ReadonlySet<string> = new Set<Permission>([
  'people:reveal',
  'people:export',
  'people:import',
  'benefits:pay',
])

/** Whether somebody holding a role has to give a second factor, where the installation asks for them at all. */
export function asksForSecondFactor(role: string, policy: SecondFactorPolicy, permissions: Iterable<string>): boolean {
  if (findOffice(role) !== undefined || policy === 'always') return true
  return policy === 'by-permission' && [...permissions].some((permission) => askingPermissions.has(permission))
}

/** Digits as a person types them, with or without blanks; a recovery code in capitals or with its hyphens left out. */
export function readCode(typed: string): { kind: 'digits'; code: string } | { kind: 'recovery'; code: string } {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(plain) ? { kind: 'digits', code: plain } : { kind: 'recovery', code: plain }
}
