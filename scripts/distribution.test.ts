import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../server/src/db/testing.ts'
import { readDistribution, statementsFor } from './distribution.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

describe('a province on several machines', () => {
  it('has a place for every table, which keeps to the rules of that place', async () => {
    expect((await readDistribution(owner)).faults).toEqual([])
  })

  it('has a statement for every table that does not stay on the coordinator, those referred to first', async () => {
    const distribution = await readDistribution(owner)
    const statements = statementsFor(distribution)
    const away = distribution.tables.filter(({ place }) => place !== 'coordinator')
    expect(statements).toHaveLength(away.length)
    for (const { name } of away) expect(statements.filter((one) => one.includes(`('${name}'`))).toHaveLength(1)
    expect(statements.findIndex((one) => one.includes("('elder',"))).toBeLessThan(
      statements.findIndex((one) => one.includes("('assessment',")),
    )
  })

  it('would notice a table that nobody placed, and a key that does not hold on one machine', async () => {
    await owner.query('begin')
    await owner.query('create table forgotten (id uuid primary key)')
    await owner.query('create table careless (county county_code not null, id uuid primary key, elder_id uuid)')
    const { faults } = await readDistribution(owner)
    await owner.query('rollback')
    expect(faults).toEqual([
      'careless: unique (id) lacks county',
      'forgotten has no county and is not listed: say in scripts/distribution.ts where it lies',
    ])
  })
})
