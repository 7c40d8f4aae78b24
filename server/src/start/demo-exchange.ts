import type { Actor } from '@yinian/core/access/actor.ts'
import { scopeOf } from '@yinian/core/access/actor.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { addDays, addMonths, dayAt } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { getActor } from '../access/index.ts'
import { inTransaction } from '../db/transaction.ts'
import {
  addConnectorOf,
  askConnectorOf,
  compareFileOf,
  decideConnectorOf,
  makeKeyOf,
  registerClientOf,
  runComparison,
} from '../exchange/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { listAskedPersons } from '../people/index.ts'

const county = '360702'
const city = '360700000000'
const names = { number: '公民身份号码', hardship: '救助类别', from: '起始日期' } as const
const categories = ['特困人员', '最低生活保障', '低收入家庭'] as const

/**
 * Gives the demo region something to compare: a file-drop connector of social assistance, set up by the administrator and
 * switched on by a security administrator, one delivered list with a few differences waiting for the county, and an
 * application with a test key. Through the operations everybody uses; left alone once a connector exists.
 */
export async function makeDemoExchange(ground: Ground, owner: Client): Promise<void> {
  const { rows } = await owner.query('select 1 from exchange_connector limit 1')
  if (rows.length > 0) return
  const admin = await accountOf(ground, owner, 'admin')
  const security = await accountOf(ground, owner, 'security')
  const officer = await accountOf(ground, owner, 'county')
  if (!admin || !security || !officer) return
  const today = dayAt(ground.clock.now())
  const agreement = {
    basisNote: '演示用协议（虚构）',
    validFrom: addMonths(today, -3),
    validUntil: addMonths(today, 21),
  }
  const connector = await as(ground, admin, 'exchange:connect', async (work) => {
    const made = await addConnectorOf(work, [], {
      name: '社会救助名单（文件交换）',
      kind: 'social-assistance',
      department: '赣州市民政局社会救助科',
      region: city,
      transport: 'file',
      address: '',
      batchSize: 1,
      credentialHeader: 'Authorization',
      fields: ['hardship', 'from'],
      mapping: {
        records: '',
        number: names.number,
        fields: { hardship: names.hardship, from: names.from },
        values: {},
      },
      purposes: ['keep-register', 'benefit-check'],
      ...agreement,
      agreementNumber: '演示〔2026〕1号',
      perMinute: 60,
      perDay: 20_000,
      timeoutSeconds: 10,
    })
    return askConnectorOf(work, made, made.version)
  })
  await as(ground, security, 'exchange:approve', (work) =>
    decideConnectorOf(work, connector, { move: 'switch-on', reason: '协议已核对', version: connector.version }),
  )
  const comparison = await as(ground, officer, 'exchange:compare', async (work) =>
    compareFileOf(
      work,
      { connectorCounty: connector.county, connectorId: connector.id, county, purpose: 'keep-register' },
      { name: '社会救助在册名单.csv', content: Buffer.from(await delivered(work, today)) },
    ),
  )
  await runComparison(ground, { county: comparison.county, id: comparison.id })
  await as(ground, admin, 'exchange:connect', async (work) => {
    const client = await registerClientOf(work, {
      name: '长期护理保险经办系统',
      organisation: '赣州市医疗保障局（演示）',
      contact: '信息科，演示电话 0000-0000000',
      region: city,
      purposes: ['benefit-check', 'statistics'],
      scopes: ['ability-results', 'figures'],
      basis: 'statutory',
      ...agreement,
      agreementNumber: '演示〔2026〕2号',
      perMinute: 60,
      perDay: 5000,
    })
    await makeKeyOf(work, client, { kind: 'test', days: 365 })
  })
}

/** A dozen people of the register with what a list of social assistance could say of them. */
async function delivered(work: Work, today: string): Promise<string> {
  const some = await listAskedPersons(work, { county, after: '', limit: 12, only: null })
  const lines = some.map(
    ({ name, number }, index) =>
      `${name},${number},${categories[index % categories.length]},${addDays(today, -30 - 7 * index)}`,
  )
  return [`姓名,${names.number},${names.hardship},${names.from}`, ...lines].join('\n')
}

async function accountOf(ground: Ground, owner: Client, name: string): Promise<Actor | undefined> {
  const { rows } = await owner.query<{ id: string }>('select id from account where name = $1', [name])
  return rows[0] && getActor(ground.database, rows[0].id, ground.clock.now())
}

function as<T>(ground: Ground, actor: Actor, permission: Permission, run: (work: Work) => Promise<T>): Promise<T> {
  const scope = scopeOf(actor, permission)
  if (!scope) throw new Error(`${actor.name} may not ${permission}.`)
  const acting = { ...actor, using: permission }
  return inTransaction(ground.database, scope, (tx) =>
    run({ tx, actor: acting, vault: ground.vault, jobs: ground.jobs }),
  )
}
