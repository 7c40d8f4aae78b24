import { Problem } from '../http/problem.ts'
import type { Text } from '../language/text.ts'
import type { RegionCode } from '../regions/code.ts'
import { ageOn, type Day, isDay } from '../time/day.ts'
import type { NewElder } from './api.ts'
import { checkCircumstance } from './circumstance-periods.ts'
import { readEthnicGroup } from './ethnic-groups.ts'
import { type DocumentType, documentKey, maskDocument, readDocument, type Sex } from './identity-document.ts'
import { maskAddress, maskPayee } from './masks.ts'
import { maskPhone, readPhone } from './phone.ts'
import { romaniseName } from './pinyin.ts'
import * as problems from './problems.ts'

/** From this age somebody is an elder (老年人权益保障法 §2). */
export const leastAge = 60

/** An elder as the register keeps them, before anything is sealed. */
export interface CheckedElder {
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly sex: Sex
  readonly birth: Day
  readonly ethnicity: string
  readonly documentType: DocumentType
  readonly documentNumber: string
  /** What the blind index is made of. */
  readonly documentKey: string
  readonly documentMasked: string
  readonly phone: string | null
  readonly phoneMasked: string | null
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  readonly address: NewElder['address'] | null
  readonly addressMasked: string | null
  readonly payee: NewElder['payee'] | null
  readonly payeeMasked: string | null
}

/**
 * Everything that can be said about a new elder without asking anybody: all faults, each with the field it is at.
 * Whether the divisions exist and the number is new is for the register to say.
 */
export function checkElder(input: NewElder, today: Day): { elder: CheckedElder | null; faults: Problem[] } {
  const faults: Problem[] = []
  const document = readDocument(input.documentType, input.documentNumber)
  const read = 'reason' in document ? null : document
  if ('reason' in document)
    faults.push(
      problems.withTexts(problems.documentNumberInvalid, { reason: document.reason }, { at: '/documentNumber' }),
    )
  const phone = input.phone?.trim() ? readPhone(input.phone) : null
  if (input.phone?.trim() && phone === null) faults.push(problems.phoneInvalid({ at: '/phone' }))
  if (read) faults.push(...contradictions(input, read.birth, read.sex))
  const birth = read?.birth ?? input.birth
  const sex = read?.sex ?? input.sex
  if (read && (birth === undefined || sex === undefined))
    faults.push(problems.particularsMissing({ at: birth === undefined ? '/birth' : '/sex' }))
  if (birth !== undefined && (!isDay(birth) || ageOn(birth, today) < leastAge))
    faults.push(problems.tooYoung({ at: '/birth', values: { birth } }))
  for (const [index, circumstance] of (input.circumstances ?? []).entries()) {
    const fault = checkCircumstance(circumstance)
    if (fault) faults.push(new Problem(fault.kind, { ...fault.details, at: `/circumstances/${index}` }))
  }
  if (faults.length > 0 || !read || birth === undefined || sex === undefined) return { elder: null, faults }
  const name = input.name.trim().replace(/\s+/g, ' ')
  return {
    faults,
    elder: {
      name,
      ...romaniseName(name),
      sex,
      birth,
      ethnicity: readEthnicGroup(input.ethnicity ?? ''),
      documentType: input.documentType,
      documentNumber: read.number,
      documentKey: documentKey(input.documentType, read.number),
      documentMasked: maskDocument(read.number),
      phone,
      phoneMasked: phone === null ? null : maskPhone(phone),
      region: input.region,
      registeredRegion: input.registeredRegion ?? input.region,
      address: input.address ?? null,
      addressMasked: input.address ? maskAddress(input.address.text) : null,
      payee: input.payee ?? null,
      payeeMasked: input.payee ? maskPayee(input.payee) : null,
    },
  }
}

const sexes: Readonly<Record<Sex, Text>> = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } }

function contradictions(input: NewElder, birth: Day | null, sex: Sex | null): Problem[] {
  const found: Problem[] = []
  if (birth !== null && input.birth !== undefined && input.birth !== birth)
    found.push(problems.contradictsDocument({ at: '/birth', values: { expected: birth } }))
  if (sex !== null && input.sex !== undefined && input.sex !== sex)
    found.push(problems.withTexts(problems.contradictsDocument, { expected: sexes[sex] }, { at: '/sex' }))
  return found
}

/** One refusal that names every fault. The first gives the code and the sentence. */
export function asOneProblem(faults: readonly Problem[]): Problem | undefined {
  const [first] = faults
  if (!first || faults.length === 1) return first
  return new Problem(first.kind, {
    ...first.details,
    faults: faults.map((fault) => ({ at: fault.details.at ?? '/', message: fault.toReply().message })),
  })
}
