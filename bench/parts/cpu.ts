import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Started } from './process.ts'

/**
 * Seconds of processor time that the database of a kept folder has used so far, over all its processes; what has ended
 * counts through its parent. Unlike a rate, it hardly depends on what else the machine does. Zero where /proc is missing.
 */
export function databaseCpu(folder: string): number {
  try {
    const postmaster = readFileSync(join(resolve(folder), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
    let ticks = 0
    for (const file of globSync('/proc/[0-9]*/stat')) {
      const [pid = '', rest = ''] = statOf(file)
      const fields = rest.split(' ')
      if (pid !== postmaster && fields[1] !== postmaster) continue
      const counted = pid === postmaster ? fields.slice(11, 15) : fields.slice(11, 13)
      ticks += counted.reduce((sum, field) => sum + Number(field), 0)
    }
    return ticks / 100
  } catch {
    return 0
  }
}

/** Number of the process, and the fields after its name, which may hold anything. */
function statOf(file: string): [string, string] {
  try {
    const text = readFileSync(file, 'utf8')
    return [text.slice(0, text.indexOf(' ')), text.slice(text.lastIndexOf(')') + 2)]
  } catch {
    return ['', '']
  }
}

/** Processor time of a started process and of the database while `run` runs, in seconds. */
export async function costing<T>(
  folder: string,
  server: Started,
  run: () => Promise<T>,
): Promise<{ result: T; server: number; database: number }> {
  const [served, stored] = [await server.cpu(), databaseCpu(folder)]
  const result = await run()
  return { result, server: (await server.cpu()) - served, database: databaseCpu(folder) - stored }
}
