import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashToken } from '../crypto/vault.ts'
import { newId } from '../db/ids.ts'
import { inTransaction, isGuardRefused } from '../db/transaction.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { findActor } from './actor.ts'
import { rememberSessions } from './remembered.ts'
import { firstStep } from './testing.ts'

const places = { zhanggong: '360702000000', nankang: '360703000000' } as const
let platform: TestPlatform
let count = 0

beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

describe('what is remembered', () => {
  const harmless: Readonly<Record<string, (account: string) => ReturnType<typeof sql>>> = {
    'nothing at all': (account) => sql`update session set seen_at = seen_at where account_id = ${account}`,
    'another browser signing in': (
      account,
    ) => sql`insert into session (token_hash, account_id, region, started_at, seen_at, ends_at)
      values (${hashToken(newId())}, ${account}, ${places.zhanggong}, now(), now(), now())`,
    'the session having been seen': (account) =>
      sql`update session set seen_at = seen_at + interval '1 second' where account_id = ${account}`,
  }
  const changes: Readonly<Record<string, (account: string) => ReturnType<typeof sql>>> = {
    'a second factor having been given': (account) =>
      sql`update session set second_factor_at = now() where account_id = ${account}`,
    'the end of the session': (account) => sql`update session set ends_at = started_at where account_id = ${account}`,
    'an hour of idleness': (account) =>
      sql`update session set seen_at = seen_at - interval '13 hours' where account_id = ${account}`,
    'another name': (account) => sql`update account set display_name = 'other' where id = ${account}`,
    'another home': (account) => sql`update account set region = ${places.nankang} where id = ${account}`,
    'a locked account': (account) => sql`update account set state = 'locked' where id = ${account}`,
    'one grant more': (account) => sql`insert into access_grant (id, account_id, role, region, granted_at)
      values (${newId()}, ${account}, 'leader', ${places.zhanggong}, now())`,
    'another role': (account) => sql`update access_grant set role = 'leader' where account_id = ${account}`,
    'a permission of the role withdrawn': () =>
      sql`delete from role_permission where role = 'civil-affairs-officer' and permission =
        (select min(permission) from role_permission where role = 'civil-affairs-officer')`,
    'a permission of the role given': () =>
      sql`insert into role_permission values ('civil-affairs-officer', ${`test:${count}`})`,
    'a stricter role': () => sql`update role set version = version + 1,
      second_factor = case second_factor when 'always' then 'by-permission' else 'always' end where id = 'civil-affairs-officer'`,
    'a rule of data classes': () => sql`
      insert into class_rule (county, id, region, role, data_class, valid_from, reason, request_id, proposed_by_name, approved_by, approved_by_name, approved_at)
      values ('360702', ${newId()}, ${places.zhanggong}, 'civil-affairs-officer', 'contact', '2026-01-01', '', ${newId()}, '', ${newId()}, '', now())`,
  }

  it.each(Object.entries(harmless))('is confirmed after %s', async (_what, change) => {
    expect(await confirmedAfter(change)).toEqual({ told: 'confirmed', same: true })
  })

  it.each(Object.entries(changes))('is refused after %s', async (_what, change) => {
    expect((await confirmedAfter(change)).told).toBe('refused')
  })

  async function confirmedAfter(change: (account: string) => ReturnType<typeof sql>) {
    const name = `confirmed-${count++}`
    const { accountId } = await platform.signedIn('civil-affairs-officer', places.zhanggong, name)
    const token = (await firstStep(platform, name)).cookies.yinian_session ?? ''
    const config = platform.ground.config.access
    const remembered = rememberSessions(config)
    const now = platform.clock.now()
    const find = () => findActor(platform.database, token, now, config)
    const before = await find()
    if (!before) throw new Error('nobody was found')
    remembered.keep(hashToken(token), before)
    await change(accountId).execute(platform.owner)
    const guard = remembered.recall(hashToken(token), now)?.guard
    if (!guard) throw new Error('nothing was recalled')
    const scope = { role: 'official', accountId, regions: [places.zhanggong], organisationId: null } as const
    const told = await inTransaction(platform.database, scope, (tx) => sql`select 1`.execute(tx), guard)
      .then(() => 'confirmed')
      .catch((error: unknown) => (isGuardRefused(error) ? 'refused' : error))
    return { told, same: shown((await find())?.actor) === shown(before.actor) }
  }
})

function shown(actor: object | undefined): string | undefined {
  return actor && JSON.stringify(actor, (_key, value: unknown) => (value instanceof Set ? [...value].sort() : value))
}
