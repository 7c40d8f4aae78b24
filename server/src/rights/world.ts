import { findOffice, goesWith } from '@yinian/core/access/offices.ts'
import { initialRoles, type RoleId } from '@yinian/core/access/roles.ts'
import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { assign, confirmed, layOutCounty, type TestCounty, type TestOrganisation } from '../assessments/testing.ts'
import { decideRun } from '../benefits/index.ts'
import { newId } from '../db/ids.ts'
import { runComparison } from '../exchange/index.ts'
import { ok, openDepartment, switchedOn, wantedConnector } from '../exchange/testing.ts'
import { ofRelative, opened, personFor } from '../family/testing.ts'
import {
  application,
  assignTo as assignDisability,
  confirmEntries,
  designationOf,
  review,
  runs,
} from '../insurance/testing.ts'
import { checkImport } from '../people/imports/index.ts'
import { uploadList } from '../people/imports/testing.ts'
import { madeUpNumber, places, registered } from '../people/testing.ts'
import { answers, opened as openedSurvey } from '../surveys/testing.ts'
import type { Client, TestPlatform } from '../testing.ts'
import type { Fact, PlannedGrant } from './oracle.ts'

/** Beside the two counties of the other tests: a second city, so that there is somewhere a city's officer may not look. */
const elsewhere = {
  city: '360800000000',
  county: '360802000000',
  town: '360802001000',
  village: '360802001001',
} as const

export const divisions = [
  '000000000000',
  '360000000000',
  '360700000000',
  ...Object.values(places),
  ...Object.values(elsewhere),
] as const
export const villages = [
  places.village,
  places.otherVillage,
  places.farVillage,
  places.nankangVillage,
  elsewhere.village,
] as const

const rolesOver = (place: 'region' | 'organisation') =>
  Object.entries(initialRoles).flatMap(([id, { over }]) => (over === place ? [id as RoleId] : []))
const regionRoles = rolesOver('region')
export const organisationRoles = rolesOver('organisation')

/** Grants as somebody could hold them: a few roles over divisions of any level; an administrator's office stands alone. */
export const anyGrants: fc.Arbitrary<PlannedGrant[]> = fc
  .uniqueArray(fc.record({ role: fc.constantFrom(...regionRoles), place: fc.constantFrom(...divisions) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ role, place }) => `${role} ${place}`,
  })
  .map((grants) => grants.filter(({ role }) => goesWith([grants[0]?.role ?? role], role)))

export interface World {
  readonly platform: TestPlatform
  readonly county: TestCounty
  /** Holds every role of daily work over the whole country. */
  readonly maker: Client
  /** The maker and the three administrators of the country: whoever there is something to see for sees it. */
  readonly everybody: readonly Client[]
  readonly organisations: readonly string[]
  /** Elders and relatives with an account, and for whom it was opened. */
  readonly persons: readonly Person[]
}

export interface Person {
  readonly client: Client
  readonly elders: readonly string[]
}

