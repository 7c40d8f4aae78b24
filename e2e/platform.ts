import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

export interface TrialAccount {
  readonly name: string
  readonly password: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
    accounts: TrialAccount[]
    /** The platform's data folder, for whoever has to reach behind it. */
    dataFolder: string
  }
}

const root = join(import.meta.dirname, '..')

/** The product itself, started as a person would, on a free port with a small demo region of its own. */
export async function startPlatform(
  elders = 2000,
): Promise<{ address: string; accounts: TrialAccount[]; folder: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'yinian-e2e-'))
  chmodSync(folder, 0o755)
  const process_ = spawn(process.execPath, ['server/src/main.ts', '--elders', String(elders)], {
    cwd: root,
    env: { ...process.env, PORT: '0', YINIAN_DATA: folder, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(process_)
  const accounts = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')) as TrialAccount[]
  return {
    address,
    accounts,
    folder,
    stop: async () => {
      const ended = new Promise((resolve) => process_.once('exit', resolve))
      process_.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function addressOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    started.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const match = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(printed)
      if (match) resolve(`http://localhost:${match[1]}`)
    })
    started.once('exit', (code) =>
      reject(new Error(`The platform ended with ${code} before it was ready.\n${printed}`)),
    )
  })
}

/** A running platform may be given instead: YINIAN_ADDRESS, and YINIAN_DATA for its trial accounts. */
function givenPlatform(): Awaited<ReturnType<typeof startPlatform>> | undefined {
  const { YINIAN_ADDRESS: address, YINIAN_DATA: folder } = process.env
  if (!address || !folder) return undefined
  const accounts = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')) as TrialAccount[]
  return { address, accounts, folder, stop: async () => {} }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const platform = givenPlatform() ?? (await startPlatform())
  project.provide('address', platform.address)
  project.provide('accounts', platform.accounts)
  project.provide('dataFolder', platform.folder)
  return platform.stop
}
