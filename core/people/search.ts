import { documentKey, normaliseNumber, readDocument } from './identity-document.ts'
import { readPhone } from './phone.ts'

/** What somebody typed to find an elder. */
export type ElderSearch =
  /** A whole document number; `keys` are what it may be found under. */
  | { readonly by: 'document-number'; readonly keys: readonly string[] }
  | { readonly by: 'document-end'; readonly end: string }
  | { readonly by: 'phone'; readonly phone: string }
  /** The beginning of a name, or of a given name. */
  | { readonly by: 'name'; readonly name: string }
  /** The beginning of a name in pinyin, or of its initials. */
  | { readonly by: 'letters'; readonly letters: string }

/**
 * Recognises what was typed; null when nothing is left to look for. Four characters are the end of an identity number,
 * a whole telephone number is one, other numbers are documents, letters are pinyin, everything else is a name.
 */
export function readElderSearch(input: string): ElderSearch | null {
  const typed = input.replace(/\p{Cc}/gu, ' ')
  const number = normaliseNumber(typed)
  if (number === '') return null
  if (/^\d{3}[\dX]$/.test(number)) return { by: 'document-end', end: number }
  const phone = readPhone(typed)
  if (phone !== null) return { by: 'phone', phone }
  if (/\d/.test(number) && /^[A-Z0-9()]{5,30}$/.test(number)) return { by: 'document-number', keys: keysOf(number) }
  const letters = lettersOf(typed)
  if (letters !== null) return letters === '' ? null : { by: 'letters', letters }
  const name = typed.normalize('NFKC').replace(/\s+/g, '')
  return { by: 'name', name }
}

function keysOf(number: string): string[] {
  const read = readDocument('resident-identity', number)
  const free = [documentKey('passport', number), documentKey('other', number)]
  return 'reason' in read ? free : [documentKey('resident-identity', read.number), ...free]
}

/** Letters without tones, blanks and apostrophes; null when something else than Latin script is among them. */
function lettersOf(typed: string): string | null {
  const text = typed.normalize('NFKC').trim()
  if (!/^\p{Script=Latin}/u.test(text) || /\p{Script=Han}/u.test(text)) return null
  return text
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/g, 'v')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
}
