import { isCreditCode } from '../organisations/credit-code.ts'
import type { LegalForm } from '../organisations/organisation.ts'
import type { RegionCode } from '../regions/code.ts'
import { addDays, addMonths, type Day } from '../time/day.ts'
import {
  type AssessorQualification,
  type Background,
  type CertificateKind,
  qualifiesAsAssessor,
} from '../workforce/assessor.ts'
import { countOf, dayOf, officeHour } from './days.ts'
import { drawSurname, nameOf } from './names.ts'
import { type IdentityNumbers, makeCreditCode, makePhone } from './numbers.ts'
import type { CountySeat } from './places.ts'
import { makeId, makeRandom, type Random } from './random.ts'

export interface DemoAssessor extends AssessorQualification {
  readonly id: string
  readonly accountId: string
  readonly accountName: string
  readonly name: string
  readonly documentNumber: string
  readonly phone: string
  readonly certificate: CertificateKind
  readonly certificateNumber: string
  readonly fullTime: boolean
  readonly statusReason: string | null
  readonly registeredAt: number
}

export interface DemoOrganisation {
  readonly id: string
  readonly county: string
  readonly region: RegionCode
  readonly creditCode: string
  readonly name: string
  readonly legalForm: LegalForm
  readonly address: string
  readonly telephone: string
  readonly contactName: string
  readonly territory: readonly RegionCode[]
  readonly contractNumber: string
  readonly contractFrom: Day
  readonly contractUntil: Day
  /** Whole fen. */
  readonly fee: number
  readonly registeredAt: number
  readonly coordinator: { readonly accountId: string; readonly accountName: string; readonly name: string }
  readonly assessors: readonly DemoAssessor[]
}

/** The officer of a county who recorded what the demo region holds; nobody knows the password of that account. */
export interface DemoOfficer {
  readonly accountId: string
  readonly accountName: string
  readonly county: string
  readonly name: string
  readonly title: string
}

export interface Cast {
  readonly officers: ReadonlyMap<string, DemoOfficer>
  readonly organisations: readonly DemoOrganisation[]
}

const inTwos = new Set(['360702', '360703', '360731', '360730', '360732', '360722', '360781'])
const cityCode = '360700'

/** Everybody who works in the demo region; the first organisation is that of the first county. */
export function makeCast(seats: readonly CountySeat[], seed: number, today: Day, numbers: IdentityNumbers): Cast {
  const officers = new Map<string, DemoOfficer>()
  const organisations: DemoOrganisation[] = []
  const start = countOf(today) - 1_140
  for (const code of [...seats.map(({ code }) => code), cityCode]) {
    const random = makeRandom(seed, Number(code), 900_000)
    const place = seats.find((seat) => seat.code === code)?.name ?? '赣州市'
    const instant = officeHour(random, start)
    officers.set(code, {
      accountId: makeId(random, instant),
      accountName: `officer-${code}`,
      county: code,
      name: nameOf(random, drawSurname(random, '汉族'), 'female', random.between(1972, 1995)).text,
      title: `${place}民政局养老服务${code === cityCode ? '科' : '股'}`,
    })
    const count = code === cityCode || inTwos.has(code) ? 2 : 1
    for (let number = 1; number <= count; number++)
      organisations.push(makeOrganisation(random, code, place, number, organisations.length, today, numbers))
  }
  return { officers, organisations }
}

const titles = ['颐康老年人能力评估中心', '安和养老服务评估中心', '福寿评估服务中心', '长青老年健康评估中心'] as const

