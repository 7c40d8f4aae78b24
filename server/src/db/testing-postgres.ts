import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort, type RunningPostgres } from './embedded.ts'

/**
 * A PostgreSQL of the machine's own, thrown away with its folder: the tests' second run.
 * @param bin folder of `initdb` and `postgres`, e.g. `/usr/lib/postgresql/15/bin`
 */
export async function startInstalledPostgres(
  bin: string,
  folder: string,
  password: string,
  settings: readonly string[],
): Promise<RunningPostgres> {
  const data = join(folder, 'postgres')
  const passwordFile = join(folder, 'password')
  await mkdir(data, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const as = await ownerOf(data, passwordFile)
  const port = await freePort()
  // C.UTF-8 is code-point order like the embedded server's, and knows which characters are letters, as pg_trgm needs.
  const initdb = ['-D', data, '-U', 'yinian_owner', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  execFileSync(join(bin, 'initdb'), [...initdb, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], {
    ...as,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const given = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'jit=off', ...settings]
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...given.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilReady(server)
  return {
    url: `postgres://yinian_owner:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () => end(server),
  }
}

/** PostgreSQL refuses to run as root: Debian's package brings the user it runs as. */
async function ownerOf(...paths: readonly string[]): Promise<{ uid?: number; gid?: number }> {
  if (userInfo().uid !== 0) return {}
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith('postgres:'))
  const [, , uid = '', gid = ''] = line?.split(':') ?? []
  if (uid === '') throw new Error('PostgreSQL cannot run as root, and there is no user "postgres".')
  for (const path of paths) await chown(path, Number(uid), Number(gid))
  return { uid: Number(uid), gid: Number(gid) }
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)))
  })
}

function end(server: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGINT')
  return ended
}
