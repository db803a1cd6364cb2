// Handing in files: they are sent while one writes what they prove, then filed together.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { call, type Schemas, type Text } from '../api/client.ts'
import type { SeenCase } from '../api/queries.ts'
import { whenDropped } from '../form/draft.ts'
import { forms } from '../form/forms.ts'
import { Fields } from '../form/Parts.tsx'
import { Refusal, reasonsOf, useFound } from '../form/Refusal.tsx'
import { Sheet } from '../form/Sheet.tsx'
import { useSubmission } from '../form/submission.ts'
import { useWords } from '../words/language.ts'
import { FileList } from './FileList.tsx'
import { Queue, uploadId, type Item } from './queue.ts'
import { tusFor } from './tus.ts'
import '../words/later.ts'
import './evidence.css'

interface Props {
  seen: SeenCase
  allowed: Schemas['AllowedAct']
  onClose: () => void
  onDone: () => void
}

const accept = 'image/*,application/pdf,audio/*,video/*,.amr,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv'
const none = () => []

/** The reasons by the key of the file: the server counts the uploads as they were named. */
export function refusedFiles(problem: Schemas['Problem'] | null, sent: Item[]): Map<string, Text> {
  const found = new Map<string, Text>()
  for (const e of problem?.errors ?? []) {
    const item = sent[Number(/^uploads\[(\d+)\]/.exec(e.field)?.[1] ?? -1)]
    if (item) found.set(item.key, e.reason)
  }
  return found
}

export default function EvidenceSheet({ seen, allowed, onClose, onDone }: Props) {
  const { t, say } = useWords()
  const client = useQueryClient()
  const id = seen.view.case.id
  const queue = useMemo(() => queueOf(id), [id])
  const items = useSyncExternalStore(queue.subscribe, () => queue.items)
  const fields = forms[allowed.act]?.fields ?? []
  const submission = useSubmission({
    name: `${id}/${allowed.act}`, fields,
    send: async (body, key) => {
      const sent = queue.sent
      const uploads = sent.map((i) => uploadId(i.url ?? ''))
      try {
        await call('POST', `/api/disputes/${encodeURIComponent(id)}/acts/FileEvidence`, { body: { ...body, uploads }, key })
      } catch (error) {
        if (error && typeof error === 'object' && 'problem' in error) queue.refuse(refusedFiles(error.problem as Schemas['Problem'], sent))
        throw error
      }
    },
    onDone: () => {
      queue.filed()
      void client.invalidateQueries()
      onDone()
    },
  })
  useNetwork(queue)
  const found = useFound(submission.mistakes, submission.problem)
  // What is said beside a file is not said twice.
  const elsewhere = found.filter((f) => !f.path.startsWith('uploads['))
  const under = items.filter((i) => i.state === 'waiting' || i.state === 'sending').length
  const ready = queue.sent.length > 0 && under === 0
  const why = items.length === 0 ? t('chooseFirst') : under > 0 ? t('stillSending', { n: under }) : ready ? '' : t('noneSent')
  const file = (event: React.FormEvent) => {
    event.preventDefault()
    if (ready) void submission.submit()
  }
  return (
    <Sheet title={say(allowed.name)} onClose={onClose}>
      <form onSubmit={file} noValidate>
        <Refusal found={elsewhere} problem={submission.problem} />
        {submission.restored && <p className="quiet">{t('draftKept')}</p>}
        <p>{t('evidenceWhat')}</p>
        <Chooser onChosen={(files) => queue.add(files)} />
        <FileList items={items} queue={queue} />
        <Fields fields={fields} at="" values={submission.values} onChange={submission.setValues} choices={none} reasons={reasonsOf(elsewhere)} />
        <p className="quiet">{t('evidenceSeen')}</p>
        {why && <p className="quiet" id="why-not-yet" role="status">{why}</p>}
        <div className="buttons">
          <button className="first" disabled={!ready || submission.sending} aria-describedby={why ? 'why-not-yet' : undefined}>
            {submission.sending ? t('inspecting') : queue.sent.length > 0 ? t('fileThese', { n: queue.sent.length }) : t('submit')}
          </button>
        </div>
        <p className="quiet">{t('basis', { source: allowed.source })}</p>
      </form>
    </Sheet>
  )
}

function Chooser({ onChosen }: { onChosen: (files: File[]) => void }) {
  const { t } = useWords()
  const taken = (event: React.ChangeEvent<HTMLInputElement>) => {
    onChosen([...(event.target.files ?? [])])
    event.target.value = '' // so that the same file may be chosen again
  }
  return (
    <div className="choosers" id="field-uploads" tabIndex={-1}>
      <label className="chooser second">
        <span>{t('takePhoto')}</span>
        <input type="file" accept="image/*" capture="environment" onChange={taken} />
      </label>
      <label className="chooser second">
        <span>{t('chooseFiles')}</span>
        <input type="file" multiple accept={accept} onChange={taken} />
      </label>
    </div>
  )
}

/** Goes on by itself when the network is back. */
function useNetwork(queue: Queue): void {
  useEffect(() => {
    const back = () => queue.resumeBroken()
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  }, [queue])
}

const queues = new Map<string, Queue>()

/** The files for a case go on their way while the sheet is closed, until the user leaves. */
function queueOf(id: string): Queue {
  const queue = queues.get(id) ?? new Queue(`${id}/uploads`, tusFor(id))
  queues.set(id, queue)
  return queue
}

whenDropped(() => {
  for (const queue of queues.values()) queue.stop()
  queues.clear()
})
