import type { Text } from '../language/text.ts'
import { type Day, isDay } from '../time/day.ts'

/** In what two files agree, each side known or not. Every question is the same asked either way round. */
export interface Agreement {
  readonly document: boolean
  /** Visible digits in which two numbers of eighteen differ; null where either number is of another kind. */
  readonly digits: number | null
  readonly phone: boolean
  readonly payee: boolean
  readonly name: boolean
  readonly pinyin: boolean
  readonly birth: boolean
  /** The births differ by a swapped day and month, or by one digit. */
  readonly nearBirth: boolean
  readonly sex: boolean
  readonly village: boolean
  readonly town: boolean
  readonly formerNumber: boolean
}

interface MatchingKey {
  /** Why two files are taken for one person, or for two. */
  readonly reason: Text
  /** Points of a hundred; below nothing for what speaks against it. */
  readonly weight: number
  /** Of keys about the same thing only the strongest counts. */
  readonly about: string
  readonly agrees: (agreement: Agreement) => boolean
}

/** A slip of the pen: one digit, or another birth within the same number. */
const isSlip = ({ document, digits, birth, nearBirth, pinyin }: Agreement): boolean =>
  !document && pinyin && digits !== null && ((birth && digits <= 1) || (nearBirth && digits === 0))

/** What makes two files candidates for one person (catalogue A11). Weights are the platform's own, for officers to judge by. */
export const matchingKeys = {
  document: {
    reason: { zh: '证件号码相同', en: 'Same identity number' },
    weight: 100,
    about: 'document',
    agrees: ({ document }) => document,
  },
  'document-slip': {
    reason: {
      zh: '证件号码只差一位，或出生月日写反',
      en: 'Identity numbers a slip apart: one digit, or day and month swapped',
    },
    weight: 45,
    about: 'document',
    agrees: isSlip,
  },
  'former-number': {
    reason: { zh: '同一登记册中的原登记号相同', en: 'Same number in the same former register' },
    weight: 90,
    about: 'former-number',
    agrees: ({ formerNumber }) => formerNumber,
  },
  'phone-birth': {
    reason: { zh: '电话与出生日期相同', en: 'Same telephone and birth' },
    weight: 55,
    about: 'phone',
    agrees: ({ phone, birth }) => phone && birth,
  },
  payee: {
    reason: { zh: '收款账号相同', en: 'Same payee account' },
    weight: 35,
    about: 'payee',
    agrees: ({ payee }) => payee,
  },
  'name-birth-village': {
    reason: { zh: '姓名、出生日期、村（社区）相同', en: 'Same name, birth and village' },
    weight: 60,
    about: 'name',
    agrees: ({ name, birth, village }) => name && birth && village,
  },
  'name-birth': {
    reason: { zh: '姓名与出生日期相同', en: 'Same name and birth' },
    weight: 45,
    about: 'name',
    agrees: ({ name, birth }) => name && birth,
  },
  'sound-birth-town': {
    reason: { zh: '姓名读音、出生日期、性别、乡镇相同', en: 'Names sound alike; same birth, sex and town' },
    weight: 40,
    about: 'name',
    agrees: ({ pinyin, birth, sex, town }) => pinyin && birth && sex && town,
  },
  'name-near-birth': {
    reason: { zh: '姓名相同，出生日期相近', en: 'Same name, births a slip apart' },
    weight: 30,
    about: 'name',
    agrees: ({ name, nearBirth, sex }) => name && nearBirth && sex,
  },
  'other-number': {
    reason: { zh: '身份证号码明显不同', en: 'Identity numbers clearly differ' },
    weight: -35,
    about: 'other-number',
    agrees: (agreement) => !agreement.document && agreement.digits !== null && !isSlip(agreement),
  },
  'other-sex': {
    reason: { zh: '性别不同', en: 'Different sex' },
    weight: -40,
    about: 'other-sex',
    agrees: ({ sex }) => !sex,
  },
} as const satisfies Record<string, MatchingKey>

export type MatchingKeyId = keyof typeof matchingKeys

/** From here on a pair is shown to an officer. */
export const candidateFrom = 40
/** From here on nobody is registered without saying that it is another person. */
export const strongFrom = 70

export interface Scored {
  /** 0–100. */
  readonly score: number
  /** Keys that agree, what speaks for it first. */
  readonly reasons: readonly MatchingKeyId[]
}

export function scoreAgreement(agreement: Agreement): Scored {
  const entries = Object.entries(matchingKeys) as [MatchingKeyId, MatchingKey][]
  const agreed = entries
    .filter(([, key]) => key.agrees(agreement))
    .sort(([, one], [, other]) => other.weight - one.weight)
  const counted = agreed.filter(
    ([, key], index) => agreed.findIndex(([, other]) => other.about === key.about) === index,
  )
  const sum = counted.reduce((total, [, key]) => total + key.weight, 0)
  return {
    // a number is one person's, whatever else was written down
    score: agreement.document ? 100 : Math.max(0, Math.min(100, sum)),
    reasons: counted.map(([id]) => id),
  }
}

export function nameOfReason(reason: string): Text {
  return Object.hasOwn(matchingKeys, reason) ? matchingKeys[reason as MatchingKeyId].reason : { zh: reason, en: reason }
}

/** Days that a birth may have been meant to be: day and month swapped, or one digit read wrongly. */
export function nearBirths(birth: Day): Day[] {
  const [year = '', month = '', day = ''] = birth.split('-')
  const digits = `${year}${month}${day}`
  const oneOff = [...digits].flatMap((held, index) =>
    // the century is not misread
    index < 2
      ? []
      : [...'0123456789']
          .filter((digit) => digit !== held)
          .map((digit) => digits.slice(0, index) + digit + digits.slice(index + 1)),
  )
  const near = [`${year}${day}${month}`, ...oneOff].map(
    (one) => `${one.slice(0, 4)}-${one.slice(4, 6)}-${one.slice(6)}`,
  )
  return [...new Set(near)].filter((one) => one !== birth && isDay(one)).sort()
}
