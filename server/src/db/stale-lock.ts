import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log/log.ts'

/**
 * A machine that lost power leaves postmaster.pid behind, and the server refuses to start while any process has that
 * number: another one after a restart, or in a container without init the dead server itself, which nobody has buried.
 * What counts is who still works in the folder; the backends of a server that was killed need a moment to go.
 * @param patience in milliseconds
 */
export async function removeStaleLock(data: string, log: Log, patience = 10_000): Promise<void> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
  for (let waited = 0; await isWorkedIn(data, pid); waited += 100) {
    if (waited >= patience) throw new Error(`Another PostgreSQL (process ${pid}) is using ${data}; stop it first.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  log.warn({ pid }, 'removed the lock file of a PostgreSQL that is gone')
  await rm(file)
}

async function isWorkedIn(data: string, pid: number): Promise<boolean> {
  if (!existsSync('/proc/self/stat')) return isAlive(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  if (/\(postgres\) [^ZX]/.test(stat)) return true
  const folder = await realpath(data)
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(processes.map((name) => readlink(`/proc/${name}/cwd`).catch(() => null)))
  return folders.includes(folder)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