/** People, circumstances, assessments, runs and imports in three counties of two cities, laid out at random. */
export async function layOutWorld(platform: TestPlatform, seed: number): Promise<World> {
  const county = await layOutCounty(platform)
  await layOutElsewhere(platform)
  const maker = await withGrants(
    platform,
    regionRoles.filter((role) => !findOffice(role)).map((role) => ({ role, place: '000000000000' })),
  )
  const everybody: Client[] = [maker]
  for (const role of regionRoles.filter(findOffice))
    everybody.push(await withGrants(platform, [{ role, place: '000000000000' }]))
  const organisations = [await county.organisation(), await county.organisation()]
  const [first] = organisations
  if (!first) throw new Error('There is no organisation.')
  const village = fc.constantFrom(...villages)
  const people = fc.sample(fc.record({ region: village, registeredRegion: village, tekun: fc.boolean() }), {
    seed,
    numRuns: 16,
  })
  const elders = []
  for (const [index, person] of people.entries()) elders.push(await addElder(maker, index, person))
  for (const elder of elders.slice(0, 9)) await requested(maker, elder)
  const waiting = (await maker.get('/assessments?limit=200&state=requested')).json().rows
  for (const [index, one] of waiting.entries())
    if (index % 2 === 0) await assign(maker, one, organisations[index % 4 === 0 ? 0 : 1]?.id ?? first.id)
  await confirmed(county, first, await county.request())
  for (const code of ['360702', '360703', '360802']) {
    const run = (
      await maker.send('POST', '/benefits/runs', { county: code, programme: 'old-age-allowance', month: '2026-01' })
    ).json()
    if (run.id) await decideRun(platform.ground, { county: code, runId: run.id, accountId: maker.accountId })
    await importOne(platform, maker, code)
  }
  await layOutExchange(platform, maker, everybody)
  await askInSurveys(platform, maker)
  await gradeDisability(platform, maker, first, elders)
  const persons = await openAccounts(platform, maker, elders, seed)
  everybody.push(...persons.map(({ client }) => client))
  return { platform, county, maker, everybody, organisations: organisations.map(({ id }) => id), persons }
}

/** Connectors of two counties and of a city, what they found, and applications that have asked. */
async function layOutExchange(platform: TestPlatform, maker: Client, everybody: readonly Client[]): Promise<void> {
  const offices = regionRoles.filter(findOffice)
  const system = everybody[1 + offices.indexOf('system-administrator')]
  const guard = everybody[1 + offices.indexOf('security-administrator')]
  if (!system || !guard) throw new Error('There are no administrators.')
  const department = await openDepartment()
  department.records.get = () => ({ type: '4' })
  for (const region of ['360702000000', '360802000000', '360700000000']) {
    const connector = await switchedOn(system, guard, wantedConnector({ region, address: department.address }))
    const county = region === '360700000000' ? '360703' : region.slice(0, 6)
    const asked = { connector: { county: connector.county, id: connector.id }, county, purpose: 'keep-register' }
    const { id } = (await ok(maker.send('POST', '/exchange/comparisons', asked))) as { id: string }
    await runComparison(platform.ground, { county, id })
    await ok(maker.send('POST', '/exchange/schedules', { ...asked, rhythm: 'monthly' }))
    await addApplication(platform, system, guard, region)
  }
  await department.close()
}

async function addApplication(platform: TestPlatform, system: Client, guard: Client, region: string): Promise<void> {
  const wanted = {
    name: '汇总查询',
    organisation: '某医院',
    contact: '信息科',
    region,
    purposes: ['statistics'],
    scopes: ['figures'],
    basis: 'statutory',
    basisNote: '协议',
    agreementNumber: '1',
    validFrom: '2026-01-01',
    validUntil: '2027-01-01',
    perMinute: 100,
    perDay: 100,
  }
  const made = (await ok(system.send('POST', '/exchange/clients', wanted))) as { county: string; id: string }
  const path = `/exchange/clients/${made.county}/${made.id}`
  await ok(guard.send('POST', `${path}/decide`, { move: 'approve', reason: '', version: 1 }))
  const { key } = (await ok(system.send('POST', `${path}/keys`, { kind: 'live', days: 30 }))) as { key: string }
  const url = `/api/exchange/v1/figures?region=${region}&purpose=statistics`
  await platform.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
}

/** Surveys in two counties of two cities, and one person in each who was asked. */
async function askInSurveys(platform: TestPlatform, maker: Client): Promise<void> {
  const leader = await withGrants(platform, [{ role: 'leader', place: '000000000000' }])
  for (const region of [places.zhanggong, elsewhere.county]) {
    const campaign = await openedSurvey(platform, { officer: maker, leader }, region)
    const [someone] = (await maker.get(`/survey-respondents?campaignId=${campaign.id}`)).json().rows
    if (someone)
      await maker.send('POST', `/survey-respondents/${someone.county}/${someone.id}/visits`, {
        id: newId(),
        madeAt: '2026-11-20T02:00:00.000Z',
        outcome: 'asked',
        answers,
      })
  }
}

