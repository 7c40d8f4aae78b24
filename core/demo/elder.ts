import { dementiaRecorded } from '../assessments/information.ts'
import { currentLevel } from '../assessments/validity.ts'
import type { Sex } from '../people/identity-document.ts'
import type { RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import { drawLoss, type Informed } from './ability.ts'
import { addressIn } from './addresses.ts'
import { ageAt, birthFor, mortality, shareOfWomen } from './ages.ts'
import { type Assessed, assessmentsOf, type DemoAssessment, firstRequestOf } from './assessments.ts'
import { circumstancesOf, drawDisability, drawSituation, type Situation } from './circumstances.ts'
import { countOf, dayOf, officeHour, yearsBetween } from './days.ts'
import type { DemoCircumstance, DemoElder, DemoFormerNumber, DemoPerson, DemoRelatedPerson } from './demo-elder.ts'
import { drawSurname, nameOf } from './names.ts'
import { type IdentityNumbers, makeAccountNumber, makePhone } from './numbers.ts'
import type { Cast } from './organisations.ts'
import type { Village } from './places.ts'
import { makeId, makeRandom, type Random } from './random.ts'
import { relatedPersonsOf } from './relatives.ts'

/** What all elders of one generation share. */
export interface World {
  readonly seed: number
  /** Nothing happens on this day or after. */
  readonly today: Day
  readonly villages: readonly Village[]
  readonly cast: Cast
  readonly numbers: IdentityNumbers
  readonly registerSerial: (county: string) => number
}

export function makeWorld(
  seed: number,
  today: Day,
  villages: readonly Village[],
  cast: Cast,
  numbers: IdentityNumbers,
): World {
  return { seed, today, villages, cast, numbers, registerSerial: counting() }
}

function counting(): (county: string) => number {
  const reached = new Map<string, number>()
  return (county) => {
    const next = (reached.get(county) ?? 0) + 1
    reached.set(county, next)
    return next
  }
}

const banks = ['赣州农商银行', '中国农业银行', '中国邮政储蓄银行', '江西银行', '中国建设银行']

/** One elder of a village with everything kept about them. Call in order, with `passElder` for those made elsewhere: identity numbers are handed out; serials within a county. */
export function makeElder(world: World, village: Village, number: number): DemoElder {
  const random = makeRandom(world.seed, Number(village.county.code), village.first + number)
  const today = countOf(world.today)
  const { person, surname, ethnicity, documentNumber, died } = drawPerson(random, world, village, number)
  const id = makeId(random, person.registeredAt)
  const disability = drawDisability(random, person.age)
  const loss = drawLoss(random, person.age, disability !== null)
  const situation = drawSituation(random, person, loss, disability)
  const circumstances = circumstancesOf(random, person, situation, loss.severity)
  const related = relatedPersonsOf(random, person, surname, situation, loss.severity)
  const movedOut = died === null && random.chance(0.006)
  const phone = random.chance(0.9) ? makePhone(random) : null
  const informed = informedOf(random, person, situation, related, phone)
  const active = died === null && !movedOut
  const assessments = assessmentsFor(random, { person, loss, cast: world.cast, informed, today, active }, situation)
  const dementia = dementiaPeriod(random, assessments)
  if (dementia) circumstances.push(dementia)
  const updatedAt = lastChange(person, circumstances, assessments, died, today)
  return {
    id,
    village,
    registeredRegion: registeredRegionOf(random, world, village),
    name: person.name,
    sex: person.sex,
    birth: dayOf(person.birth),
    ethnicity,
    documentNumber,
    phone,
    address: addressIn(village, random),
    payee: payeeOf(random, person),
    formerNumbers: formerNumbersOf(random, world, person, situation),
    registeredAt: person.registeredAt,
    updatedAt,
    assessments,
    ...(died === null
      ? livingFile(world.today, circumstances, related, assessments, movedOut)
      : closedFile(circumstances, related, died, updatedAt)),
  }
}

/** Takes the identity number of an elder whom another thread makes, so that those who follow get theirs. */
export function passElder(world: World, village: Village, number: number): void {
  takeNumber(makeRandom(world.seed, Number(village.county.code), village.first + number), world, village, number)
}

function takeNumber(random: Random, world: World, village: Village, number: number) {
  const wantedAge = ageAt(village.first + number)
  const sex: Sex = random.chance(shareOfWomen(wantedAge)) ? 'female' : 'male'
  return { sex, ...world.numbers.take(birthFor(random, wantedAge, countOf(world.today)), sex) }
}

function drawPerson(random: Random, world: World, village: Village, number: number) {
  const today = countOf(world.today)
  const { number: documentNumber, birth, sex } = takeNumber(random, world, village, number)
  const ethnicity = ethnicityIn(random, village)
  const ofTheVillage = sex === 'male' && !village.streets && ethnicity === '汉族' && random.chance(0.55)
  const surname = ofTheVillage ? village.family : drawSurname(random, ethnicity)
  const registered = registeredOn(random, birth, today)
  const age = yearsBetween(birth, today)
  const died = random.chance((mortality(age) * 150) / 365)
    ? Math.min(today - 1, Math.max(registered + 1, today - random.between(1, 150)))
    : null
  const person: DemoPerson = {
    village,
    name: nameOf(random, surname, sex, Number(dayOf(birth).slice(0, 4))),
    sex,
    birth,
    age,
    registered,
    registeredAt: officeHour(random, registered),
    last: died ?? today - 1,
  }
  return { person, surname, ethnicity, documentNumber, died }
}

type FileToday = Pick<
  DemoElder,
  'state' | 'diedOn' | 'categories' | 'abilityLevel' | 'abilityValidUntil' | 'servedBy' | 'circumstances' | 'related'
>

/** The file's snapshot as the register's own jobs would have written it. The latest level stays after it has run out. */
function livingFile(
  today: Day,
  circumstances: readonly DemoCircumstance[],
  related: readonly DemoRelatedPerson[],
  assessments: readonly DemoAssessment[],
  movedOut: boolean,
): FileToday {
  const level = currentLevel(assessments.map(resultOf), today)
  const result = level.status === 'none' ? null : level.result
  return {
    state: movedOut ? 'moved-out' : 'active',
    diedOn: null,
    categories: categoriesOn(circumstances, today),
    abilityLevel: result?.level ?? null,
    abilityValidUntil: result?.validUntil ?? null,
    servedBy: assessments.flatMap(({ state, organisation }) =>
      organisation && isUnderWay(state) ? [organisation.id] : [],
    ),
    circumstances,
    related,
  }
}

/** What a recorded death leaves: every period ends after the day of death, and nobody serves any more. */
function closedFile(
  circumstances: readonly DemoCircumstance[],
  related: readonly DemoRelatedPerson[],
  died: number,
  recordedAt: number,
): FileToday {
  const end = dayOf(died + 1)
  return {
    state: 'died',
    diedOn: dayOf(died),
    categories: [],
    abilityLevel: null,
    abilityValidUntil: null,
    servedBy: [],
    circumstances: circumstances.map((fact) =>
      fact.to === null || fact.to > end
        ? { ...fact, to: fact.from > end ? fact.from : end, endedAt: recordedAt }
        : fact,
    ),
    related: related.map((one) => ({ ...one, to: one.from > end ? one.from : end })),
  }
}

function payeeOf(random: Random, person: DemoPerson): DemoElder['payee'] {
  if (random.chance(0.07)) return null
  return { accountName: person.name.text, bank: random.pick(banks), accountNumber: makeAccountNumber(random) }
}

/** Circumstances in force on a day as `kind:value`, in the order of the alphabet. */
export function categoriesOn(
  circumstances: readonly Pick<DemoCircumstance, 'kind' | 'value' | 'from' | 'to'>[],
  day: Day,
): string[] {
  const held = circumstances.filter(({ from, to }) => from <= day && (to === null || to > day))
  return [...new Set(held.map(({ kind, value }) => `${kind}:${value}`))].sort()
}

/** The register was filled within half a year; who turned sixty later came in soon after the birthday. */
function registeredOn(random: Random, birth: number, today: number): number {
  const filled = today - random.between(800, 980)
  const sixty = birth + 21_916
  return sixty <= filled ? filled : Math.min(today - 1, sixty + random.between(1, 40))
}

function ethnicityIn(random: Random, { name, townName, county }: Village): string {
  const position = random.unit()
  if (/畲族/.test(townName + name)) return position < 0.38 ? '畲族' : '汉族'
  if (/瑶族/.test(townName + name)) return position < 0.5 ? '瑶族' : '汉族'
  const she = ['360703', '360722', '360731', '360732', '360733', '360726'].includes(county.code) ? 0.006 : 0.0015
  if (position < she) return '畲族'
  if (position < she + 0.0012) return random.pick(['瑶族', '壮族', '苗族', '土家族', '满族', '回族'])
  return '汉族'
}

function registeredRegionOf(random: Random, { villages }: World, village: Village): RegionCode {
  const position = random.unit()
  const away = village.streets ? (village.county.code === '360702' ? 0.08 : 0.025) : 0.008
  if (position >= away + 0.03) return village.code
  const others = position < away ? villages.filter(({ county }) => county.code !== village.county.code) : undefined
  return random.pick(others ?? villages.filter(({ townCode }) => townCode.startsWith(village.county.code))).code
}

const livingOnForm: Readonly<Record<string, string>> = { 'with-relatives': 'with-other-relatives' }

function informedOf(
  random: Random,
  person: DemoPerson,
  situation: Situation,
  related: readonly DemoRelatedPerson[],
  phone: string | null,
): Omit<Informed, 'day'> {
  const kin = related.find(({ relation }) => ['son', 'daughter', 'spouse', 'child-in-law'].includes(relation))
  const speaksFor = kin && random.chance(0.6) ? kin : undefined
  const contact = kin ?? related[0]
  return {
    living: livingOnForm[situation.living] ?? situation.living,
    informant: speaksFor
      ? {
          name: speaksFor.name,
          relation:
            speaksFor.relation === 'spouse'
              ? 'spouse'
              : speaksFor.relation === 'child-in-law'
                ? 'other-relative'
                : 'child',
        }
      : { name: person.name.text, relation: 'self' },
    contact: { name: contact?.name ?? person.name.text, phone: contact?.phone ?? phone ?? makePhone(random) },
    widowed: situation.widowed,
    illiterate: random.chance(person.age >= 80 ? (person.sex === 'female' ? 0.55 : 0.2) : 0.1),
  }
}

/** Who is assessed: nearly all of 80 and over and the destitute, most of the disabled, some others. */
function assessmentsFor(random: Random, about: Assessed, { hardship, disability }: Situation): DemoAssessment[] {
  const { age } = about.person
  const chance =
    age >= 80
      ? 0.86
      : hardship === 'tekun'
        ? 0.95
        : disability
          ? 0.68
          : hardship
            ? 0.25
            : about.loss.severity > 0.25
              ? 0.5
              : 0.035
  if (random.chance(chance)) return assessmentsOf(random, about)
  return about.active && random.chance(age >= 80 ? 0.1 : 0.004) ? firstRequestOf(random, about) : []
}

const resultOf = (assessment: DemoAssessment) => ({
  state: assessment.state,
  confirmedOn: assessment.confirmedOn,
  level: assessment.score?.finalLevel ?? null,
  validUntil: assessment.validUntil,
})

function isUnderWay(state: DemoAssessment['state']): boolean {
  return ['assigned', 'in-progress', 'signed-once', 'signed', 'returned'].includes(state)
}

/** The mark that the first confirmed assessment with a diagnosis of dementia leaves in the file. */
function dementiaPeriod(random: Random, assessments: readonly DemoAssessment[]): DemoCircumstance | null {
  const found = assessments.find(
    ({ confirmedOn, information }) => confirmedOn !== null && information !== null && dementiaRecorded(information),
  )
  if (!found?.confirmedOn || found.confirmedAt === null) return null
  return {
    id: makeId(random, found.confirmedAt),
    kind: 'dementia',
    value: 'diagnosed',
    from: found.confirmedOn,
    to: null,
    source: '老年人能力评估',
    evidence: '评估报告 A.4.1 疾病诊断',
    recordedAt: found.confirmedAt,
    endedAt: null,
  }
}

function lastChange(
  person: DemoPerson,
  circumstances: readonly DemoCircumstance[],
  assessments: readonly DemoAssessment[],
  died: number | null,
  today: number,
): number {
  let latest = person.registeredAt
  for (const { recordedAt, endedAt } of circumstances) latest = Math.max(latest, recordedAt, endedAt ?? 0)
  for (const { confirmedAt } of assessments) latest = Math.max(latest, confirmedAt ?? 0)
  if (died !== null) latest = Math.max(latest, Math.min(today - 1, died + 5) * 86_400_000 + 3 * 3_600_000)
  return latest
}

function formerNumbersOf(
  random: Random,
  world: World,
  person: DemoPerson,
  { hardship, disability }: Situation,
): DemoFormerNumber[] {
  const found: DemoFormerNumber[] = []
  const county = person.village.county.code
  const add = (register: string, prefix: string): void => {
    const serial = String(world.registerSerial(county)).padStart(7, '0')
    found.push({ id: makeId(random, person.registeredAt), register, number: `${prefix}${county}${serial}` })
  }
  if (person.age >= 83 && random.chance(0.8)) add('高龄津贴台账', 'GL')
  if (hardship === 'tekun') add('特困供养台账', 'TK')
  if (hardship === 'dibao' && random.chance(0.6)) add('低保台账', 'DB')
  if (disability && random.chance(0.3)) add('残疾人两项补贴台账', 'CJ')
  return found
}
