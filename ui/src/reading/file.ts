// The bytes of a document as it was frozen, and whether they are the ones that are signed.

import { queryOptions } from '@tanstack/react-query'
import type { Schemas } from '../api/client.ts'

type Document = Schemas['Document']

/** The file as it was laid before the parties, without signatures. */
export const frozenFile = (id: string, code: string): string =>
  `/api/disputes/${encodeURIComponent(id)}/documents/${encodeURIComponent(code)}/file?no=0`

/** The SHA-256 in hexadecimal; null where the browser cannot, as on a page without HTTPS. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const sum = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Array.from(new Uint8Array(sum), (b) => b.toString(16).padStart(2, '0')).join('')
}

export class OtherFile extends Error {}

/** Reads the frozen file once; what has another hash is not shown as what is signed. */
export const frozenBytes = (id: string, document: Document) =>
  queryOptions({
    queryKey: ['frozen', id, document.sha256],
    staleTime: Infinity,
    retry: 1,
    queryFn: async ({ signal }): Promise<ArrayBuffer> => {
      const response = await fetch(frozenFile(id, document.code), { credentials: 'same-origin', signal })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const bytes = await response.arrayBuffer()
      const found = await sha256Of(bytes)
      if (found !== null && found !== document.sha256) throw new OtherFile()
      return bytes
    },
  })
