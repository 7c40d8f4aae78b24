import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { page, type Shell } from './field/shell.ts'

/** Files of web/public that the app shows before anything else. */
const icons = ['/mark.svg', '/field/icon-192.png']
const workerFile = 'field/worker.js'
/** As written in web/field/worker.ts. */
const place = /(["'`])shell-of-this-build\1/

/** What the service worker keeps: the page of the entry, as it is served, and every file it needs, with their digests. */
export function shellOfBuild(nonce: string): Plugin {
  return {
    name: 'shell-of-build',
    writeBundle(options, bundle) {
      const folder = options.dir ?? ''
      const html = readFileSync(join(folder, 'field/index.html'), 'utf8').replaceAll(nonce, '')
      const named = [...filesOf(bundle), ...icons].map(
        (address) => [address, readFileSync(join(folder, address))] as const,
      )
      const files = [[page, html] as const, ...named].map(([address, body]) => [address, digestOf(body)] as const)
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12)
      const shell: Shell = { version, files }
      const worker = join(folder, workerFile)
      const code = readFileSync(worker, 'utf8')
      if (!place.test(code) || /\bimport\b/.test(code))
        throw new Error('The service worker has to be one file with a place for its list.')
      writeFileSync(
        worker,
        code.replace(place, () => JSON.stringify(JSON.stringify(shell))),
      )
    },
  }
}

const digestOf = (body: string | Buffer): string => `sha256-${createHash('sha256').update(body).digest('base64')}`

/** The scripts and styles that the entry loads, in whatever chunks they lie. */
function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>()
  const add = (name: string): void => {
    const output = bundle[name]
    if (output?.type !== 'chunk' || found.has(name)) return
    found.add(name)
    for (const style of output.viteMetadata?.importedCss ?? []) found.add(style)
    for (const one of [...output.imports, ...output.dynamicImports]) add(one)
  }
  for (const [name, output] of Object.entries(bundle))
    if (output.type === 'chunk' && output.isEntry && output.facadeModuleId?.endsWith('/field/index.html')) add(name)
  return [...found].map((name) => `/${name}`).sort()
}
