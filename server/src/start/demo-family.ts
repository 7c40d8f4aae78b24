import { scopeOf } from '@yinian/core/access/actor.ts'
import { checkAge } from '@yinian/core/assessments/joint.ts'
import { processingKinds } from '@yinian/core/privacy/processing-kinds.ts'
import { addMonths, dayAt } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { activateWith, getActor, keep, renewActivation } from '../access/index.ts'
import { askForOwn, listOwn } from '../assessments/index.ts'
import type { Config } from '../config/config.ts'
import { makeFirstPassword } from '../crypto/password.ts'
import { inTransaction } from '../db/transaction.ts'
import { letRequest, openAccessTo, putAnswer, putCorrection, putQuestion, readLooksOf } from '../family/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { getElderRow, revealElder } from '../people/index.ts'

/** 沙河镇, whose officer is among the trial accounts. */
const townPrefix = '360702102'

interface Chosen {
  readonly id: string
  readonly region: string
  readonly relative: string | null
  readonly relation: string | null
}

/**
 * Opens two accounts of the demo region as the town's counter would, one for an elder and one for a relative, and gives them
 * something to read: looks, a question that was answered and one that waits, a correction asked for.
 */
export async function makeDemoFamily(ground: Ground, owner: Client, config: Config): Promise<void> {
  if (config.mode !== 'trial') return
  const { rows: there } = await owner.query(`select 1 from account where kind = 'person' limit 1`)
  const { rows: staff } = await owner.query<{ id: string }>(
    `select id from account where name in ('town', 'county') order by name desc`,
  )
  const [town, county] = staff
  const [elder, parent] = await choose(owner, ground.clock.now())
  if (there.length > 0 || !town || !county || !elder || !parent) return
  const days = 86_400_000
  const before = (count: number): Date => new Date(ground.clock.now().getTime() - count * days)
  const as = <T>(officer: string, at: Date, run: (work: Work) => Promise<T>): Promise<T> =>
    asOfficer(ground, officer, at, run)

  for (const { id } of [elder, parent])
    await as(county.id, before(6), (work) => revealElder(work, id, { field: 'phone', purpose: '办理探访' }))
  const { wording } = processingKinds['relative-access']
  // a small demo region may have nobody in the town
  const counterOf = ({ region }: Chosen): string => (region.startsWith(townPrefix) ? town.id : county.id)
  const own = await as(counterOf(elder), before(5), (work) =>
    openAccessTo(work, elder.id, { standsAs: 'self', identitySeen: '居民身份证' }),
  )
  const relatives = await as(counterOf(parent), before(5), (work) =>
    openAccessTo(work, parent.id, {
      standsAs: 'relative',
      identitySeen: '居民身份证、户口簿',
      relative: {
        name: parent.relative ?? '',
        relation: parent.relation ?? 'other-relative',
        until: addMonths(dayAt(before(5)), 12),
        consent: { wordingVersion: wording.version, givenBy: 'elder', manner: 'paper', fileNumber: '演示-1' },
      },
    }),
  )
  await as(county.id, before(4), (work) =>
    revealElder(work, elder.id, { field: 'documentNumber', purpose: '年度资格核对' }),
  )
  await askAndAnswer(ground, as, { elder, parent, county: county.id, counterOf, before })
  const accounts = []
  for (const [access, title, counter] of [
    [own, '老人本人，从 /family 登录', counterOf(elder)],
    [relatives, '家属，从 /family 登录', counterOf(parent)],
  ] as const) {
    const name = access.accountName ?? ''
    const password = makeFirstPassword()
    const { rows } = await owner.query<{ id: string }>('select id from account where name = $1', [name])
    const { code } = await as(counter, ground.clock.now(), (work) => renewActivation(work, rows[0]?.id ?? ''))
    await activateWith(ground.database, { name, code, password, device: '' }, ground.clock.now(), ground.config.access)
    if (access === relatives)
      await askOnline(ground, as, { parent, counter, access, account: rows[0]?.id ?? '', before })
    accounts.push({ name, password, displayName: access.holderName, title })
  }
  keep(config, accounts)
}

