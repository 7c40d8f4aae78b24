/**
 * Brings a telephone number of mainland China to digits alone; null when it is none. A fixed line needs its area code:
 * three digits (010, 02x) before eight, four before seven or eight.
 */
export function readPhone(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s()\-–—.]/g, '')
    .replace(/^(\+|00)86|^86(?=1\d{10}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  return /^0(10|2\d)\d{8}$/.test(digits) || /^0[3-9]\d{2}\d{7,8}$/.test(digits) ? digits : null
}

/** `138****1234`, `0797****456`. @param phone as `readPhone` gives it */
export function maskPhone(phone: string): string {
  if (!phone.startsWith('0')) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  const area = /^0(10|2)/.test(phone) ? 3 : 4
  return phone.slice(0, area) + '*'.repeat(phone.length - area - 3) + phone.slice(-3)
}
