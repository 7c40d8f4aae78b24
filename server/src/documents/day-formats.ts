/** Formats without a code of their own that show a day, in Chinese installations too (ISO/IEC 29500-1 §18.8.30). */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)

/** Whether a number format shows a day. Times of day alone are none. */
export function isDayFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn(id)
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .split(';', 1)[0]
    ?.toLowerCase()
  return bare !== undefined && !/general/.test(bare) && /[yd年]|e(?!\+)/.test(bare)
}

const msPerDay = 86_400_000

/**
 * The day a serial number stands for; undefined where it is a time of day or lies beyond what spreadsheets show.
 * From 1900 on there is a 29 February 1900 that never was, so the days before it are one further.
 */
export function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  const whole = Math.floor(serial) + (from1904 ? 1462 : 0)
  if (!Number.isFinite(whole) || serial < 1 || whole > 2_958_465) return undefined
  const days = whole < 60 ? whole + 1 : whole
  return new Date(Date.UTC(1899, 11, 30) + days * msPerDay).toISOString().slice(0, 10)
}
