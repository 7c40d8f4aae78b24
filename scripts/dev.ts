// The product with reload on change: the server restarts when one of its files changes, the pages reload by themselves.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const port = process.env.PORT ?? '8080'
const pagesPort = '5173'

const server = spawn(process.execPath, ['--watch', 'server/src/main.ts', '--dev', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PORT: port, PAGES: `http://localhost:${pagesPort}/console/` },
})
const pages = spawn(process.execPath, ['../node_modules/vite/bin/vite.js', '--port', pagesPort, '--strictPort'], {
  cwd: join(root, 'web'),
  stdio: 'inherit',
  env: { ...process.env, PORT: port },
})
const stop = (): void => {
  server.kill('SIGTERM')
  pages.kill('SIGTERM')
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
server.once('exit', () => pages.kill('SIGTERM'))
