import type { Text } from '../language/text.ts'

/** Where somebody would like to be assessed. A wish: whoever assesses arranges the day with them. */
export const wishedPlaces = {
  home: { zh: '在家里', en: 'At home' },
  'care-place': { zh: '在住的机构', en: 'At the place of care' },
  any: { zh: '都可以', en: 'Either' },
} as const satisfies Record<string, Text>
export type WishedPlace = keyof typeof wishedPlaces

export const wishedTimes = {
  morning: { zh: '上午', en: 'Morning' },
  afternoon: { zh: '下午', en: 'Afternoon' },
  any: { zh: '都可以', en: 'Either' },
} as const satisfies Record<string, Text>
export type WishedTime = keyof typeof wishedTimes
