import type { Me } from '@yinian/core/access/api.ts'
import type { Admission } from '@yinian/core/http/endpoint.ts'

/** Whether an account may use what asks for `admission`. The server decides; this only hides what it would refuse. */
export function mayUse(me: Me, admission: Admission): boolean {
  return admission === 'public' || admission === 'signed-in' || me.permissions.includes(admission)
}
