import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** A running `sandtable serve`; open its link once, and the cookie serves here too. */
const api = 'http://127.0.0.1:4600'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: {
    proxy: {
      '/trpc': {
        target: api,
        // the server answers only to its own name, from its own pages
        changeOrigin: true,
        configure: (proxy) => proxy.on('proxyReq', (request) => request.setHeader('origin', api)),
      },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // the server's Content-Security-Policy has neither inline scripts nor data: URLs
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      treeshake: {
        // the rules have no side effects on import: the gallery need not load schemas and parser
        moduleSideEffects: (id: string) => !id.includes('/packages/rules/'),
        // else a limit read inside a schema keeps the schema, and with it zod
        propertyReadSideEffects: false,
        // building a schema does nothing but make the schema
        manualPureFunctions: ['z', 'userText'],
      },
    },
  },
})
