// What was handed in: by whom, when, what it is to prove, and the files.

import type { CaseView, Schemas } from '../api/client.ts'
import { momentWords } from '../form/dates.ts'
import { sizeWords } from '../papers/size.ts'
import { answerLabel } from '../words/labels.ts'
import { useWords } from '../words/language.ts'

export function EvidenceCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const all = [...(view.case.evidence ?? [])].reverse()
  if (all.length === 0) return null
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence')}</h2>
      <ul className="plain-list">{all.map((e) => <Row key={e.no} evidence={e} view={view} />)}</ul>
    </section>
  )
}

function Row({ evidence: e, view }: { evidence: Schemas['Evidence']; view: CaseView }) {
  const { t, say, language } = useWords()
  const party = view.case.parties?.find((p) => p.id === e.by)
  return (
    <li>
      <strong>{t('evidenceNo', { n: e.no })}</strong>　{party?.name ?? (say(answerLabel(e.by)) || e.by)} <span className="quiet">{momentWords(e.at, language)}</span>
      <p className="prose">{t('proves', { proof: e.proof })}</p>
      <ul className="files">{(e.files ?? []).map((f) => <FileItem key={f.sha256} id={view.case.id} file={f} />)}</ul>
    </li>
  )
}

function FileItem({ id, file }: { id: string; file: Schemas['File'] }) {
  const { t } = useWords()
  const href = `/api/disputes/${encodeURIComponent(id)}/evidence/${file.sha256}`
  const picture = file.inline && file.mediaType?.startsWith('image/')
  return (
    <li className={picture ? 'file picture' : 'file'}>
      <a href={href} {...(file.inline ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}>
        {picture && <img src={href} alt="" loading="lazy" />}
        <span>{file.name}</span>
        <small>{file.inline ? t('openFile') : t('downloadFile')}{file.size ? ` · ${sizeWords(file.size)}` : ''}</small>
      </a>
    </li>
  )
}
