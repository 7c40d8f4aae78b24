import type { Text } from '../language/text.ts'

/**
 * Three separated administrators (三员分立): none of them holds another’s powers and none reads elders. The database
 * knows them by the same three roles (`access_grant.office`) and refuses a second one for the same account.
 */
export const offices = {
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  auditor: { zh: '审计管理员', en: 'Audit administrator' },
} as const satisfies Record<string, Text>

export type Office = keyof typeof offices

/** Which of the three administrators a role makes; absent for daily work. */
export function findOffice(role: string): Office | undefined {
  return Object.hasOwn(offices, role) ? (role as Office) : undefined
}

/** What only an office may carry. */
export const permissionsOfOffices = ['accounts:manage', 'grants:manage', 'keys:manage', 'audit:read'] as const

/** Whether somebody with these roles may be given another: an office stands alone. */
export function goesWith(held: readonly string[], role: string): boolean {
  return held.every((one) => findOffice(one) === findOffice(role))
}