function makeOrganisation(
  random: Random,
  code: string,
  place: string,
  number: number,
  serial: number,
  today: Day,
  numbers: IdentityNumbers,
): DemoOrganisation {
  const registered = countOf(today) - random.between(900, 1_100)
  const registeredAt = officeHour(random, registered)
  const short = place.replace(/[区县市]$/, '')
  const legalForm: LegalForm =
    serial % 5 === 3 ? 'enterprise' : serial % 7 === 5 ? 'public-institution' : 'social-organisation'
  const kind = legalForm === 'enterprise' ? '91' : legalForm === 'public-institution' ? '12' : '52'
  const contractFrom = addDays(`${Number(today.slice(0, 4)) - (number === 2 ? 1 : 0)}-01-01`, 0)
  const title = titles[(serial + number) % titles.length]
  const size = random.between(6, 10)
  const name = `${short}${title}${legalForm === 'enterprise' ? '有限公司' : ''}`
  return {
    id: makeId(random, registeredAt),
    county: code,
    region: code.padEnd(12, '0'),
    creditCode: codeFor(kind, 1_000 + serial * 10),
    name,
    legalForm,
    address: `${place}${random.pick(['文明大道', '红军大道', '府前路', '滨江路'])}${random.between(1, 199)}号`,
    telephone: `0797-0${String(random.below(1_000_000)).padStart(6, '0')}`,
    contactName: personName(random),
    territory: [code.slice(0, code === cityCode ? 4 : 6).padEnd(12, '0')],
    contractNumber: `演示购〔${contractFrom.slice(0, 4)}〕${serial + 1}号`,
    contractFrom,
    contractUntil: addDays(addMonths(contractFrom, 24), -1),
    fee: 100 * random.between(60, 120),
    registeredAt,
    coordinator: {
      accountId: makeId(random, registeredAt),
      accountName: `coordinator-${code}-${number}`,
      name: personName(random),
    },
    assessors: Array.from({ length: size }, (_, index) =>
      makeAssessor(random, code, number, index, size, registered, today, numbers),
    ),
  }
}

function personName(random: Random): string {
  return nameOf(random, drawSurname(random, '汉族'), random.chance(0.7) ? 'female' : 'male', random.between(1975, 1995))
    .text
}

/** The first serial from one on whose code holds; so that no code depends on chance. */
function codeFor(kind: '12' | '52' | '91', serial: number): string {
  const code = makeCreditCode(kind, serial)
  return isCreditCode(code) ? code : codeFor(kind, serial + 1)
}

const backgroundsInTurn: readonly (readonly [Background, CertificateKind])[] = [
  ['nursing', 'nurse'],
  ['elder-care', 'ability-assessor'],
  ['medical', 'physician'],
  ['social-work', 'social-worker'],
  ['health-management', 'ability-assessor'],
  ['elder-care', 'elderly-care-worker'],
]

function makeAssessor(
  random: Random,
  code: string,
  organisation: number,
  index: number,
  size: number,
  registered: number,
  today: Day,
  numbers: IdentityNumbers,
): DemoAssessor {
  const sex = random.chance(0.72) ? 'female' : 'male'
  const year = random.between(1974, 1994)
  const { number, birth } = numbers.take(countOf(`${year}-01-01`) + random.below(365), sex)
  const name = nameOf(random, drawSurname(random, '汉族'), sex, year).text
  const registeredAt = officeHour(random, registered + 1)
  const [background, certificate] = backgroundsInTurn[index % backgroundsInTurn.length] as readonly [
    Background,
    CertificateKind,
  ]
  // The last of a larger team has let the training lapse or has left: registers hold such people too.
  const last = index === size - 1 && size > 6
  const lapsed = last && random.chance(0.5)
  return {
    id: makeId(random, registeredAt),
    accountId: makeId(random, registeredAt),
    accountName: `assessor-${code}-${organisation}-${index + 1}`,
    name,
    documentNumber: number,
    phone: makePhone(random),
    education: random.pick(['senior-high', 'college', 'college', 'bachelor']),
    background,
    practiceSince: dayOf(Math.max(birth + 7_700, registered - random.between(2_200, 5_500))),
    trainedOn: dayOf(registered - random.between(20, 300)),
    trainingUntil: lapsed ? addDays(today, -random.between(20, 200)) : null,
    certificate,
    certificateNumber: `YS${code}${organisation}${String(index + 1).padStart(3, '0')}`,
    fullTime: random.chance(0.6),
    status: last && !lapsed ? 'suspended' : 'active',
    statusReason: last && !lapsed ? '本人申请暂停' : null,
    registeredAt,
  }
}

export function qualifiedOn(organisation: DemoOrganisation, day: Day): DemoAssessor[] {
  return organisation.assessors.filter((assessor) => qualifiesAsAssessor(assessor, day).qualifies)
}
