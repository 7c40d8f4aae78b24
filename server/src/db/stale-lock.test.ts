import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeLog } from '../log/log.ts'
import { removeStaleLock } from './stale-lock.ts'

const log = makeLog('silent', false)
const started: ChildProcess[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinian-lock-'))
})
afterEach(async () => {
  for (const one of started.splice(0)) one.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const lock = (pid: number | undefined) => writeFile(join(folder, 'postmaster.pid'), `${pid}\n${folder}\n`)
const isLocked = () => existsSync(join(folder, 'postmaster.pid'))

it('goes when its number is another program’s by now', async () => {
  await lock(process.pid)
  await removeStaleLock(folder, log, 0)
  expect(isLocked()).toBe(false)
})

it('goes when the server is dead and nobody has buried it', async () => {
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  started.push(parent)
  const [said] = (await once(parent.stdout, 'data')) as [Buffer]
  await lock(Number(said.toString()))
  await removeStaleLock(folder, log, 1000)
  expect(isLocked()).toBe(false)
})

it('waits for the last process of a server that was killed, and goes after it', async () => {
  started.push(spawn('sleep', ['0.4'], { cwd: folder }))
  await lock(2 ** 22 + 1)
  const before = Date.now()
  await removeStaleLock(folder, log)
  expect(Date.now() - before).toBeGreaterThan(200)
  expect(isLocked()).toBe(false)
})

it('stays while somebody works in the folder, and the message names the process', async () => {
  const other = spawn('sleep', ['60'], { cwd: folder })
  started.push(other)
  await lock(other.pid)
  await expect(removeStaleLock(folder, log, 200)).rejects.toThrow(`process ${other.pid}`)
  expect(isLocked()).toBe(true)
})
