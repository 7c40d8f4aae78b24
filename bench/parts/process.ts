import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'

export interface Started {
  readonly address: string
  /** Seconds of processor time used so far. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

/** Starts a file of this folder in a process of its own and waits until it says its address. */
export async function start(file: string, ...args: string[]): Promise<Started> {
  const child = fork(join(import.meta.dirname, file), args, { stdio: 'inherit' })
  const address = await answer<string>(child)
  return {
    address,
    async cpu() {
      child.send('cpu')
      return answer<number>(child)
    },
    async stop() {
      child.kill()
      await new Promise((resolve) => child.once('exit', resolve))
    },
  }
}

/** Said by the process that `start` has started. */
export function startedAt(address: string): void {
  process.on('message', () => {
    const { userCPUTime, systemCPUTime } = resourceUsage()
    process.send?.((userCPUTime + systemCPUTime) / 1e6)
  })
  process.send?.(address)
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A process of the bench ended (${code}).`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}
