import { listProgrammes } from '@yinian/core/benefits/api.ts'
import type { Programme } from '@yinian/core/benefits/schemas.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Month } from '@yinian/core/time/day.ts'
import { useEndpoint } from '../../client/queries.ts'
import { useMe } from '../shell/me.tsx'

const none: readonly Programme[] = []

/** The programmes in force in a division, the reader's own when none is named. */
export function useProgrammes(region?: RegionCode, month?: Month): readonly Programme[] {
  const { regions } = useMe()
  const place = region ?? regions[0]?.code
  const asked = useEndpoint(
    listProgrammes,
    { query: { region: place ?? '', ...(month === undefined ? {} : { month }) } },
    { enabled: place !== undefined },
  )
  return asked.data?.rows ?? none
}
