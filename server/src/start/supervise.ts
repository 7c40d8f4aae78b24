import { spawn } from 'node:child_process'
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { WayOut } from '../http/drain.ts'
import type { Log } from '../log/log.ts'

export interface Supervision {
  /** The program: it is started anew from disk for each preparation and each worker, so a new release takes effect. */
  readonly program: string
  readonly args: readonly string[]
  readonly workers: number
  readonly env: NodeJS.ProcessEnv
  readonly log: Log
  /** Told the address once the first worker listens. */
  readonly onListening: (address: string) => Promise<void> | void
}

const readyWithin = 120_000
/** More than the longest drain and the grace of the answers. */
const endsWithin = 360_000
const again = { first: 500, most: 30_000 }

/**
 * Keeps so many workers on one port, which stays open as long as this process lives. `roll` prepares the database with
 * the release on disk and exchanges the workers one at a time: the new one answers before the old one stops. Should the
 * preparation fail or a new worker not come up, the old ones stay.
 */
export async function superviseWorkers(given: Supervision): Promise<{ roll(): Promise<void>; stop(): Promise<void> }> {
  const { log } = given
  const wanted = new Set<Worker>()
  let stopping = false
  let rolling: Promise<void> = Promise.resolve()
  let wait = again.first
  cluster.setupPrimary({ exec: given.program, args: [...given.args] })

  async function startWorker(): Promise<Worker> {
    const worker = cluster.fork(given.env)
    wanted.add(worker)
    worker.once('exit', (code, signal) => {
      if (!wanted.delete(worker) || stopping) return
      log.error({ pid: worker.process.pid, code, signal }, 'a worker ended by itself')
      void replaceLost()
    })
    await comesUp(worker)
    return worker
  }

  async function replaceLost(): Promise<void> {
    await pause(wait)
    wait = Math.min(wait * 2, again.most)
    if (stopping || wanted.size >= given.workers) return
    await startWorker().then(
      () => {
        wait = again.first
      },
      (error: unknown) => log.error({ err: error }, 'a worker did not come up'),
    )
  }

  async function rollOnce(): Promise<void> {
    await prepare(given)
    for (const old of [...wanted]) {
      const fresh = await startWorker().catch((error: unknown) => {
        log.error({ err: error }, 'the new worker did not come up; the old ones go on')
        throw error
      })
      log.warn({ from: old.process.pid, to: fresh.process.pid }, 'worker exchanged')
      await retire(old, 'exchanged')
    }
  }

  async function retire(worker: Worker, way: WayOut): Promise<void> {
    wanted.delete(worker)
    if (worker.isDead()) return
    const ended = once(worker, 'exit')
    worker.send(way)
    const inTime = await Promise.race([ended.then(() => true), pause(endsWithin, false, { ref: false })])
    if (!inTime) worker.process.kill('SIGKILL')
    await ended
  }

  await prepare(given)
  const first = await startWorker()
  const address = addresses.get(first.id) ?? ''
  for (let count = 1; count < given.workers; count++) await startWorker()
  await given.onListening(address)

  return {
    roll() {
      rolling = rolling.then(rollOnce).catch((error: unknown) => log.error({ err: error }, 'rolling restart given up'))
      return rolling
    },
    async stop() {
      stopping = true
      await Promise.all([...wanted].map((worker) => retire(worker, 'leaving')))
    },
  }
}

const addresses = new Map<number, string>()

async function prepare({ program, args, env }: Supervision): Promise<void> {
  const child = spawn(process.execPath, [program, '--prepare', ...args], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The preparation of the database ended with ${code}.`)
}

function comesUp(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      worker.process.kill('SIGKILL')
      reject(new Error(`Worker ${worker.process.pid} was not ready in time.`))
    }, readyWithin)
    worker.on('message', (message: unknown) => {
      if (!isListening(message)) return
      clearTimeout(late)
      addresses.set(worker.id, message.listening)
      resolve()
    })
    worker.once('exit', (code) => {
      clearTimeout(late)
      addresses.delete(worker.id)
      reject(new Error(`Worker ${worker.process.pid} ended with ${code} before it was ready.`))
    })
  })
}

function isListening(message: unknown): message is { listening: string } {
  return typeof message === 'object' && message !== null && 'listening' in message
}
