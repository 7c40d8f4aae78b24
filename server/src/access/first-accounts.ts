import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RoleId } from '@yinian/core/access/roles.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Client } from 'pg'
import type { Config } from '../config/config.ts'
import { hashPassword, makeFirstPassword } from '../crypto/password.ts'
import { newId } from '../db/ids.ts'

export interface FirstAccount {
  readonly name: string
  readonly password: string
  readonly displayName: string
  readonly title: string
}

interface Planned {
  readonly name: string
  readonly displayName: string
  readonly title: string
  readonly region: RegionCode
  readonly roles: readonly RoleId[]
}

const nation: RegionCode = '000000000000'

/**
 * Who an installation cannot be without: the three administrators over the whole country, and a second security
 * administrator, because nobody approves their own requests for grants.
 */
const administrators: readonly Planned[] = [
  {
    name: 'admin',
    displayName: '系统管理员',
    title: '系统管理员',
    region: nation,
    roles: ['system-administrator'],
  },
  {
    name: 'security',
    displayName: '安全管理员甲',
    title: '安全管理员',
    region: nation,
    roles: ['security-administrator'],
  },
  {
    name: 'security2',
    displayName: '安全管理员乙',
    title: '安全管理员',
    region: nation,
    roles: ['security-administrator'],
  },
  { name: 'auditor', displayName: '审计管理员', title: '审计管理员', region: nation, roles: ['auditor'] },
]

/** The demo region's people who can sign in, from the city down to a village. */
export const demoAccounts: readonly Planned[] = [
  ...administrators.filter(({ name }) => name !== 'auditor'),
  {
    name: 'city',
    displayName: '赖明华',
    title: '赣州市民政局养老服务科',
    region: '360700000000',
    roles: ['civil-affairs-officer'],
  },
  {
    name: 'county',
    displayName: '钟秀兰',
    title: '章贡区民政局养老服务股',
    region: '360702000000',
    roles: ['civil-affairs-officer'],
  },
  {
    name: 'approver',
    displayName: '刘建国',
    title: '章贡区民政局分管副局长',
    region: '360702000000',
    roles: ['benefit-approver', 'leader'],
  },
  {
    name: 'finance',
    displayName: '曾丽萍',
    title: '章贡区民政局财务股',
    region: '360702000000',
    roles: ['payment-officer'],
  },
  {
    name: 'neighbour',
    displayName: '邱志强',
    title: '南康区民政局养老服务股',
    region: '360703000000',
    roles: ['civil-affairs-officer'],
  },
  {
    name: 'town',
    displayName: '谢春梅',
    title: '章贡区沙河镇民政干事',
    region: '360702104000',
    roles: ['town-officer'],
  },
  {
    name: 'village',
    displayName: '肖桂香',
    title: '章贡区沙河镇河头村',
    region: '360702104200',
    roles: ['village-worker'],
  },
  { name: 'auditor', displayName: '温庆生', title: '赣州市审计管理员', region: '360700000000', roles: ['auditor'] },
  {
    name: 'supervisor',
    displayName: '廖志敏',
    title: '赣州市民政局监督检查科',
    region: '360700000000',
    roles: ['supervisor'],
  },
  {
    name: 'agency',
    displayName: '廖海燕',
    title: '章贡区医疗保障经办中心（长护险）',
    region: '360702000000',
    roles: ['insurance-officer'],
  },
  {
    name: 'agency2',
    displayName: '黄志平',
    title: '章贡区医疗保障经办中心（复核）',
    region: '360702000000',
    roles: ['insurance-approver'],
  },
]

/**
 * Makes the first accounts of an installation: the demo region's where it has none yet, and those administrators nobody
 * active is, in an older installation too. Passwords are made on the spot. In trial mode they are kept in
 * `<dataFolder>/accounts.json` for the welcome message; in production they are printed once.
 */
export async function makeFirstAccounts(owner: Client, config: Config, now: Date): Promise<void> {
  const { rows } = await owner.query('select 1 from account limit 1')
  const planned =
    rows.length === 0 && config.demoElders > 0 ? demoAccounts : await missingAdministrators(owner, administrators)
  if (planned.length === 0) return
  const made: FirstAccount[] = []
  await owner.query('begin')
  for (const account of planned) made.push(await makeAccount(owner, account, now))
  await owner.query('commit')
  if (config.mode === 'production') printOnce(made)
  else keep(config, made)
}

async function missingAdministrators(owner: Client, wanted: readonly Planned[]): Promise<Planned[]> {
  const { rows: active } = await owner.query<{ role: string; count: number }>(
    `select role, count(distinct account_id)::int as count from access_grant
     join account on account.id = account_id where state = 'active' group by role`,
  )
  const { rows: accounts } = await owner.query<{ name: string }>('select name from account')
  const taken = new Set(accounts.map(({ name }) => name))
  const left = new Map(active.map(({ role, count }) => [role, count]))
  return wanted.flatMap((account) => {
    const role = account.roles[0] ?? ''
    const held = left.get(role) ?? 0
    left.set(role, held - 1)
    return held > 0 ? [] : [{ ...account, name: freeName(account.name, taken) }]
  })
}

function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 1; taken.has(free); number++) free = `${name}-${number}`
  taken.add(free)
  return free
}

export async function makeAccount(owner: Client, planned: Planned, now: Date): Promise<FirstAccount> {
  const password = makeFirstPassword()
  const id = newId(now)
  await owner.query(
    'insert into account (id, name, display_name, title, region, password_hash, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, planned.name, planned.displayName, planned.title, planned.region, await hashPassword(password), now],
  )
  for (const role of planned.roles)
    await owner.query(
      'insert into access_grant (id, account_id, role, region, granted_at) values ($1, $2, $3, $4, $5)',
      [newId(now), id, role, planned.region, now],
    )
  return { name: planned.name, password, displayName: planned.displayName, title: planned.title }
}

function printOnce(accounts: readonly FirstAccount[]): void {
  for (const { name, title, password } of accounts)
    process.stdout.write(`首个账号 First account: ${name}（${title}） / ${password}（只显示这一次 shown only now）\n`)
}

export function accountsFile(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'accounts.json')
}

/** Adds accounts to those the welcome message shows. */
export function keep(config: Pick<Config, 'dataFolder'>, accounts: readonly FirstAccount[]): void {
  const file = accountsFile(config)
  writeFileSync(file, `${JSON.stringify([...readKept(config), ...accounts], null, 2)}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
}

export function readKept(config: Pick<Config, 'dataFolder'>): FirstAccount[] {
  const file = accountsFile(config)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FirstAccount[]) : []
}
