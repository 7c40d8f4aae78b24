import type { Language, Text } from '../language/text.ts'
import type { Day } from './day.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026年11月21日`, `21 Nov 2026`: for what the server writes itself. */
export function writeDay(day: Day, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`
}

export function dayText(day: Day): Text {
  return { zh: writeDay(day, 'zh'), en: writeDay(day, 'en') }
}
