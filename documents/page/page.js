'use strict'
// The page of the check. All texts are in both languages; Chinese comes first.
const texts = {
  zh: {
    title: '文书验证', subtitle: '在本机核验调解文书与卷宗，文件不会离开您的设备',
    choose: '选择文件', hint: '或将 PDF 文书、卷宗（ZIP）拖放到此处', other: 'English',
    loading: '正在准备验证程序…', ready: '', checking: '正在验证：', failed: '无法运行验证程序：',
    trustTitle: '信任的签章机构', trustNone: '本页未写入任何信任的证书：只能确认文件是否完整，签名人请与机构公布的证书指纹核对。',
    trustSome: '以下证书由本页的制作者写入，请确认本页来自可信渠道：',
    limits: '本页只依据文件本身判断，不联网，因此无法得知证书是否已被吊销。',
    findings: '问题', signatures: '签名', details: '文件信息', documents: '卷宗内已签名的文书', size: '大小', bytes: '字节',
    frozen: '签名前的 SHA-256', trusted: '可信', broken: '有问题', proxy: '由证书持有人代签', more: '证书与证据', unknown: '证书未知', privateCA: '私有机构，非持牌',
    time: '可信时间', claimed: '签名时间', stamp: '时间戳机构', certificate: '证书', fingerprint: '证书指纹（SHA-256）', compare: '供核对的指纹',
    unsigned: '尚未签名', evidence: '签名证据', seal: '机构签章', mediator: '调解员', party: '当事人', case: '案件', files: '文书与证据', count: '份',
  },
  en: {
    title: 'Check a document', subtitle: 'Checks mediation documents and case files here; no file leaves your device',
    choose: 'Choose files', hint: 'or drop a PDF document or a case file (ZIP) here', other: '中文',
    loading: 'Preparing the check…', ready: '', checking: 'Checking: ', failed: 'The check cannot run: ',
    trustTitle: 'Trusted authorities', trustNone: 'No trusted certificate is written into this page: it can tell whether a file is intact; compare the fingerprint of its signer with the one that the organisation publishes.',
    trustSome: 'These certificates were written in by whoever made this page; be sure that you have it from a source you trust:',
    limits: 'The page judges by the file alone and uses no network, so it cannot know whether a certificate was revoked.',
    findings: 'What is wrong', signatures: 'Signatures', details: 'The file', documents: 'Signed documents in the case file', size: 'Size', bytes: 'bytes',
    frozen: 'SHA-256 before signing', trusted: 'trusted', broken: 'wrong', proxy: 'signed for this person by the certificate’s holder', more: 'Certificate and evidence', unknown: 'unknown certificate', privateCA: 'private authority, not licensed',
    time: 'Trusted time', claimed: 'Signed at', stamp: 'Timestamp by', certificate: 'Certificate', fingerprint: 'Fingerprint (SHA-256)', compare: 'Fingerprint to compare',
    unsigned: 'Not signed', evidence: 'Evidence', seal: 'organisation’s seal', mediator: 'mediator', party: 'party', case: 'Case', files: 'Documents and evidence', count: '',
  },
}
let language = 'zh'
const t = key => texts[language][key]
const both = text => (text ? (language === 'zh' ? text.zh : text.en) || text.zh : '')
const $ = id => document.getElementById(id)
const bytesOf = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0))
const trust = new TextDecoder().decode(bytesOf($('trust').textContent))
const results = [] // {name, report}
let state = ['loading', '']

function element(tag, className, text) {
  const e = document.createElement(tag)
  if (className) e.className = className
  if (text !== undefined) e.textContent = text
  return e
}

function beijing(at) {
  const d = new Date(new Date(at).getTime() + 8 * 3600e3)
  return d.toISOString().slice(0, 19).replace('T', ' ') + (language === 'zh' ? '（北京时间）' : ' (Beijing)')
}

function list(pairs) {
  const dl = element('dl')
  for (const [name, value, isCode] of pairs) {
    if (!value) continue
    dl.append(element('dt', '', name))
    const dd = element('dd')
    dd.append(isCode ? element('code', '', value) : value)
    dl.append(dd)
  }
  return dl
}

function signatureBox(s, broken) {
  const box = element('div', 'signature')
  const role = roleOf(s.signer)
  const tag = broken ? ['bad', 'broken'] : s.trusted ? ['good', 'trusted'] : ['ask', 'unknown']
  box.append(element('strong', '', `${s.number}. ${s.name}`), element('span', '', `${role} `))
  box.append(element('span', `tag ${tag[0]}`, t(tag[1])))
  if (s.certificate.private) box.append(' ', element('span', 'tag ask', t('privateCA')))
  if (!s.named) box.append(' ', element('span', 'tag ask', t('proxy')))
  const stamp = s.timestamp
  box.append(list([
    [t('time'), stamp && beijing(stamp.at)],
    [t('compare'), broken || s.trusted ? '' : s.certificate.anchor, true],
  ]))
  const more = element('details')
  more.append(element('summary', '', t('more')), list([
    [t('claimed'), s.claimedAt && beijing(s.claimedAt)],
    [t('stamp'), stamp && stamp.certificate.subject],
    [t('certificate'), s.certificate.subject],
    [t('fingerprint'), s.certificate.fingerprint, true],
    [t('evidence'), s.evidence && JSON.stringify(s.evidence), true],
  ]))
  box.append(more)
  return box
}