/** The insurance runs in two counties of two cities; one case is in the hands of an organisation. */
async function gradeDisability(
  platform: TestPlatform,
  maker: Client,
  organisation: TestOrganisation,
  elders: readonly { readonly id: string; readonly region: string }[],
): Promise<void> {
  const approver = await withGrants(platform, [{ role: 'insurance-approver', place: '000000000000' }])
  const agency = { officer: maker, approver }
  for (const area of [places.zhanggong, elsewhere.county]) {
    await runs(agency, area)
    await confirmEntries(agency, ['cell/3/3'], area)
  }
  await ok(maker.send('POST', '/insurance/designations', designationOf(organisation.id, places.zhanggong)))
  const [here] = elders.filter(({ region }) => region.startsWith('360702'))
  const [there] = elders.filter(({ region }) => region.startsWith('360802'))
  for (const elder of [here, there]) {
    if (!elder) continue
    const body = { ...application, county: elder.region.slice(0, 6), elderId: elder.id }
    const one = (await ok(maker.send('POST', '/insurance/assessments', body))) as DisabilityCase
    if (elder !== here) continue
    const taken = (await ok(review(agency, one, 'accept'))) as DisabilityCase
    await ok(assignDisability(agency, taken, organisation))
  }
}

/** Accounts of elders, of relatives of one, and of relatives of two: whose they are is drawn. */
async function openAccounts(
  platform: TestPlatform,
  maker: Client,
  elders: readonly { readonly id: string }[],
  seed: number,
): Promise<Person[]> {
  const [drawn = []] = fc.sample(fc.shuffledSubarray([...elders], { minLength: 6, maxLength: 6 }), { seed, numRuns: 1 })
  const [own, mother, father, ...others] = drawn
  if (!own || !mother || !father) throw new Error('There are too few elders.')
  const persons: Person[] = [{ client: await personFor(platform, maker, own), elders: [own.id] }]
  const child = await personFor(platform, maker, mother, ofRelative())
  await opened(maker, father, ofRelative({ accountName: child.accountName }))
  persons.push({ client: child, elders: [mother.id, father.id] })
  for (const one of others) {
    const { accessId, ...client } = await personFor(platform, maker, one, ofRelative({ name: '李强', relation: 'son' }))
    const ends = one === others[0]
    if (ends) await maker.send('POST', `/elders/${one.id}/person-access/${accessId}/end`, { reason: '不再需要' })
    persons.push({ client, elders: ends ? [] : [one.id] })
  }
  for (const elder of drawn)
    await maker.get(`/elders/${elder.id}/reveal?field=phone&purpose=${encodeURIComponent('办理探访')}`)
  return persons
}

async function layOutElsewhere({ owner }: TestPlatform): Promise<void> {
  const rows = [
    [elsewhere.city, '吉安市', 'city', '360000000000'],
    [elsewhere.county, '吉州区', 'county', elsewhere.city],
    [elsewhere.town, '兴桥镇', 'town', elsewhere.county],
    [elsewhere.village, '钓源村', 'village', elsewhere.town],
  ] as const
  for (const [code, name, level, parent] of rows)
    await owner
      .insertInto('region')
      .values({
        code,
        name,
        level,
        parent,
        county: level === 'city' ? null : '360802',
        pinyin: '',
        initials: '',
      })
      .execute()
}

interface PlannedElder {
  readonly region: string
  readonly registeredRegion: string
  readonly tekun: boolean
}

/** Signs that belong to one elder alone, so that a trace of them in an answer says whose it is. */
const signs = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'
export const nameOf = (index: number) => `欧阳${signs[index % 22]}${signs[Math.floor(index / 22) % 22]}`

