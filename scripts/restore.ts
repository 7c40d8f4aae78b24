// Brings a backup back into an empty database, checks every table against its checksum and verifies the audit trail.
//   --from <file>   the backup
//   --into <url>    owner connection of the database; otherwise the installation's own. It is created when it is missing
//   --check         reads the file and says whether it is sound, and changes nothing
// MASTER_KEY and BLIND_INDEX_KEY have to be those of the time of the backup; BACKUP_KEY when the file is sealed.
import { existsSync } from 'node:fs'
import { BackupRefused, checkFile, restore } from '../server/src/backup/index.ts'
import { readConfig } from '../server/src/config/config.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { makeLog } from '../server/src/log/log.ts'
import { setUpQueues } from '../server/src/queues.ts'
import { backupKey, CommandRefused, option, root, runCommand } from './options.ts'

runCommand(async () => {
  const file = option('--from')
  if (!file || !existsSync(file))
    throw new CommandRefused('请指明备份文件 Name the backup: npm run restore -- --from <file>')
  try {
    return process.argv.includes('--check') ? await check(file) : await bringBack(file)
  } catch (error) {
    if (error instanceof BackupRefused) throw new CommandRefused(error.message)
    throw error
  }
})

async function check(file: string): Promise<number> {
  const { release, tables, masterKey, blindIndexKey } = await checkFile({ file, backupKey: backupKey() })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`备份完好 The backup is sound: release ${release}, ${tables.length} tables, ${rows} rows`)
  console.log(`需要的密钥 It needs master key ${masterKey}, blind index key ${blindIndexKey}`)
  return 0
}

async function bringBack(file: string): Promise<number> {
  const config = readConfig(process.env, [], root)
  const into = option('--into')
  const reached = into ? { ownerUrl: into, close: async () => {} } : await reachDatabase(config, makeLog('warn', true))
  try {
    const { tables, rows, jobs, chains } = await restore(reached.ownerUrl, {
      file,
      backupKey: backupKey(),
      masterKey: config.masterKey,
      masterKeyPrevious: config.masterKeyPrevious,
      blindIndexKey: config.blindIndexKey,
      appDatabasePassword: config.appDatabasePassword,
      setUpQueues,
      say: console.log,
    })
    console.log(
      `\n已恢复 Restored: ${tables} tables, ${rows} rows, ${jobs} waiting jobs; 核验了 verified ${chains} audit chains`,
    )
    return 0
  } finally {
    await reached.close()
  }
}
