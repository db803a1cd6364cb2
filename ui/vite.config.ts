import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { formsOf, type OpenAPI } from './src/form/schema.ts'

// The OpenAPI document is a quarter of a megabyte; an old phone gets the forms in it as a
// few kilobytes instead, made when the pages are built.
function forms(): Plugin {
  const id = 'virtual:forms'
  return {
    name: 'forms',
    resolveId: (source) => (source === id ? '\0' + id : null),
    load(resolved) {
      if (resolved !== '\0' + id) return null
      const document = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as OpenAPI
      return 'export default JSON.parse(' + JSON.stringify(JSON.stringify(formsOf(document))) + ')'
    },
  }
}

export default defineConfig({
  plugins: [react(), forms()],
  build: { target: ['es2020', 'chrome80', 'safari14'], assetsInlineLimit: 0, manifest: true, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/api': process.env.SUTIAO_URL ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'jsdom', include: ['tests/**/*.test.{ts,tsx}'], setupFiles: ['tests/setup.ts'], testTimeout: 60_000 },
})
