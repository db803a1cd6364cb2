// Drives real browsers through a room; started by browser_test.go with the address of a
// test server. Prints one line for each thing that was seen, and exits 1 at the first
// that was not.
import { createRequire } from 'node:module'

const [base, modules] = process.argv.slice(2)
const { chromium } = createRequire(modules + '/')('playwright-core')

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
    '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--auto-select-desktop-capture-source=Entire screen'],
})
const started = Date.now()
const seen = (what, more = '') => console.log(`${((Date.now() - started) / 1000).toFixed(1)} s  ${what} ${more}`)

const wait = async (what, check, seconds = 15) => {
  const until = Date.now() + seconds * 1000
  let last
  while (Date.now() < until) {
    last = await check()
    if (last) { seen(what, typeof last === 'object' ? JSON.stringify(last) : ''); return last }
    await new Promise(r => setTimeout(r, 100))
  }
  throw new Error('not seen: ' + what + ' ' + JSON.stringify(last ?? null))
}

const ticket = async (who, room = 'r1') => (await fetch(`${base}/ticket?who=${who}&room=${room}`)).text()

const join = async (who, options = {}, context) => {
  context = context || await browser.newContext({ permissions: ['camera', 'microphone'] })
  const page = await context.newPage()
  page.on('pageerror', e => console.log(who, 'page error', e.message))
  await page.goto(base + '/room.html')
  await enter(page, { token: await ticket(who, options.room) }, options)
  return { who, page, context }
}

const enter = (page, hello, options = {}) => page.evaluate(async ([hello, options, url]) => {
  window.room = new Room({ url, ...options })
  await room.connect(hello)
}, [hello, options, base.replace('http', 'ws') + '/ws'])

const decoded = p => p.page.evaluate(() => room.decoded())
const you = p => p.page.evaluate(() => room.you)
const publish = (p, ...sources) => p.page.evaluate(s => room.publish(s), sources)

// decodes tells whether a track's frames (or sound) go on being decoded from now.
const decodes = (p, key) => {
  let first
  return async () => {
    const now = (await decoded(p))[key]
    if (!now) { first = undefined; return false }
    if (!first) { first = now; return false }
    return (now.frames > first.frames + 4) || (key.endsWith('microphone') && now.samples > first.samples + 4800 && now.packets > first.packets + 5)
  }
}
const everyone = async people => {
  await Promise.all(people.flatMap(p => people.filter(o => o !== p).flatMap(o => ['camera', 'microphone'].map(async s => {
    const key = await you(o) + '/' + s
    await wait(`${p.who} decodes ${o.who}'s ${s}`, decodes(p, key))
  }))))
}

