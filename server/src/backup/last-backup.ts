import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { declareMeasure } from '../metrics/measured.ts'

interface LastBackup {
  readonly madeAt: string
  readonly path: string
}

/** Remembers in the data folder when and where the last backup was made, so that a missing one can be noticed. */
export async function noteBackup(dataFolder: string, last: LastBackup): Promise<void> {
  await writeFile(fileIn(dataFolder), `${JSON.stringify(last)}\n`, { mode: 0o600 })
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'last-backup.json')
}

declareMeasure(
  'yinian_backup_timestamp_seconds',
  'When the last backup was made; 0 when none is known',
  [],
  async ({ config }) => {
    const text = await readFile(fileIn(config.dataFolder), 'utf8').catch(() => undefined)
    const value = text ? Date.parse((JSON.parse(text) as LastBackup).madeAt) / 1000 : 0
    return [{ labels: {}, value }]
  },
)
