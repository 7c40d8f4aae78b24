// Prints the statements that spread the tables over several machines with Citus, derived from the schema as it is.
// Nothing is run: Citus is not part of this installation, and these statements have not been tried on it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../server/src/config/config.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { makeLog } from '../server/src/log/log.ts'
import { readDistribution, statementsFor } from './distribution.ts'
import { CommandRefused, root, runCommand } from './options.ts'

runCommand(async () => {
  const config = readConfig(process.env, [], root)
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres')))
    throw new CommandRefused(`这里没有数据库 There is no database in ${config.dataFolder}`)
  const reached = await reachDatabase(config, makeLog('warn', true))
  const owner = new pg.Client({ connectionString: reached.ownerUrl })
  try {
    await owner.connect()
    const distribution = await readDistribution(owner)
    console.log(
      '-- 由现有表结构推出，未在 Citus 上试过 Derived from the schema; not tried on Citus. docs/operations.md tells what to check first.',
    )
    for (const { name } of distribution.tables.filter(({ place }) => place === 'coordinator'))
      console.log(`-- ${name}: stays on the coordinator`)
    console.log(
      `alter database ${pg.escapeIdentifier(new URL(reached.ownerUrl).pathname.slice(1))} set citus.propagate_set_commands to 'local';`,
    )
    for (const statement of statementsFor(distribution)) console.log(statement)
    for (const fault of distribution.faults) console.error(`✗ ${fault}`)
    return distribution.faults.length === 0 ? 0 : 1
  } finally {
    await owner.end()
    await reached.close()
  }
})
