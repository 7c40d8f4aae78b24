import type { Actor } from '@yinian/core/access/actor.ts'
import { describeDevice } from '@yinian/core/access/device.ts'
import type { SessionShown } from '@yinian/core/access/sign-in-api.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { AccessConfig } from '../config/access-config.ts'
import { hashToken } from '../crypto/vault.ts'
import type { Database, Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Work } from '../http/work.ts'
import { audit } from './audit.ts'
import { gate } from './sign-in.ts'

/** An account's sessions that go on, the last seen first. */
export async function listSessions(
  tx: Tx,
  actor: Actor,
  accountId: string,
  config: AccessConfig,
): Promise<{ rows: SessionShown[] }> {
  const rows = await tx
    .selectFrom('session')
    .select(['id', 'device', 'method', 'second_factor_at', 'started_at', 'seen_at', 'ends_at'])
    .where('account_id', '=', accountId)
    .where('ends_at', '>', actor.now)
    .where('seen_at', '>', new Date(actor.now.getTime() - config.sessionIdleMinutes * 60_000))
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      device: { ...describeDevice(row.device) },
      method: row.method as SessionShown['method'],
      secondFactor: row.second_factor_at !== null,
      startedAt: row.started_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      current: row.id === actor.session?.id,
    })),
  }
}

/** Ends one session of an account. @throws notFound */
export async function endOneSession(work: Work, account: { id: string; region: string }, id: string): Promise<void> {
  const ended = await work.tx
    .deleteFrom('session')
    .where('id', '=', id)
    .where('account_id', '=', account.id)
    .executeTakeFirst()
  if (ended.numDeletedRows === 0n) throw notFound()
  await recordEnded(work, account, 1)
}

/** Ends every session of whoever asks but the one they ask with. */
export async function endOtherSessionsOf(work: Work, account: { id: string; region: string }): Promise<number> {
  const current = work.actor.session?.id
  const ended = await work.tx
    .deleteFrom('session')
    .where('account_id', '=', account.id)
    .$if(current !== undefined, (others) => others.where('id', '<>', current ?? ''))
    .executeTakeFirst()
  const count = Number(ended.numDeletedRows)
  if (count > 0) await recordEnded(work, account, count)
  return count
}

async function recordEnded(work: Work, account: { id: string; region: string }, sessions: number): Promise<void> {
  await audit(work, 'access.session-ended', {
    region: account.region,
    subjectType: 'account',
    subjectId: account.id,
    detail: { sessions },
  })
}

export const noteEveryMilliseconds = 60_000

/** Notes that a session is in use, at most once a minute. @returns when it was last seen by that */
export async function noteSeen(database: Database, token: string, seenAt: Date, now: Date): Promise<Date> {
  if (now.getTime() - seenAt.getTime() < noteEveryMilliseconds) return seenAt
  await inTransaction(database, gate, (tx) =>
    tx
      .updateTable('session')
      .set({ seen_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('seen_at', '<', now)
      .execute(),
  )
  return now
}
