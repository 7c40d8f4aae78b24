import type { Answers, Information } from '../assessments/instrument.ts'
import { itemsOf } from '../assessments/instrument.ts'
import { gbt42195 } from '../assessments/instruments/gbt-42195-2022/instrument.ts'
import type { Random } from './random.ts'

/**
 * How much ability somebody has lost, from 0 (nothing) to 1 (everything), and whether dementia is part of it. The demo's
 * own latent quantity: what is stored is what the real instrument makes of the answers drawn from it.
 */
export interface Loss {
  readonly severity: number
  readonly dementia: boolean
}

/** From which severity on an item suffers: stairs and bathing first, eating last. */
const onsets: Readonly<Record<string, number>> = {
  'B.1.1': 0.5,
  'B.1.2': 0.28,
  'B.1.3': 0.05,
  'B.1.4': 0.3,
  'B.1.5': 0.2,
  'B.1.6': 0.35,
  'B.1.7': 0.45,
  'B.1.8': 0.3,
  'B.2.1': 0.5,
  'B.2.2': 0.38,
  'B.2.3': 0.14,
  'B.2.4': 0.04,
  'B.3.1': 0.18,
  'B.3.2': 0.22,
  'B.3.3': 0.5,
  'B.3.4': 0.12,
  'B.3.5': 0.3,
  'B.3.6': 0.34,
  'B.3.9': 0.93,
  'B.4.1': 0.1,
  'B.4.2': 0.1,
  'B.4.3': 0.08,
  'B.4.4': 0.08,
  'B.4.5': 0.2,
}

const items = itemsOf(gbt42195)

export function drawLoss(random: Random, age: number, disabled: boolean): Loss {
  const chance = 1 / (1 + Math.exp(-(age - 89) / 7.5)) + (disabled ? 0.14 : 0)
  const severity = random.chance(chance) ? 0.03 + 0.97 * random.unit() ** 2 : 0
  const dementia = random.chance(severity > 0.3 ? 0.22 : age >= 80 ? 0.012 : 0.002)
  return { severity, dementia }
}

/** The loss some years before: it only ever grew. */
export function lossBefore({ severity, dementia }: Loss, years: number): Loss {
  return { severity: Math.max(0, severity - 0.09 * years), dementia: dementia && years < 1.5 }
}

/** Answers to the 26 items. */
export function answersOf(random: Random, { severity, dementia }: Loss): Answers {
  const answers: Record<string, number> = {}
  const worn = severity > 0 || random.chance(0.4)
  for (const { id, max } of items) {
    const onset = onsets[id]
    if (onset === undefined)
      answers[id] = random.chance(id === 'B.3.8' ? 0.04 + severity * 0.3 : severity * 0.1) ? 0 : 1
    else {
      const mental = dementia && id.startsWith('B.3') && id !== 'B.3.9' ? 0.25 : 0
      const lost = (severity + mental - onset) / (1 - onset) + (severity > 0 ? (random.unit() - 0.5) * 0.18 : 0)
      const small = worn && severity === 0 && onset <= 0.1 && random.chance(0.2) ? 1 : 0
      answers[id] = max - Math.min(max, Math.max(small, Math.round(lost * max)))
    }
  }
  return answers
}

export interface Informed {
  readonly day: string
  readonly living: string
  readonly informant: { readonly name: string; readonly relation: string }
  readonly contact: { readonly name: string; readonly phone: string }
  readonly widowed: boolean
  readonly illiterate: boolean
}

const common = [
  'hypertension',
  'coronary-disease',
  'diabetes',
  'copd',
  'cataract',
  'osteoporosis',
  'peptic-ulcer',
] as const
const commonChances = [0.48, 0.14, 0.17, 0.08, 0.13, 0.12, 0.06] as const

/** The forms of Appendix A, all that are required and some that are not. */
export function informationOf(random: Random, { severity, dementia }: Loss, about: Informed): Information {
  const diagnoses: string[] = common.filter((_, index) => random.chance(commonChances[index] ?? 0))
  if (severity > 0.3 && random.chance(0.35)) diagnoses.push('cerebral-infarction')
  if (severity > 0.15 && random.chance(0.05)) diagnoses.push('parkinson')
  if (severity > 0.15 && random.chance(0.04)) diagnoses.push('fracture')
  if (dementia) diagnoses.push('dementia')
  const falls = random.unit() < 0.04 + severity * 0.12 ? (random.chance(0.3) ? 'twice' : 'once') : 'none'
  const bedridden = severity > 0.75
  const events = ['fall', 'wandering', 'choking', 'self-harm', 'other'].map((row) => ({
    row,
    times: row === 'fall' ? falls : row === 'wandering' && dementia && random.chance(0.15) ? 'once' : 'none',
  }))
  return {
    'A.1.2': about.day,
    'A.2.4': random.between(145, 172),
    'A.2.5': random.between(41, 74),
    'A.2.9': about.illiterate ? 'illiterate' : random.chance(0.6) ? 'primary' : 'junior-high',
    'A.2.10': [about.living],
    'A.2.11': about.widowed ? 'widowed' : 'married',
    'A.2.12': ['resident-insurance'],
    'A.2.13': random.chance(0.6) ? ['pension', 'children'] : ['pension'],
    'A.2.14': events,
    'A.3.1': about.informant.name,
    'A.3.2': about.informant.relation,
    'A.3.3': about.contact.name,
    'A.3.4': about.contact.phone,
    'A.4.1': diagnoses,
    'A.5.1': bedridden && random.chance(0.25) ? random.pick(['stage-1', 'stage-2', 'stage-3']) : 'none',
    'A.5.2': severity > 0.35 || random.chance(0.12) ? 'impaired' : 'unimpaired',
    'A.5.4': bedridden && random.chance(0.15) ? [random.pick(['gastric-tube', 'catheter'])] : [],
    'A.5.5': random.pick(['none', 'none', 'none', 'mild', 'mild', 'moderate']),
    'A.5.6': random.chance(0.7) ? 'yes' : 'no',
    'A.5.7': random.chance(0.35) ? 'yes' : 'no',
    'A.5.8': random.chance(severity * 0.4) ? 'yes' : 'no',
    'A.5.9': random.chance(0.05 + severity * 0.2) ? 'yes' : 'no',
    'A.5.10': random.chance(severity * 0.2) ? 'yes' : 'no',
    'A.5.11': severity > 0.975 && random.chance(0.3) ? 'yes' : 'no',
  }
}
