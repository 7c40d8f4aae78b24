/** Money is whole fen in a safe integer: up to 90 trillion yuan per account and sum, without rounding. */
export type Fen = number

export function isFen(value: number): boolean {
  return Number.isSafeInteger(value)
}

/** `1,234.50 元`, the same in both languages. */
export function formatYuan(fen: Fen): string {
  if (!isFen(fen)) throw new RangeError(`${fen} is not a whole number of fen`)
  const amount = Math.abs(fen)
  const yuan = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${String(amount % 100).padStart(2, '0')} 元`
}

const amountPattern = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*元?$/

/**
 * Reads what a person typed or a bank file holds: `1234.5`, `1,234.50 元`. Absent where it is no amount of money or has
 * more than two decimals; digits are never passed through a float.
 */
export function parseYuan(text: string): Fen | undefined {
  const match = amountPattern.exec(text.trim())
  if (!match) return undefined
  const [, sign, yuan = '', decimals = ''] = match
  const fen = Number(yuan.replaceAll(',', '') + decimals.padEnd(2, '0'))
  return isFen(fen) ? (sign && fen > 0 ? -fen : fen) : undefined
}
