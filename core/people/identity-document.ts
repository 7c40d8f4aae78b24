import type { Static } from 'typebox'
import type { Text } from '../language/text.ts'
import { type Day, isDay } from '../time/day.ts'
import type { DocumentType as DocumentTypeSchema } from './api.ts'

export type DocumentType = Static<typeof DocumentTypeSchema>
export type Sex = 'male' | 'female'

export const documentTypes = {
  'resident-identity': { zh: '居民身份证', en: 'Resident identity card' },
  'hk-macao-taiwan-residence': {
    zh: '港澳台居民居住证',
    en: 'Residence permit for Hong Kong, Macao and Taiwan residents',
  },
  passport: { zh: '护照', en: 'Passport' },
  other: { zh: '其他证件', en: 'Other document' },
} as const satisfies Record<DocumentType, Text>

export interface ReadDocument {
  /** As it is kept: half-width, upper case, without blanks; a number of 15 digits in its form of 18. */
  readonly number: string
  /** Null where the document does not say. */
  readonly birth: Day | null
  readonly sex: Sex | null
}

export type DocumentReading = ReadDocument | { readonly reason: Text }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** The last character of an identity number, from the 17 before it (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacterOf(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkCharacters.charAt(sum % 11)
}

/** Half-width, upper case, nothing between the characters. */
export function normaliseNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\-–—·.]/g, '')
    .toUpperCase()
}

/**
 * Reads a document's number. Numbers built by GB 11643-1999 are checked and say birth and sex; codes of areas that no
 * longer exist live on in them, so an unknown area is no fault. Other documents are only brought into one form.
 */
export function readDocument(type: DocumentType, typed: string): DocumentReading {
  const number = normaliseNumber(typed)
  if (type === 'passport' || type === 'other') return readFreeForm(number)
  const read = readIdentityNumber(number)
  if ('reason' in read) return read
  if (type === 'hk-macao-taiwan-residence' && !/^8[123]0000/.test(read.number)) return { reason: notAPermit }
  return read
}

/** Whether something typed is an identity number whose check character agrees. */
export function isIdentityNumber(typed: string): boolean {
  return !('reason' in readIdentityNumber(normaliseNumber(typed)))
}

function readIdentityNumber(typed: string): DocumentReading {
  if (/^\d{15}$/.test(typed)) return readIdentityNumber(toEighteen(typed))
  if (!/^\d{17}[\dX]$/.test(typed)) return { reason: /^\w{18}$/.test(typed) ? wrongCharacters : wrongLength(typed) }
  const birth = `${typed.slice(6, 10)}-${typed.slice(10, 12)}-${typed.slice(12, 14)}`
  if (!isDay(birth) || birth < '1800') return { reason: noSuchBirth(birth) }
  if (checkCharacterOf(typed.slice(0, 17)) !== typed[17]) return { reason: checkDisagrees }
  return { number: typed, birth, sex: Number(typed[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Numbers given out before 1 October 1999 had two digits of the year and no check character. */
function toEighteen(fifteen: string): string {
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return first17 + checkCharacterOf(first17)
}

function readFreeForm(number: string): DocumentReading {
  return /^[\p{L}\p{N}()]{4,30}$/u.test(number) ? { number, birth: null, sex: null } : { reason: wrongFreeForm }
}

/** The text under whose keyed hash a document is found again; different kinds of document never meet. */
export function documentKey(type: DocumentType, number: string): string {
  return type === 'passport' || type === 'other' ? `${type}:${number}` : number
}

/** `3607**********1234`: enough to tell two people of one village apart, too little to use. */
export function maskDocument(number: string): string {
  const shown = number.length >= 12 ? 4 : 2
  const hidden = Math.max(number.length - 2 * shown, 1)
  return number.slice(0, number.length - shown - hidden) + '*'.repeat(hidden) + number.slice(-shown)
}

const wrongLength = (typed: string): Text => ({
  zh: `应为 18 位（旧号 15 位），现在是 ${typed.length} 位`,
  en: `it has 18 characters (older ones 15), not ${typed.length}`,
})
const wrongCharacters: Text = {
  zh: '前 17 位应为数字，末位为数字或 X',
  en: 'the first 17 characters are digits, the last a digit or X',
}
const noSuchBirth = (birth: string): Text => ({ zh: `没有 ${birth} 这一天`, en: `there is no day ${birth}` })
const checkDisagrees: Text = {
  zh: '校验位不符，请逐位核对',
  en: 'the check character does not agree; compare every digit',
}
const notAPermit: Text = {
  zh: '港澳台居民居住证号码以 810000、820000 或 830000 开头',
  en: 'the number of such a permit begins with 810000, 820000 or 830000',
}
const wrongFreeForm: Text = { zh: '应为 4 至 30 位字母或数字', en: 'it has 4 to 30 letters or digits' }
