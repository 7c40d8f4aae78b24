/** Between which shares the true one lies with 95 % certainty, by Wilson’s interval, which also holds for few and for all. */
export function wilson(right: number, checked: number): { readonly low: number; readonly high: number } | null {
  if (checked === 0) return null
  const z = 1.959964
  const share = right / checked
  const spread = 1 + (z * z) / checked
  const middle = (share + (z * z) / (2 * checked)) / spread
  const half = (z * Math.sqrt((share * (1 - share)) / checked + (z * z) / (4 * checked * checked))) / spread
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
