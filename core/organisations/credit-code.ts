const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const shape = new RegExp(`^[${alphabet}]{18}$`)

/** As written on a licence: without blanks, in capitals. */
export function normaliseCreditCode(written: string): string {
  return written.replaceAll(/[\s-]/g, '').toUpperCase()
}

/** Whether 18 characters are a unified social credit code with the right check character (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  return shape.test(code) && checkCharacter(code) === code.charAt(17)
}

/** The check character for the first 17 (GB 32100-2015: 31 − Σ mod 31, where 31 stands for 0). */
export function checkCharacter(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + alphabet.indexOf(code.charAt(index)) * weight, 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}
