// Looks at what was built: how much a party's phone must load. Skipped without a build.

import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
}

const manifest = 'dist/.vite/manifest.json'

test.skipIf(!existsSync(manifest))("a party's pages weigh at most 140 kB", () => {
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Chunk>
  const files = new Set<string>()
  const add = (chunk?: Chunk) => {
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.css?.forEach((css) => files.add(css))
    chunk.imports?.forEach((name) => add(chunks[name]))
  }
  // Party pages are in the entry and what it imports; desk pages are loaded by others alone.
  add(Object.values(chunks).find((c) => c.isEntry))
  const names = [...files].join(' ')
  expect(names).not.toMatch(/CaseTable|ConfirmationsPage|ReferPage/)
  const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync('dist/' + file)).length, 0)
  expect(size, `compressed: ${names}`).toBeLessThanOrEqual(140_000)
  for (const file of files) expect(readFileSync('dist/' + file, 'utf8')).not.toMatch(/antd|ant-design/)
})
