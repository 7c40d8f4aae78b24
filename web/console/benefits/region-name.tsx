import { getRegion } from '@yinian/core/regions/api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'

/** A division by its full name; its code until that is known. */
export function RegionName({ code }: { code: string }): ReactNode {
  const region = useEndpoint(getRegion, { params: { code } })
  return <>{region.data?.path ?? code}</>
}
