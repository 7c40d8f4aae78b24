// Looks after the keys of an installation while it runs.
//   npm run keys                     what there is
//   npm run keys -- rewrap           wraps every data key by MASTER_KEY; the one before is MASTER_KEY_PREVIOUS
//   npm run keys -- rotate <county>  gives one county a new data key, or every county: rotate all
//   npm run keys -- reindex          rewrites the blind indexes under BLIND_INDEX_KEY and CRYPTO; those before are
//                                    BLIND_INDEX_KEY_PREVIOUS and CRYPTO_PREVIOUS
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../server/src/clock/clock.ts'
import { type Config, readConfig } from '../server/src/config/config.ts'
import { openVault } from '../server/src/crypto/open-vault.ts'
import { openDatabase } from '../server/src/db/database.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { appUrl } from '../server/src/db/set-up.ts'
import { makeLog } from '../server/src/log/log.ts'
import {
  checkKeys,
  countiesWithKeys,
  describeKeys,
  type KeysGround,
  reindex,
  rewrapDataKeys,
  rotateNow,
} from '../server/src/privacy/index.ts'
import { indexCopies, sealedTables } from '../server/src/sealed-tables.ts'
import { CommandRefused, root, runCommand } from './options.ts'

const [command = 'status', ...rest] = process.argv.slice(2)

runCommand(async () => {
  const config = readConfig(process.env, [], root)
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres')))
    throw new CommandRefused(`这里没有数据库 There is no database in ${config.dataFolder}`)
  const log = makeLog('warn', true)
  const reached = await reachDatabase(config, log)
  const url = appUrl(reached.ownerUrl, config.appDatabasePassword)
  const [main, vaults] = [openDatabase(url, 4), openDatabase(url, 2)]
  try {
    await checkKeys(reached.ownerUrl, config, indexCopies)
    const vault = openVault(vaults.database, config)
    await carryOut({ database: main.database, vault, clock: systemClock, log }, config)
    return 0
  } finally {
    await Promise.all([main.pool.end(), vaults.pool.end()])
    await reached.close()
  }
})

async function carryOut(ground: KeysGround, config: Config): Promise<void> {
  const masters = { current: config.masterKey, previous: config.masterKeyPrevious }
  switch (command) {
    case 'status':
      return status(ground, masters)
    case 'rewrap': {
      const { rewrapped, already } = await rewrapDataKeys(ground.database, masters, config.crypto)
      console.log(
        `${rewrapped} 个密钥改由新主密钥包裹，${already} 个原已如此 ${rewrapped} keys are wrapped by the new master key now, ${already} were already.`,
      )
      console.log('现在可以去掉 MASTER_KEY_PREVIOUS 重新启动 MASTER_KEY_PREVIOUS may be taken away at the next start.')
      return
    }
    case 'rotate':
      return rotate(ground)
    case 'reindex': {
      if (!config.blindIndexPrevious)
        throw new CommandRefused(
          '须同时给出原来的 BLIND_INDEX_KEY_PREVIOUS（或 CRYPTO_PREVIOUS）Give the index before as BLIND_INDEX_KEY_PREVIOUS (or CRYPTO_PREVIOUS).',
        )
      const rewritten = await reindex(ground, sealedTables, indexCopies, (count) =>
        process.stdout.write(`\r${count} 行 rows`),
      )
      console.log(`\r${rewritten} 行改用新索引 rows are found under the new index.`)
      console.log('现在可以去掉原来的设置重新启动 The settings before may be taken away at the next start.')
      return
    }
    default:
      throw new CommandRefused(`没有这个命令 Unknown command "${command}": status, rewrap, rotate, reindex`)
  }
}

async function status(ground: KeysGround, masters: Parameters<typeof describeKeys>[1]): Promise<void> {
  for (const key of await describeKeys(ground.database, masters))
    console.log(
      [
        key.county,
        `第 ${key.version} 版 version`,
        key.algorithm,
        key.state,
        key.state === 'destroyed' ? '' : key.wrappedByCurrent ? 'MASTER_KEY' : 'MASTER_KEY_PREVIOUS',
      ].join('  '),
    )
}

async function rotate(ground: KeysGround): Promise<void> {
  const [which] = rest
  if (which !== 'all' && !/^\d{6}$/.test(which ?? ''))
    throw new CommandRefused('请写六位县级代码或 all：Name a county by its six digits, or all')
  const counties = await countiesWithKeys(ground)
  const chosen = which === 'all' ? counties : counties.filter((county) => county === which)
  if (chosen.length === 0) throw new CommandRefused(`${which} 没有数据密钥 has no data key`)
  for (const county of chosen) {
    const { toVersion, total } = await rotateNow(ground, sealedTables, county)
    console.log(`${county}  第 ${toVersion} 版 version  ${total} 项 values`)
  }
}