const roleOf = signer => (signer === 'organisation' ? t('seal') : signer === 'mediator' ? t('mediator') : t('party'))

function signatureBoxes(report) {
  const boxes = report.signatures.map(s => signatureBox(s, report.findings.some(f => f.where.signature === s.number)))
  for (const signer of report.unsigned || []) {
    const box = element('div', 'signature')
    box.append(element('strong', '', `${roleOf(signer)} ${roleOf(signer) === t('party') ? signer : ''}`), element('span', 'tag ask', t('unsigned')))
    boxes.push(box)
  }
  return boxes
}

function reportBox({ name, report }) {
  const article = element('article', report.verdict)
  const head = element('div', 'verdict')
  head.append(element('span', 'sign', { valid: '✓', wrong: '✕' }[report.verdict] || '?'))
  const words = element('div')
  words.append(element('b', '', both(report.says)), element('span', 'file', name))
  head.append(words)
  const body = element('div', 'body')
  if (report.findings.length) body.append(element('h3', '', t('findings')))
  for (const f of report.findings) {
    const box = element('div', 'finding', both(f.what))
    box.append(element('small', '', both(f.place)))
    body.append(box)
  }
  if (report.case) {
    const m = report.case.manifest
    body.append(element('h3', '', t('case')), list([
      ['', `${m.case.number} ${m.case.courtNumber || ''} ${m.case.cause || ''}`],
      [t('files'), `${m.documents.length + m.evidence.length} ${t('count')}`],
    ]))
  }
  if (report.signatures.length) body.append(element('h3', '', t('signatures')))
  body.append(...signatureBoxes(report))
  if (report.case && report.case.documents.length) {
    body.append(element('h3', '', t('documents')))
    for (const d of report.case.documents) {
      body.append(element('p', '', `${d.entry}: ${both(d.report.says)}`), ...signatureBoxes(d.report))
    }
  }
  body.append(element('h3', '', t('details')), list([
    [t('size'), `${report.size.toLocaleString('en')} ${t('bytes')}`],
    ['SHA-256', report.sha256, true], ['SM3', report.sm3, true], [t('frozen'), report.frozenSha256, true],
  ]))
  article.append(head, body)
  return article
}

function draw() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  for (const e of document.querySelectorAll('[data-t]')) e.textContent = t(e.dataset.t)
  $('language').textContent = t('other')
  $('language').lang = language === 'zh' ? 'en' : 'zh-CN'
  $('state').textContent = t(state[0]) + state[1]
  $('trustText').textContent = t(trust.trim() ? 'trustSome' : 'trustNone')
  $('results').replaceChildren(...results.map(reportBox))
}

function say(key, more = '') {
  state = [key, more]
  draw()
}

// fingerprints names the anchors by the digests of their certificates.
async function fingerprints() {
  for (const [, body] of trust.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)) {
    const der = bytesOf(body.replace(/\s/g, ''))
    const sum = crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', der)) : new Uint8Array()
    const item = element('li')
    item.append(element('code', '', Array.from(sum, b => b.toString(16).padStart(2, '0')).join('')))
    $('anchors').append(item)
  }
}

const program = (async () => {
  const packed = new Blob([bytesOf($('program').textContent)])
  const code = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
  const go = new Go()
  const { instance } = await WebAssembly.instantiate(code, go.importObject)
  go.run(instance)
})()

async function check(files) {
  for (const file of files) {
    say('checking', file.name)
    try {
      await program
      const answer = sutiaoVerify(new Uint8Array(await file.arrayBuffer()), trust)
      if (answer instanceof Error) throw answer
      results.unshift({ name: file.name, report: JSON.parse(answer) })
      say('ready')
    } catch (e) {
      say('failed', e.message)
    }
  }
}

$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh'
  draw()
})
$('file').addEventListener('change', e => {
  check([...e.target.files]).then(() => { e.target.value = '' })
})
for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  addEventListener(kind, e => {
    e.preventDefault()
    $('drop').classList.toggle('over', kind === 'dragenter' || kind === 'dragover')
    if (kind === 'drop') check([...e.dataTransfer.files])
  })
}
draw()
fingerprints()
program.then(() => say('ready'), e => say('failed', e.message))
