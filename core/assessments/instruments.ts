import { notFound } from '../http/problems.ts'
import type { Instrument } from './instrument.ts'
import { familyCapacity } from './instruments/family-capacity/instrument.ts'
import { gbt42195 } from './instruments/gbt-42195-2022/instrument.ts'
import { gds15 } from './instruments/gds-15/instrument.ts'
import { ltci2021 } from './instruments/ltci-2021/instrument.ts'
import { mzt039 } from './instruments/mzt-039-2013/instrument.ts'
import { needs } from './instruments/needs/instrument.ts'
import { surveyNeeds } from './instruments/survey-needs/instrument.ts'

/**
 * Every instrument and version the platform brings, the one for new ability assessments first. An administrator may load
 * others. Screens whose texts are not clearly free (MMSE, MoCA, AD8, Mini-Cog, WHO-5, PHQ) are not among them; whoever
 * holds a licence loads the text.
 */
export const instruments: readonly Instrument[] = [
  gbt42195,
  mzt039,
  needs,
  familyCapacity,
  gds15,
  ltci2021,
  surveyNeeds,
]

/** The version a result was scored with; without a version the one for new assessments. */
export function findInstrument(id: string, version?: string): Instrument | undefined {
  return instruments.find((one) => one.id === id && (version === undefined || one.version === version))
}

export function getInstrument(id: string, version?: string): Instrument {
  const found = findInstrument(id, version)
  if (!found) throw notFound({ at: '/instrumentId' })
  return found
}
