import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { gate } from './sign-in.ts'

const daysKept = 7

/** Forgets ended sessions and the answers of commands that nobody can be repeating any more. */
export async function forgetEnded(ground: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  const now = ground.clock.now()
  await inTransaction(ground.database, gate, async (tx) => {
    await tx.deleteFrom('session').where('ends_at', '<', now).execute()
    await tx.deleteFrom('pending_sign_in').where('ends_at', '<', now).execute()
    await tx.deleteFrom('identity_attempt').where('ends_at', '<', now).execute()
    await tx
      .deleteFrom('command')
      .where('at', '<', new Date(now.getTime() - daysKept * 86_400_000))
      .execute()
  })
}