export async function addElder(maker: Client, index: number, { region, registeredRegion, tekun }: PlannedElder) {
  const name = nameOf(index)
  const elder = await registered(maker, {
    name,
    documentNumber: madeUpNumber(index % 3 === 0 ? '19350401' : '19550401'),
    region,
    registeredRegion,
    phone: `139${String(10_000_000 + index)}`,
    address: { text: `${name}门前路一号` },
    payee: { accountName: name, bank: '赣州银行', accountNumber: `99999900${String(index).padStart(8, '0')}` },
    ...(tekun
      ? { circumstances: [{ kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '特困人员名册' }] }
      : {}),
  })
  await maker.send('POST', `/elders/${elder.id}/related-persons`, {
    name: `${name}之女`,
    relation: 'daughter',
    roles: ['supporter'],
    phone: `138${String(10_000_000 + index)}`,
  })
  return elder as { id: string; region: string; version: number }
}

export function requested(maker: Client, elder: { id: string; region: string }) {
  return maker.send('POST', '/assessments', {
    county: elder.region.slice(0, 6),
    elderId: elder.id,
    reason: 'first',
    contact: { name: '张小明', telephone: '13900139000' },
  })
}

async function importOne(platform: TestPlatform, maker: Client, county: string): Promise<void> {
  const village = villages.find((code) => code.startsWith(county)) ?? villages[0]
  const content = `姓名,身份证号\n欧阳导入,${madeUpNumber('19500101')}\n`
  const answer = await uploadList(maker, Buffer.from(content), { name: `${county}.csv`, region: village })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  await checkImport(platform.ground, { county, id: answer.json().id })
}

export interface Someone extends Client {
  readonly name: string
}

/** Signs somebody in who holds these grants and no others. */
export async function withGrants(platform: TestPlatform, grants: readonly PlannedGrant[]): Promise<Someone> {
  const [first, ...more] = grants
  if (!first) throw new Error('Nobody signs in without a grant.')
  const name = `someone-${newId().slice(-8)}`
  const client = await platform.signedIn(first.role, first.place, name)
  for (const { role, place } of more)
    await platform.owner
      .insertInto('access_grant')
      .values({
        id: newId(),
        account_id: client.accountId,
        role,
        region: place,
        granted_at: platform.clock.now(),
      })
      .execute()
  return { ...client, name }
}

interface Row {
  readonly id: string
  readonly region: string
  readonly name: string | null
  readonly registered: string | null
  readonly served: string[]
  readonly organisation: string | null
  readonly elder: string | null
}

/** Every row that has an id of its own in a table with a division, the tables of tomorrow too. */
export async function factsOf(platform: TestPlatform): Promise<Map<string, Fact>> {
  const tables = await tablesWith(platform, ['id', 'region'])
  const facts = new Map<string, Fact>()
  for (const [table, columns] of tables) {
    const { rows } = await sql<Row>`
      select id::text, region, ${sql.raw(table === 'elder' ? 'name' : 'null')} as name,
        ${sql.raw(columns.includes('registered_region') ? 'registered_region' : 'null')} as registered,
        ${sql.raw(columns.includes('served_by') ? 'served_by' : "'{}'::uuid[]")} as served,
        ${sql.raw(columns.includes('organisation_id') ? 'organisation_id::text' : 'null')} as organisation,
        ${sql.raw(columns.includes('elder_id') ? 'elder_id::text' : 'null')} as elder
      from ${sql.table(table)} where region is not null`.execute(platform.owner)
    for (const row of rows)
      facts.set(row.id, {
        table,
        id: row.id,
        region: row.region,
        registeredRegion: row.registered,
        servedBy: row.served,
        organisationId: row.organisation,
        elderId: row.elder,
        name: row.name?.startsWith('欧阳') ? row.name : null,
      })
  }
  return facts
}

/** Tables that have all of the columns, with all columns of each. */
export async function tablesWith(platform: TestPlatform, wanted: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.table_name as name, array_agg(c.column_name::text) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
    group by 1 having array_agg(c.column_name::text) @> ${[...wanted]}::text[] order by 1`.execute(platform.owner)
  return new Map(rows.map((row) => [row.name, row.columns]))
}
