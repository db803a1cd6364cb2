// The wording of a document in an organisation: seen, changed, refused line by line.

import { useQuery, useQueryClient, queryOptions } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call, get, Refused, type Problem, type Schemas } from '../api/client.ts'
import { expired } from '../api/queries.ts'
import { Failure, Loading } from '../app/Answers.tsx'
import { attemptTo, dropDraft, loadDraft, newKey, saveDraft, type Attempt } from '../form/draft.ts'
import { documentKinds } from '../words/documents.ts'
import { useWords } from '../words/language.ts'
import '../words/later.ts'
import './wording.css'

type Template = Schemas['TemplateView']

const template = (kind: string) =>
  queryOptions({ queryKey: ['template', kind], queryFn: ({ signal }) => get<Template>(`/api/templates/${encodeURIComponent(kind)}`, signal) })

export default function WordingPage() {
  const { t, say } = useWords()
  const [query, setQuery] = useSearchParams()
  const kind = query.get('kind') ?? 'agreement'
  const seen = useQuery(template(kind))
  return (
    <div className="wording">
      <h1>{t('wordingTitle')}</h1>
      <p className="quiet">{t('wordingWhat')}</p>
      <div className="field">
        <label htmlFor="kind">{t('whichDocument')}</label>
        <select id="kind" value={kind} onChange={(e) => setQuery({ kind: e.target.value }, { replace: true })}>
          {documentKinds.map(([value, name]) => <option key={value} value={value}>{say(name)}</option>)}
        </select>
      </div>
      {seen.isPending && <Loading />}
      {seen.isError && <Failure error={seen.error} onRetry={() => void seen.refetch()} />}
      {seen.data && <Editor key={`${kind}/${seen.data.version}`} template={seen.data} />}
    </div>
  )
}

interface Kept extends Attempt {
  text: string
}

/** The line that a mistake is on; fields are named template:12. */
export const lineOf = (field: string): number => Number(/:(\d+)$/.exec(field)?.[1] ?? 0)

function Editor({ template: seen }: { template: Template }) {
  const { t } = useWords()
  const { text, setText, changed, problem, sending, saved, save, undo } = useWording(seen)
  const area = useRef<HTMLTextAreaElement>(null)
  const go = (line: number) => {
    const box = area.current
    if (!box) return
    const start = text.split('\n').slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0)
    box.focus()
    box.setSelectionRange(start, start + (text.split('\n')[line - 1]?.length ?? 0))
    box.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(box).lineHeight))
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <p>{seen.version > 0 ? t('ownVersion', { n: seen.version }) : t('builtInVersion')}{changed && <> <span className="tag">{t('unsaved')}</span></>}</p>
      {saved && <p className="success" role="status">{t('wordingSaved')}</p>}
      <Mistakes problem={problem} onGo={go} />
      <label htmlFor="wording">{t('wordingText')}</label>
      <textarea
        id="wording" className="template" ref={area} rows={26} wrap="off" spellCheck={false} maxLength={60_000} value={text}
        aria-invalid={problem?.errors?.length ? true : undefined} onChange={(e) => setText(e.target.value)}
      />
      <p className="quiet">{t('wordingHow', { slot: '{{…}}' })}</p>
      <div className="buttons">
        <button className="first" disabled={sending || !changed}>{sending ? t('sending') : t('saveWording')}</button>
        {changed && <button type="button" className="second" onClick={undo}>{t('undoChanges')}</button>}
      </div>
    </form>
  )
}

function Mistakes({ problem, onGo }: { problem: Problem | null; onGo: (line: number) => void }) {
  const { say } = useWords()
  if (!problem) return null
  return (
    <div className="refusal" role="alert">
      <p><strong>{say(problem.message)}</strong></p>
      <ul>
        {(problem.errors ?? []).map((e, i) => {
          const line = lineOf(e.field)
          return <li key={i}>{line > 0 ? <button type="button" className="to-line" onClick={() => onGo(line)}>{say(e.reason)}</button> : say(e.reason)}</li>
        })}
      </ul>
    </div>
  )
}

/** What is being written stays over a reload, and is sent once. */
function useWording(seen: Template) {
  const client = useQueryClient()
  const name = `wording/${seen.kind}`
  const draft = useRef<Kept>(loadDraft<Kept>(name) ?? { text: seen.text, key: newKey() })
  const [text, show] = useState(draft.current.text)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  const [saved, setSaved] = useState(() => client.getQueryData<number>(['wording-saved', seen.kind]) === seen.version && seen.version > 0)
  const keep = (change: Partial<Kept>) => {
    draft.current = { ...draft.current, ...change }
    saveDraft(name, draft.current)
  }
  const setText = (changed: string) => {
    show(changed)
    setSaved(false)
    keep({ text: changed })
  }
  const undo = () => {
    dropDraft(name)
    draft.current = { text: seen.text, key: newKey() }
    show(seen.text)
    setProblem(null)
  }
  const save = async () => {
    keep(attemptTo(text, draft.current))
    setSending(true)
    setProblem(null)
    try {
      const { body } = await call<Template>('POST', `/api/templates/${encodeURIComponent(seen.kind)}`, { body: { text }, key: draft.current.key })
      dropDraft(name)
      client.setQueryData(['wording-saved', seen.kind], body.version)
      client.setQueryData(template(seen.kind).queryKey, body)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problem)
      if (error.final) keep({ key: newKey() })
      expired(client, error)
    } finally {
      setSending(false)
    }
  }
  return { text, setText, changed: text !== seen.text, problem, sending, saved, save, undo }
}
