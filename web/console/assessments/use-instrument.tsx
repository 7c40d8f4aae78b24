import { getInstrument } from '@yinian/core/assessments/api.ts'
import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import { findInstrument } from '@yinian/core/assessments/instruments.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { Answer } from '../parts/answer.tsx'

/** Shows something with an instrument at hand: at once for those the platform brings, asked for where it was loaded. */
export function WithInstrument({
  id,
  version,
  children,
}: {
  id: string
  version: string
  children: (instrument: Instrument) => ReactNode
}): ReactNode {
  const brought = findInstrument(id, version)
  const asked = useEndpoint(getInstrument, { params: { id, version } }, { enabled: brought === undefined })
  return brought === undefined ? <Answer of={asked}>{children}</Answer> : children(brought)
}
