// The reader of PDF files: a chunk of its own, with its worker from our own origin. It is
// the build for old browsers, and it runs no code that a file brings along.

import { getDocument, PDFWorker, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import Worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'
import { spareMargin, type Piece } from './paragraphs.ts'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface OpenFile {
  document: PDFDocumentProxy
  /** What may be cut off the sides of its pages, in points. */
  spare: number
  /** Its words can be read out of it. */
  worded: boolean
  close: () => void
}

/** The pieces of text on a page. */
export async function piecesOf(page: PDFPageProxy): Promise<Piece[]> {
  const { items } = await page.getTextContent()
  return items.filter((i) => 'str' in i)
}

/** Opens a file. The bytes are copied: the worker takes what it is given. */
export async function openPdf(bytes: ArrayBuffer): Promise<OpenFile> {
  const thread = new Worker()
  const worker = new PDFWorker({ port: thread as unknown as null })
  const task = getDocument({ data: bytes.slice(0), worker, isEvalSupported: false, enableXfa: false, useSystemFonts: false })
  const close = () => {
    void task.destroy().finally(() => thread.terminate())
  }
  try {
    const document = await task.promise
    const first = await document.getPage(1)
    const pieces = await piecesOf(first).catch(() => [])
    return { document, spare: spareMargin(pieces, first.getViewport({ scale: 1 }).width), worded: pieces.length > 5, close }
  } catch (error) {
    close()
    throw error
  }
}
