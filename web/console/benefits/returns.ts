export interface ReturnedPayment {
  readonly paymentId: string
  readonly reason: string
}

const line = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[\s,，\t]+(.{1,200})$/i

/** Reads `payment number reason`, one a line, as pasted from what the bank sent; `wrong` is the first line that is not. */
export function readReturns(text: string): { readonly rows: readonly ReturnedPayment[]; readonly wrong?: number } {
  const rows: ReturnedPayment[] = []
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue
    const match = line.exec(written.trim())
    if (!match) return { rows, wrong: index + 1 }
    rows.push({ paymentId: (match[1] ?? '').toLowerCase(), reason: (match[2] ?? '').trim() })
  }
  return { rows }
}
