import { type Actor, isAllowed, scopeOf } from '@yinian/core/access/actor.ts'
import { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'

type Home = ReplyOf<typeof home>

/** What one module puts on the home page of those who hold a permission, counted in the scope of that permission. */
export interface HomeSource {
  readonly permission: Permission
  readonly waiting?: (tx: Tx, actor: Actor) => Promise<Home['waiting']>
  readonly figures?: (tx: Tx, actor: Actor) => Promise<Home['figures']>
}

export function serveHome(serve: Serve, ground: Ground, sources: readonly HomeSource[]): void {
  serve(home, async ({ actor }) => {
    const answers: Home[] = []
    for (const source of sources.filter((one) => isAllowed(actor, one.permission)))
      answers.push(await ask(ground, source, actor))
    return {
      waiting: answers.flatMap((answer) => answer.waiting).filter((row) => row.count > 0),
      figures: answers.flatMap((answer) => answer.figures),
    }
  })
}

async function ask(ground: Ground, source: HomeSource, actor: Actor): Promise<Home> {
  const scope = scopeOf(actor, source.permission)
  if (!scope) return { waiting: [], figures: [] }
  return inTransaction(ground.database, scope, async (tx) => ({
    waiting: (await source.waiting?.(tx, actor)) ?? [],
    figures: (await source.figures?.(tx, actor)) ?? [],
  }))
}
