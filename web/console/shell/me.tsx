import type { Me } from '@yinian/core/access/api.ts'
import type { Admission } from '@yinian/core/http/endpoint.ts'
import { createContext, type ReactNode, useContext } from 'react'
import { mayUse } from './rights.ts'

const MeContext = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  return <MeContext value={me}>{children}</MeContext>
}

/** Who is signed in. Only pages inside the shell may ask. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('useMe is used outside the shell')
  return me
}

export function useMay(admission: Admission): boolean {
  return mayUse(useMe(), admission)
}

/** Shows its children to those who hold the permission. */
export function May({ do: admission, children }: { do: Admission; children: ReactNode }): ReactNode {
  return useMay(admission) ? children : null
}
