// Whether a document is genuine: for anybody who holds one, without an account. The file
// stays on the device; only its fingerprint is asked for.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { get, Refused } from '../api/client.ts'
import { LanguageSwitch } from '../app/Shell.tsx'
import { sha256Of } from '../reading/file.ts'
import { useWords } from '../words/language.ts'
import '../words/later.ts'
import './check.css'

type Result = 'genuine' | 'superseded' | 'not-genuine'

/** A code as people write it: small letters, spaces, full-width signs. */
export const codeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()

interface Chosen {
  name: string
  sha256: string
}

export default function CheckPage() {
  const { t } = useWords()
  const { code = '' } = useParams()
  return (
    <main className="check" id="main">
      <div className="entrance-top"><LanguageSwitch /></div>
      <h1>{t('checkTitle')}</h1>
      {code && <Answer key={code} code={codeOf(code)} />}
      <CodeForm key={'form' + code} known={codeOf(code)} />
    </main>
  )
}

function CodeForm({ known }: { known: string }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(known)
  const [tried, setTried] = useState(false)
  const missing = tried && codeOf(typed) === ''
  const check = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (codeOf(typed)) void navigate('/v/' + encodeURIComponent(codeOf(typed)))
  }
  return (
    <form className="card" onSubmit={check} noValidate>
      <h2>{t(known ? 'checkAnother' : 'checkCode')}</h2>
      <div className="field">
        <label htmlFor="code">{t('documentCode')}</label>
        <input
          id="code" className="code" value={typed} maxLength={40} autoCapitalize="characters" autoComplete="off" spellCheck={false}
          aria-invalid={missing ? true : undefined} aria-describedby={missing ? 'code-reason' : 'code-where'} onChange={(e) => setTyped(e.target.value)}
        />
        {missing ? <p className="reason" id="code-reason" role="alert">{t('needDocumentCode')}</p> : <p className="quiet" id="code-where">{t('codeWhere')}</p>}
      </div>
      <div className="buttons"><button className="first">{t('checkNow')}</button></div>
    </form>
  )
}

function Answer({ code }: { code: string }) {
  const { t, say } = useWords()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const query = chosen ? `?sha256=${chosen.sha256}` : ''
  const answer = useQuery({
    queryKey: ['check', code, chosen?.sha256 ?? ''],
    staleTime: 0,
    queryFn: async ({ signal }) => (await get<{ result: Result }>(`/api/check/${encodeURIComponent(code)}${query}`, signal)).result,
  })
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer.data) box.current?.focus()
  }, [answer.data, chosen])
  if (answer.isPending) return <p className="answer" role="status">{t('loading')}</p>
  if (answer.isError) {
    return (
      <div className="answer" role="alert">
        <p>{answer.error instanceof Refused ? say(answer.error.problem.message) : t('failed')}</p>
        <button type="button" className="second" onClick={() => void answer.refetch()}>{t('retry')}</button>
      </div>
    )
  }
  const result = answer.data
  return (
    <>
      <div className={`verdict ${result}`} ref={box} tabIndex={-1} role="status">
        <p className="code">{code}</p>
        <p className="verdict-word">{t(`check_${result}`)}</p>
        <p>{t(chosen ? `check_${result}_file` : `check_${result}_code`)}</p>
        {chosen && <p className="quiet">{t('checkedFile', { name: chosen.name })}</p>}
      </div>
      {(result !== 'not-genuine' || chosen) && <FileDrop onChosen={setChosen} />}
    </>
  )
}

function FileDrop({ onChosen }: { onChosen: (chosen: Chosen) => void }) {
  const { t } = useWords()
  const [over, setOver] = useState(false)
  const [trouble, setTrouble] = useState('')
  const take = async (file: File | undefined) => {
    setOver(false)
    if (!file) return
    setTrouble('')
    try {
      const sha256 = await sha256Of(await file.arrayBuffer())
      if (sha256) onChosen({ name: file.name, sha256 })
      else setTrouble(t('cannotHash'))
    } catch {
      setTrouble(t('cannotRead'))
    }
  }
  return (
    <section className="card" aria-labelledby="own-file">
      <h2 id="own-file">{t('checkFile')}</h2>
      <label
        className={over ? 'drop over' : 'drop'} onDragOver={(e) => { e.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
        onDrop={(e) => { e.preventDefault(); void take(e.dataTransfer.files[0]) }}
      >
        <span>{t('dropFile')}</span>
        <input type="file" accept="application/pdf,.pdf" onChange={(e) => { void take(e.target.files?.[0]); e.target.value = '' }} />
      </label>
      {trouble && <p className="reason" role="alert">{trouble}</p>}
      <p className="quiet">{t('fileStays')}</p>
    </section>
  )
}
