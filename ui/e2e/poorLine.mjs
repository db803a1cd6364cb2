// A poor line of the walk's own between one page and its media node, and a site whose
// answers get lost on their way: nothing that is written or signed may get lost with them.

import dgram from 'node:dgram'
import { hears, receives, seen, together, tookToReload, until, withinSeconds } from './receiving.mjs'

/** Passes UDP on between a page and a node, and loses what it is told to. */
export class PoorLine {
  loss = 0
  cut = false
  fronts = new Map()
  sockets = []

  /** Leaves a description no other way than over this line. */
  async reroute(sdp) {
    let out = sdp.replaceAll(/^a=candidate:.* tcp .*\r?\n/gm, '')
    for (const [, port] of out.matchAll(/^a=candidate:.* (\d+) typ host/gm)) {
      out = out.replaceAll(` ${port} typ host`, ` ${await this.frontOf(Number(port))} typ host`)
    }
    return out
  }

  frontOf(node) {
    if (!this.fronts.has(node)) this.fronts.set(node, this.open(node))
    return this.fronts.get(node)
  }

  async open(node) {
    const front = await this.socket((s, done) => s.bind(0, '127.0.0.1', done))
    const back = new Map()
    front.on('message', async (packet, from) => {
      const key = `${from.address}:${from.port}`
      if (!back.has(key)) {
        back.set(key, this.socket((s, done) => s.connect(node, '127.0.0.1', done)).then((s) => s.on('message', (p) => this.passes() && front.send(p, from.port, from.address))))
      }
      const to = await back.get(key)
      if (this.passes()) to.send(packet)
    })
    return front.address().port
  }

  socket(start) {
    const s = dgram.createSocket('udp4').unref().on('error', () => undefined) // a node that is gone refuses
    this.sockets.push(s)
    return new Promise((resolve) => start(s, () => resolve(s)))
  }

  passes() {
    return !this.cut && Math.random() >= this.loss
  }

  close() {
    for (const s of this.sockets) s.close()
  }
}

/** From the next load on the page's media goes over the line. */
export async function layLine(page) {
  const line = new PoorLine()
  await page.exposeFunction('poorLine', (sdp) => line.reroute(sdp))
  return line
}

/** The server does what it is asked for once, and its answer never arrives. */
export function loseAnswer(page, address) {
  return page.route(address, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  }, { times: 1 })
}

/** Less and less gets through, step by step, and all of it again: announced, and by itself. */
export async function lineWorsens(walk, line, { mediator, applicant, all, tab }) {
  const { page } = applicant
  const from = Date.now()
  await page.reload()
  await page.locator('.tiles').waitFor()
  await together(all, 'over a line of the test')
  tookToReload(from)
  line.loss = 0.4
  await page.getByText('网络较差，暂时只传声音').waitFor()
  await until('with 40 % lost the voices go on, without pictures', receives(page, 0, all.length - 1), 30)
  if (await page.locator('.tile video:not(.mirrored)').count()) throw new Error('pictures that come no more are still shown')
  await walk.look(page, 'applicant-voice-only', { whole: false })
  line.cut = true
  await page.getByText('网络很差，暂时只能看文字').waitFor()
  await walk.look(page, 'applicant-text-only', { whole: false })
  await page.locator('.banner').getByRole('button', { name: '聊天' }).click()
  await page.getByLabel('写给在场所有人').fill('听不见了，我打字')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByLabel('写给在场所有人').fill('还没写完的话') // as it was before
  await tab(mediator.page, /聊天/)
  await mediator.page.getByText('听不见了，我打字').waitFor()
  seen('without any media one goes on in writing')
}

export async function lineRecovers(line, { applicant, all }) {
  const from = Date.now()
  Object.assign(line, { loss: 0, cut: false })
  await until('the voices are back', hears(applicant.page, all.length - 1), 30)
  withinSeconds(from, 'the line was good again', 'the voices are back')
  await together(all, 'the line is good again')
  await applicant.page.getByText('网络很差，暂时只能看文字').waitFor({ state: 'detached' })
  await applicant.page.getByText('网络较差，暂时只传声音').waitFor({ state: 'detached' })
  withinSeconds(from, 'the line was good again', 'all is back')
}

/**
 * The record is written and answered while answers get lost and the network is away: each
 * line and each objection stands in it once.
 */
export async function recordOnPoorLine(walk, { mediator, applicant, tab }) {
  const line = '被申请人：愿意减免违约金。'
  await tab(mediator.page, '笔录')
  await loseAnswer(mediator.page, '**/sessions/*/record')
  await mediator.page.getByLabel('发言内容').fill(line)
  await mediator.page.getByRole('button', { name: '记入笔录' }).click()
  await mediator.page.locator('.record-desk .reason').waitFor()
  if ((await mediator.page.getByLabel('发言内容').inputValue()) !== line) throw new Error('what was written is gone')
  await mediator.page.getByRole('button', { name: '记入笔录' }).click()
  await mediator.page.getByText(line).first().waitFor()
  await until('a line whose answer was lost stands once', async () => (await mediator.page.locator('.record li', { hasText: line }).count()) === 1)

  const { page } = applicant
  await tab(page, '笔录')
  const row = page.locator('.record li', { hasText: line })
  await row.getByRole('button', { name: '有异议' }).click()
  await page.context().setOffline(true)
  const words = '应为“全部违约金”'
  await row.getByRole('textbox').fill(words)
  await row.getByRole('button', { name: '提出异议' }).click()
  await row.getByRole('alert').waitFor()
  await walk.look(page, 'applicant-objection-offline', { whole: false })
  if ((await row.getByRole('textbox').inputValue()) !== words) throw new Error('the objection is gone')
  await page.context().setOffline(false)
  await loseAnswer(page, '**/record/reads')
  await row.getByRole('button', { name: '提出异议' }).click()
  await until('an objection whose answer was lost is found in the record, and the form closes', async () => !(await row.getByRole('textbox').count()))
  const objected = mediator.page.locator('.objection', { hasText: words })
  await objected.waitFor()
  if ((await objected.count()) !== 1) throw new Error('the objection stands twice')
  await walk.look(page, 'applicant-objection', { whole: false })

  const old = mediator.page.locator('.record li', { hasText: line }).first()
  await old.getByRole('button', { name: '更正' }).click()
  await old.getByRole('textbox').fill('被申请人：愿意减免全部违约金。')
  await mediator.page.getByRole('button', { name: '记入更正' }).click()
  await page.locator('.record li', { hasText: '被申请人：愿意减免全部违约金。' }).getByRole('button', { name: '无误' }).click()
  await mediator.page.locator('.record del', { hasText: line }).waitFor()
  await walk.look(mediator.page, 'mediator-corrected', { whole: false })
  seen('an objection on a line that failed stands once, and is answered by a correction')
}