const only = process.argv[4]
const scenes = {
  async room() {
    const mediator = await join('mediator')
    const applicant = await join('applicant')
    const respondent = await join('respondent')
    const all = [mediator, applicant, respondent]
    for (const p of [applicant, respondent]) {
      if (await p.page.evaluate(() => room.state) !== 'waiting') throw new Error('came in without being admitted')
    }
    await wait('two wait', () => mediator.page.evaluate(() => room.waiting?.length === 2))
    await mediator.page.evaluate(() => Promise.all(room.waiting.map(w => room.ask('admit', { participant: w.id }))))
    const begun = Date.now()
    await Promise.all(all.map(p => publish(p, 'microphone', 'camera')))
    await everyone(all)
    seen('three see and hear each other', `${Date.now() - begun} ms after they began to send`)
    seen('over', JSON.stringify(await applicant.page.evaluate(() => room.pair())))

    const a = await you(applicant), r = await you(respondent), m = await you(mediator)
    await wait('the best layer arrives', async () => ((await decoded(applicant))[m + '/camera'].height >= 360), 20)
    await applicant.page.evaluate(id => room.ask('view', { participant: id, source: 'camera', quality: 'low' }), m)
    await wait('a lower layer on request', async () => ((await decoded(applicant))[m + '/camera'].height <= 180))
    await wait('it goes on', decodes(applicant, m + '/camera'))
    await applicant.page.evaluate(id => room.ask('view', { participant: id, source: 'camera', quality: 'high' }), m)

    await mediator.page.evaluate(() => room.ask('chat', { key: 'k1', text: '现在开始调解' }))
    await wait('what is written arrives', () => respondent.page.evaluate(() => room.events.find(e => e.type === 'chat')?.said.text))
    await wait('somebody is heard to speak', () => mediator.page.evaluate(() => room.events.some(e => e.type === 'speakers' && e.speakers.length)))

    // The private caucus: mediator and applicant.
    await mediator.page.evaluate(ids => room.ask('caucus', { participants: ids }), [m, a])
    const before = await respondent.page.evaluate(() => room.down.getStats().then(s => [...s.values()].filter(x => x.type === 'transport').map(x => x.bytesReceived)[0]))
    await mediator.page.evaluate(() => room.ask('chat', { key: 'c1', text: '底线是多少' }))
    await wait('those in the caucus see each other', decodes(applicant, m + '/camera'))
    if (Object.keys(await decoded(respondent)).length) throw new Error('the respondent has tracks of the caucus')
    const after = await respondent.page.evaluate(() => room.down.getStats().then(s => [...s.values()].filter(x => x.type === 'transport').map(x => x.bytesReceived)[0]))
    seen('outside the caucus nothing arrives', `${after - before} bytes`)
    if (await respondent.page.evaluate(() => JSON.stringify(room.events).includes('底线'))) throw new Error('the chat of the caucus leaked')
    await mediator.page.evaluate(() => room.ask('end-caucus', { caucus: room.caucus }))
    await everyone(all)
    seen('after the caucus all are together')

    await publish(applicant, 'screen')
    await wait('the shared screen is seen', decodes(respondent, a + '/screen'))
    await applicant.page.evaluate(() => room.unpublish('screen'))
    await wait('and gone', async () => !(a + '/screen' in await decoded(respondent)))

    await mediator.page.evaluate(() => room.ask('recording', { on: true }))
    await Promise.all([applicant, respondent].map(p => p.page.evaluate(() => room.ask('consent', { given: true }))))
    await wait('it is recorded', () => respondent.page.evaluate(() => room.events.some(e => e.type === 'recording' && e.recording.state === 'on' && e.recording.audible)))
    await new Promise(r => setTimeout(r, 4000)) // what is recorded has to have a length
    await respondent.page.evaluate(() => room.ask('consent', { given: false }))
    await wait('withdrawn by one, it is off', () => mediator.page.evaluate(() => room.events.findLast(e => e.type === 'recording').recording.state === 'off'))

    // A reload: the page comes back with its session.
    const session = await applicant.page.evaluate(() => sessionStorage.getItem('session'))
    await applicant.page.reload()
    await enter(applicant.page, { session, fresh: true })
    await publish(applicant, 'microphone', 'camera')
    if (await you(applicant) !== a) throw new Error('came back as somebody else')
    await everyone(all)
    seen('after a reload all see each other')

    // A second tab of the same person.
    const tab = await join('applicant', {}, applicant.context)
    await wait('the first tab is told', () => applicant.page.evaluate(() => room.events.some(e => e.type === 'replaced')))
    await wait('the others see it', () => mediator.page.evaluate(() => room.events.some(e => e.type === 'participant' && e.participant.took)))
    await publish(tab, 'microphone', 'camera')
    await everyone([mediator, tab, respondent])
    seen('the second tab took over')
    for (const p of all) {
      const failed = await p.page.evaluate(() => room.failed)
      if (failed) throw new Error(p.who + ': ' + failed)
    }
    await Promise.all([applicant, mediator, respondent].map(p => p.context.close()))
  },

  async relay() {
    const people = []
    for (const who of ['mediator', 'applicant']) people.push(await join(who, { room: 'r2', policy: 'relay' }))
    await wait('one waits', () => people[0].page.evaluate(() => room.waiting?.length === 1))
    await people[0].page.evaluate(() => room.ask('admit', { participant: room.waiting[0].id }))
    await Promise.all(people.map(p => publish(p, 'microphone', 'camera')))
    await everyone(people)
    const pair = await people[1].page.evaluate(() => room.pair())
    if (pair.type !== 'relay') throw new Error('not relayed: ' + JSON.stringify(pair))
    seen('relayed only', JSON.stringify(pair))
    await Promise.all(people.map(p => p.context.close()))
  },
}

try {
  for (const [name, scene] of Object.entries(scenes)) if (!only || only === name) await scene()
  console.log('all seen')
} catch (e) {
  console.log(String(e.stack || e))
  process.exitCode = 1
} finally {
  await browser.close()
}