/** Two elders of the town, or of its county: living, with a telephone, if possible old enough for the yearly check; the second with a child on file. */
async function choose(owner: Client, at: Date): Promise<Chosen[]> {
  const ask = async (child: boolean, other: string | null): Promise<Chosen | undefined> => {
    const { rows } = await owner.query<Chosen>(
      `select e.id, e.region, r.name as relative, r.relation from elder e
       left join lateral (select name, relation from related_person p where p.county = e.county and p.elder_id = e.id
         and relation in ('son', 'daughter') and valid_to is null limit 1) r on true
       where e.county = '360702' and e.state = 'active' and e.phone_masked is not null
         and ($1 = false or r.name is not null) and e.id is distinct from $2::uuid
       order by e.region like '${townPrefix}%' desc, e.birth <= $3::date desc, e.id limit 1`,
      [child, other, addMonths(dayAt(at), -12 * checkAge)],
    )
    return rows[0]
  }
  const elder = await ask(false, null)
  const parent = elder && (await ask(true, elder.id))
  return [elder, parent].flatMap((one) => one ?? [])
}

async function asOfficer<T>(ground: Ground, officer: string, at: Date, run: (work: Work) => Promise<T>): Promise<T> {
  const actor = await getActor(ground.database, officer, at)
  const regions = actor.grants.flatMap(({ region }) => (region === null ? [] : [region]))
  const scope = { role: 'official', accountId: officer, regions, organisationId: null } as const
  const { vault, jobs } = ground
  return inTransaction(ground.database, scope, (tx) => run({ tx, actor, vault, jobs }))
}

/** The elder lets the relative ask, and the relative asks: what the county's officer finds waiting. */
async function askOnline(
  ground: Ground,
  as: <T>(officer: string, at: Date, run: (work: Work) => Promise<T>) => Promise<T>,
  scene: {
    readonly parent: Chosen
    readonly counter: string
    readonly access: { readonly id: string; readonly holderName: string }
    readonly account: string
    readonly before: (days: number) => Date
  },
): Promise<void> {
  const { parent, access } = scene
  const { wording } = processingKinds['relative-requests']
  await as(scene.counter, scene.before(1), (work) =>
    letRequest(
      work,
      { id: parent.id, accessId: access.id },
      { wordingVersion: wording.version, givenBy: 'elder', manner: 'paper', fileNumber: '演示-2' },
    ),
  )
  const actor = await getActor(ground.database, scene.account, scene.before(1))
  const scope = scopeOf(actor, 'person')
  if (!scope) throw new Error('The relative’s account stands for nobody.')
  await inTransaction(ground.database, scope, async (tx) => {
    const work = { tx, actor, vault: ground.vault, jobs: ground.jobs }
    const { county, region, id } = await tx
      .selectFrom('elder')
      .select(['county', 'region', 'id'])
      .where('id', '=', parent.id)
      .executeTakeFirstOrThrow()
    const elder = {
      county,
      region,
      id,
      standsAs: 'relative',
      holderName: access.holderName,
      askerName: access.holderName,
    } as const
    if ((await listOwn(work, elder)).asking === 'under-way') return
    await askForOwn(work, elder, {
      change: '最近走路不稳，摔过一次',
      telephone: '15400009001',
      wishedPlace: 'home',
      wishedTime: 'morning',
    })
  })
}

interface Scene {
  readonly elder: Chosen
  readonly parent: Chosen
  readonly county: string
  readonly counterOf: (elder: Chosen) => string
  readonly before: (days: number) => Date
}

async function askAndAnswer(
  ground: Ground,
  as: <T>(officer: string, at: Date, run: (work: Work) => Promise<T>) => Promise<T>,
  { elder, parent, county, counterOf, before }: Scene,
): Promise<void> {
  const question = (whose: Chosen, at: Date, words: string, channel: 'counter' | 'phone') =>
    as(counterOf(whose), at, async (work) => {
      const file = await getElderRow(work.tx, whose.id)
      const { rows } = await readLooksOf(ground, work, whose.id)
      const look = rows.find(({ kind }) => kind === 'revealed')
      if (!look) return undefined
      const who = { askedAs: 'self', askerName: file.name, channel, takenBy: work.actor.name } as const
      return { county: file.county, ...(await putQuestion(work, file, { look, question: words, ...who })) }
    })
  const first = await question(elder, before(3), '为什么要看我的身份证号码？', 'counter')
  if (first)
    await as(county, before(2), (work) =>
      putAnswer(work, first, { answer: '每年要核对一次领取补贴的资格，需要看完整号码，核对完就不再用。', version: 1 }),
    )
  await question(parent, before(1), '谁看了我的电话？是要上门吗？', 'phone')
  await as(counterOf(elder), before(1), async (work) => {
    const file = await getElderRow(work.tx, elder.id)
    await putCorrection(work, file, {
      field: 'address',
      wanted: '门牌号换了，改成新门牌（演示）',
      askedAs: 'self',
      askerName: file.name,
      channel: 'home-visit',
      takenBy: work.actor.name,
    })
  })
}
