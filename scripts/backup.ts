// Writes the whole database as of one moment into one file, while everybody works.
//   --to <folder>   where; otherwise the folder backups in the data folder
// BACKUP_KEY (32 random bytes in base64) seals the file. The keys of the installation are never in it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BackupRefused, backUp, noteBackup } from '../server/src/backup/index.ts'
import { readConfig } from '../server/src/config/config.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { makeLog } from '../server/src/log/log.ts'
import { backupKey, CommandRefused, option, root, runCommand } from './options.ts'

runCommand(async () => {
  const config = readConfig(process.env, [], root)
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres')))
    throw new CommandRefused(`这里没有数据库 There is no database in ${config.dataFolder}`)
  const reached = await reachDatabase(config, makeLog('warn', true))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const key = backupKey()
  const now = new Date()
  try {
    const { path, manifest } = await backUp(reached.ownerUrl, {
      folder: option('--to') ?? join(config.dataFolder, 'backups'),
      now,
      release: version,
      backupKey: key,
      masterKey: config.masterKey,
      blindIndexKey: config.blindIndexKey,
      say: console.log,
    })
    await noteBackup(config.dataFolder, { madeAt: now.toISOString(), path }).catch(() => {})
    console.log(`\n已备份 Backed up: ${path}`)
    if (key === null)
      console.log('未加密，敏感字段除外 Not sealed, but for the sensitive fields. BACKUP_KEY seals the whole file.')
    console.log(
      `恢复时需要主密钥 ${manifest.masterKey} 与索引密钥 ${manifest.blindIndexKey} Restoring needs the master key and the blind index key with these fingerprints; neither is in the backup.`,
    )
    return 0
  } catch (error) {
    if (error instanceof BackupRefused) throw new CommandRefused(error.message)
    throw error
  } finally {
    await reached.close()
  }
})
