/** Why somebody no longer sees an elder's file from their own account. */
export const accessEndings = {
  withdrawn: { zh: '老人撤回同意', en: 'The elder withdrew the consent' },
  officer: { zh: '工作人员终止', en: 'Ended by an officer' },
  'own-wish': { zh: '本人不再使用', en: 'By the holder’s own wish' },
  died: { zh: '老人去世', en: 'The elder died' },
  moved: { zh: '随档案迁往外县', en: 'Moved with the file to another county' },
} as const
export type AccessEnding = keyof typeof accessEndings

/** How many days a one-time code can wait for its first use. */
export const codeDays = 14
export const codeTries = 5
const passwordLength = 8

/** A code as it is typed: blanks and dashes between its groups mean nothing. */
export function readActivationCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '')
}

/**
 * Whether a password of an elder or relative can be taken: eight characters, because five wrong tries lock the account, but
 * not one character over and over, a run of digits, or the account's own name.
 */
export function isFitPassword(password: string, accountName: string): boolean {
  if (password.length < passwordLength || password.includes(accountName)) return false
  if (new Set(password).size < 3) return false
  return !['0123456789', '9876543210'].some((run) => (run + run).includes(password))
}
