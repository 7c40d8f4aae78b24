import { dirname } from 'node:path'
import { ConfigurationRefused } from '../server/src/config/config.ts'

export const root = dirname(import.meta.dirname)

/** The value after `--name`, or of `--name=value`. */
export function option(name: string, args: readonly string[] = process.argv.slice(2)): string | undefined {
  const at = args.indexOf(name)
  return at >= 0 ? args[at + 1] : args.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** `BACKUP_KEY`, which seals backups and belongs neither to the database nor beside them. */
export function backupKey(): Buffer | null {
  const given = process.env.BACKUP_KEY
  if (!given) return null
  const key = Buffer.from(given, 'base64')
  if (key.length !== 32) throw new CommandRefused(`BACKUP_KEY has ${key.length} bytes; it needs 32, in base64`)
  return key
}

/** A refusal says its sentence; anything else says where it came from. */
export class CommandRefused extends Error {}

/** Runs a command of the project; what it throws ends it with 2. */
export function runCommand(run: () => Promise<number>): void {
  // The embedded PostgreSQL's package ends a process that merely runs out of work with 0, so it is told to end.
  run().then(
    (code) => process.exit(code),
    (error: unknown) => {
      const expected = error instanceof CommandRefused || error instanceof ConfigurationRefused
      console.error(expected ? error.message : error)
      process.exit(2)
    },
  )
}
