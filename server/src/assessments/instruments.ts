import type { listInstruments } from '@yinian/core/assessments/api.ts'
import { type Instrument, itemsOf } from '@yinian/core/assessments/instrument.ts'
import { findInstrument, instruments } from '@yinian/core/assessments/instruments.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'

export function listInstrumentsShortly(): ReplyOf<typeof listInstruments> {
  return {
    rows: instruments.map((one) => ({
      id: one.id,
      version: one.version,
      name: { ...one.name },
      source: { ...one.source },
      status: one.status,
      inForceFrom: one.inForceFrom,
      items: itemsOf(one).length,
      max: one.max,
      unverified: one.unverified.map((text) => ({ ...text })),
    })),
  }
}

/** @throws notFound */
export function readInstrument(id: string, version: string): Instrument {
  const found = findInstrument(id, version)
  if (!found) throw notFound()
  return found
}
