import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readConfig } from '../config/config.ts'
import { newId } from '../db/ids.ts'
import { migrate, readMigrations } from '../db/migrate.ts'
import { databaseUrl } from '../db/set-up.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { makeFirstAccounts } from './first-accounts.ts'
import { loadInitialRoles } from './roles.ts'

const zhanggong = '360702000000'

describe('three separated administrators', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await testPlatform()
  })
  afterAll(() => platform.close())

  const give = (accountId: string, role: string) =>
    platform.owner
      .insertInto('access_grant')
      .values({ id: newId(), account_id: accountId, role, region: zhanggong, granted_at: platform.clock.now() })
      .execute()

  it('the database itself refuses a second office, and daily work beside an office', async () => {
    const security = await platform.signedIn('security-administrator', zhanggong)
    await expect(give(security.accountId, 'auditor')).rejects.toThrow(/access_grant_one_office/)
    await expect(give(security.accountId, 'system-administrator')).rejects.toThrow(/access_grant_one_office/)
    await expect(give(security.accountId, 'leader')).rejects.toThrow(/access_grant_one_office/)
    const leader = await platform.signedIn('leader', zhanggong)
    await expect(give(leader.accountId, 'auditor')).rejects.toThrow(/access_grant_one_office/)
    await give(leader.accountId, 'town-officer')
  })

  it('the database refuses an office that reads elders, and daily work that holds an office’s powers', async () => {
    const put = (role: string, permission: string) =>
      platform.owner.insertInto('role_permission').values({ role, permission }).execute()
    await expect(put('auditor', 'people:read')).rejects.toThrow(/role_permission_of_office/)
    await expect(put('system-administrator', 'benefits:read')).rejects.toThrow(/role_permission_of_office/)
    await expect(put('leader', 'grants:manage')).rejects.toThrow(/role_permission_of_office/)
    await expect(put('supervisor', 'audit:read')).rejects.toThrow(/role_permission_of_office/)
  })
})

describe('an installation from before the three administrators', () => {
  let owner: pg.Client
  beforeAll(async () => {
    const server = inject('postgresUrl')
    const name = `test_${randomUUID().replaceAll('-', '')}`
    const admin = new pg.Client({ connectionString: server })
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    owner = new pg.Client({ connectionString: databaseUrl(server, name) })
    await owner.connect()
    const migrations = await readMigrations()
    await migrate(
      owner,
      migrations.filter((migration) => migration.name < '0100'),
    )
    await layOutOlder(owner)
    await migrate(owner, migrations)
    await loadInitialRoles(owner)
  })
  afterAll(async () => {
    const { rows } = await owner.query<{ name: string }>('select current_database() as name')
    await owner.end()
    const admin = new pg.Client({ connectionString: inject('postgresUrl') })
    await admin.connect()
    await admin.query(`drop database ${rows[0]?.name} with (force)`)
    await admin.end()
  })

  it('keeps its administrators as system administrators, who no longer do anything else', async () => {
    expect(await rolesOf('old-admin')).toEqual(['system-administrator'])
    expect(await rolesOf('admin-and-officer')).toEqual(['system-administrator'])
    expect(await rolesOf('officer')).toEqual(['civil-affairs-officer'])
    const { rows } = await owner.query(
      `select detail->>'role' as role from audit_event where action = 'access.withdrawn'`,
    )
    expect(rows).toEqual([{ role: 'civil-affairs-officer' }])
    const { rows: held } = await owner.query(`select permission from role_permission where role = 'auditor'`)
    expect(held).toEqual([{ permission: 'audit:read' }])
  })

  it('gets two security administrators and an auditor at its next start, once', async () => {
    const config = readConfig(
      {
        YINIAN_MODE: 'production',
        DATABASE_URL: inject('postgresUrl'),
        APP_DATABASE_PASSWORD: inject('appPassword'),
        MASTER_KEY: randomBytes(32).toString('base64'),
        BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
        PUBLIC_URL: 'https://yinian.example',
      },
      [],
      '/nowhere',
    )
    await makeFirstAccounts(owner, config, new Date('2026-11-21T02:00:00Z'))
    await makeFirstAccounts(owner, config, new Date('2026-11-21T03:00:00Z'))
    const { rows } = await owner.query(`select name from account order by name`)
    expect(rows.map(({ name }) => name)).toEqual(
      ['admin-and-officer', 'auditor', 'officer', 'old-admin', 'security-1', 'security', 'security2'].sort(),
    )
    expect(await rolesOf('security-1')).toEqual(['security-administrator'])
    expect(await rolesOf('security2')).toEqual(['security-administrator'])
  })

  async function rolesOf(name: string): Promise<string[]> {
    const { rows } = await owner.query<{ role: string }>(
      'select role from access_grant join account on account.id = account_id where name = $1 order by role',
      [name],
    )
    return rows.map(({ role }) => role)
  }
})

async function layOutOlder(owner: pg.Client): Promise<void> {
  const role = async (id: string, permissions: string[]): Promise<void> => {
    await owner.query(`insert into role (id, name, over) values ($1, '{}', 'region')`, [id])
    await owner.query('insert into role_permission (role, permission) select $1, unnest($2::text[])', [id, permissions])
  }
  await role('administrator', ['access:manage', 'organisations:read'])
  await role('auditor', ['audit:read', 'people:read'])
  await role('civil-affairs-officer', ['people:read'])
  const holders = [
    ['old-admin', ['administrator']],
    ['admin-and-officer', ['civil-affairs-officer', 'administrator']],
    ['officer', ['civil-affairs-officer']],
    ['security', []],
  ] as const
  for (const [name, roles] of holders) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into account (id, name, display_name, region, password_hash, created_at)
       values (gen_random_uuid(), $1, $1, $2, '', now()) returning id`,
      [name, zhanggong],
    )
    for (const one of roles)
      await owner.query(
        'insert into access_grant (id, account_id, role, region, granted_at) values (gen_random_uuid(), $1, $2, $3, now())',
        [rows[0]?.id, one, zhanggong],
      )
  }
}
