import { checkCharacter } from '../organisations/credit-code.ts'
import { checkCharacterOf, type Sex } from '../people/identity-document.ts'
import { dayOf } from './days.ts'
import type { Random } from './random.ts'

/** No division has this code (GB/T 2260), so a number that begins with it is nobody's. */
export const nobodysArea = '999999'

/** Hands out identity numbers that nobody holds (GB 11643): area 999999, each once. */
export interface IdentityNumbers {
  /** @param birth day count; a day whose sequence numbers are used up gives way to the day before */
  take(birth: number, sex: Sex): { readonly number: string; readonly birth: number }
}

export function makeIdentityNumbers(): IdentityNumbers {
  const first = -26_000
  const used = new Uint16Array(2 * 52_000)
  const perDay = 499
  return {
    take(wanted, sex) {
      const odd = sex === 'male' ? 1 : 0
      let birth = wanted
      while ((used[(birth - first) * 2 + odd] ?? perDay) >= perDay) birth--
      const slot = (birth - first) * 2 + odd
      const serial = used[slot] ?? 0
      used[slot] = serial + 1
      // 499 is prime, so that steps of any other size meet every sequence number once.
      const sequence = ((serial * 197 + (birth % perDay) + perDay) % perDay) * 2 + (odd === 1 ? 1 : 2)
      const digits = `${nobodysArea}${dayOf(birth).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      return { number: digits + checkCharacterOf(digits), birth }
    },
  }
}

/** A mobile number of the 154 range, which no operator has been given. */
export function makePhone(random: Random): string {
  return `154${String(random.below(100_000_000)).padStart(8, '0')}`
}

/** A card number that begins with six zeros, as no bank's does. */
export function makeAccountNumber(random: Random): string {
  const tail = String(random.below(10_000_000)).padStart(7, '0') + String(random.below(1_000_000)).padStart(6, '0')
  return `000000${tail}`
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** A unified social credit code of area 999999 with both check characters right (GB 11714, GB 32100-2015). */
export function makeCreditCode(kind: '12' | '52' | '91', serial: number): string {
  const body = String(serial).padStart(8, '0')
  const sum = organisationWeights.reduce((total, weight, index) => total + Number(body[index]) * weight, 0)
  const check = 11 - (sum % 11)
  const first17 = `${kind}${nobodysArea}${body}${check === 10 ? 'X' : check === 11 ? '0' : String(check)}`
  return first17 + checkCharacter(first17)
}
