import { notFound } from '../http/problems.ts'
import type { Instrument } from './instrument.ts'
import { gbt42195 } from './instruments/gbt-42195-2022/instrument.ts'

/** Every instrument and version the platform can score, the one for new assessments first. */
export const instruments: readonly Instrument[] = [gbt42195]

/** The version a result was scored with; without a version the one for new assessments. */
export function findInstrument(id: string, version?: string): Instrument | undefined {
  return instruments.find((one) => one.id === id && (version === undefined || one.version === version))
}

export function getInstrument(id: string, version?: string): Instrument {
  const found = findInstrument(id, version)
  if (!found) throw notFound({ at: '/instrumentId' })
  return found
}
