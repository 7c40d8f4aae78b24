import { scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import { getActor } from '../access/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'

/** Does something as an account would, in the scope of one permission and at the ground's time. @throws notAllowed */
export async function actAs<T>(
  ground: Ground,
  accountId: string,
  permission: Permission,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const actor = await getActor(ground.database, accountId, ground.clock.now())
  const scope = scopeOf(actor, permission)
  if (!scope) throw notAllowed()
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault: ground.vault, jobs: ground.jobs }))
}
