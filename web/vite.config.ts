import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { shellOfBuild } from './shell-of-build.ts'

/** Each entry is a folder with an index.html of its own and is served under its name. */
const entries = ['console', 'family', 'field'] as const

/** The server puts the nonce of each answer in its place (server/src/http/web.ts). */
const cspNonce = 'nonce-of-this-answer'

/** Any address below an entry is that entry's page; its router does the rest. */
function entryPages(): Plugin {
  return {
    name: 'entry-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split('?')[0] ?? '/'
        const entry = entries.find((name) => path === `/${name}` || path.startsWith(`/${name}/`))
        if (path === '/') request.url = '/console/index.html'
        else if (entry !== undefined && !/\.\w+$/.test(path)) request.url = `/${entry}/index.html`
        next()
      })
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), entryPages(), shellOfBuild(cspNonce)],
  appType: 'mpa',
  html: { cspNonce },
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // ECharts is the one chunk above the default warning; it is only fetched by pages that draw.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(entries.map((name) => [name, resolve(import.meta.dirname, name, 'index.html')])),
        worker: resolve(import.meta.dirname, 'field/worker.ts'),
      },
      output: {
        // A service worker has one address for ever, beside the pages it answers for.
        entryFileNames: ({ name }) => (name === 'worker' ? 'field/worker.js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 30 },
            {
              // with what the pages of elders need too, and nothing that only the console does
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 25,
            },
            {
              name: 'router',
              test: /node_modules[\\/](react-router|@tanstack)[\\/]/,
              priority: 20,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: `http://localhost:${process.env.PORT ?? 8080}`, changeOrigin: false } },
  },
})
