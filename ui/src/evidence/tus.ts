// Sends a file in pieces by the protocol of tus.io, which goes on where it broke off.

import { DetailedError, Upload } from 'tus-js-client'
import type { Problem, Text } from '../api/client.ts'
import type { Transport } from './queue.ts'

const endpoint = '/api/uploads/'
const pauses = [0, 1000, 3000, 5000, 10000, 20000]

/** The server's reason; none where it gave no final answer. */
export function reasonIn(status: number, text: string): Text | undefined {
  if (status < 400 || status >= 500 || status === 409 || status === 423) return undefined
  try {
    const problem = JSON.parse(text) as Problem
    if (problem.message?.zh) return problem.message
  } catch {
    // A proxy answered.
  }
  return { zh: `服务器未接受这个文件（${status}）`, en: `The server did not take the file (${status})` }
}

/** Uploads for one case. */
export const tusFor = (caseId: string): Transport => ({
  begin(file, url, listener) {
    const upload = new Upload(file, {
      endpoint, uploadUrl: url ?? null, retryDelays: pauses, chunkSize: 4 * 1024 * 1024,
      metadata: { filename: file.name, caseId }, storeFingerprintForResuming: false,
      onProgress: (sent) => listener.onProgress(sent),
      onUploadUrlAvailable: () => listener.onUrl(upload.url ?? ''),
      onSuccess: () => listener.onSent(),
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null
        listener.onFailed(answer ? reasonIn(answer.getStatus(), answer.getBody()) : undefined)
      },
    })
    upload.start()
    return { stop: () => void upload.abort() }
  },
  remove(url) {
    Upload.terminate(url).catch(() => undefined) // what is left there expires by itself
  },
})
