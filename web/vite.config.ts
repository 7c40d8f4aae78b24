import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Each entry is a folder with an index.html of its own and is served under its name. */
const entries = ['console', 'family'] as const

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
  plugins: [react(), entryPages()],
  appType: 'mpa',
  // The server puts the nonce of each answer in its place (server/src/http/web.ts).
  html: { cspNonce: 'nonce-of-this-answer' },
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // ECharts is the one chunk above the default warning; it is only fetched by pages that draw.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: Object.fromEntries(entries.map((name) => [name, resolve(import.meta.dirname, name, 'index.html')])),
      output: {
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
