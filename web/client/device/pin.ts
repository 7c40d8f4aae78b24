export const pinDigits = 6

/** Six digits that are neither all the same nor a run up or down. */
export function pinIsGood(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return false
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  const [step = 0] = steps
  return steps.size > 1 || Math.abs(step) > 1
}
