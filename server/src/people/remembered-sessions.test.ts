import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { layOutPlaces, places, registered } from './testing.ts'

let platform: TestPlatform
let elder: string
let count = 0

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  elder = (await registered(officer)).id
})
afterAll(() => platform.close())

/** Somebody whom the process remembers, because they have just opened the elder's file. */
async function whoLooked(): Promise<Client> {
  const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, `remembered-${count++}`)
  expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(200)
  expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(200)
  expect(await looksOf(officer)).toBe(2)
  return officer
}

async function looksOf({ accountId }: Client): Promise<number> {
  const { rows } = await sql<{ looks: number }>`
    select count(*)::int as looks from audit_event where actor_id = ${accountId} and action = 'people.looked'`.execute(
    platform.owner,
  )
  return rows[0]?.looks ?? 0
}

const ownerDoes = (statement: ReturnType<typeof sql>) => statement.execute(platform.owner)

describe('somebody who is remembered', () => {
  it('is signed out at the next request after the session was ended, and no look is recorded', async () => {
    const officer = await whoLooked()
    await ownerDoes(sql`delete from session where account_id = ${officer.accountId}`)
    expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(401)
    expect((await officer.get('/elders')).statusCode).toBe(401)
    expect((await officer.get(`/elders/${newId()}`)).statusCode).toBe(401)
    expect(await looksOf(officer)).toBe(2)
  })

  it('sees nothing more at the next request after the account was closed', async () => {
    const officer = await whoLooked()
    await ownerDoes(sql`update account set state = 'closed' where id = ${officer.accountId}`)
    expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(401)
    expect(await looksOf(officer)).toBe(2)
  })

  it('loses a grant with the next request, and gains one with it', async () => {
    const officer = await whoLooked()
    await ownerDoes(sql`update access_grant set region = ${places.nankang} where account_id = ${officer.accountId}`)
    expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(404)
    expect((await officer.get('/elders/count')).json()).toEqual({ count: 0, more: false })
    await ownerDoes(sql`delete from access_grant where account_id = ${officer.accountId}`)
    expect((await officer.get('/elders')).statusCode).toBe(403)
    expect(await looksOf(officer)).toBe(2)
    await ownerDoes(sql`insert into access_grant (id, account_id, role, region, granted_at)
      values (${newId()}, ${officer.accountId}, 'civil-affairs-officer', ${places.zhanggong}, now())`)
    expect((await officer.get(`/elders/${elder}`)).statusCode).toBe(200)
    expect(await looksOf(officer)).toBe(3)
  })

  it('is told nothing where the look cannot be recorded', async () => {
    const officer = await whoLooked()
    await ownerDoes(sql`revoke insert on audit_event from official`)
    try {
      const answer = await officer.get(`/elders/${elder}`)
      expect([answer.statusCode, answer.json().code]).toEqual([500, 'http.failed'])
    } finally {
      await ownerDoes(sql`grant insert on audit_event to official`)
    }
    expect(await looksOf(officer)).toBe(2)
  })
})
