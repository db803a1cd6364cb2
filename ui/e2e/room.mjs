// Drives a mediator, an applicant and a respondent through the video room of a running
// system, in headless Chromium with fake cameras.
//
//   BASE=http://127.0.0.1:8080 CASE=d… SESSION=1 OUTBOX=data/outbox PEOPLE='{
//     "mediator": {"name": "陈立", "login": "…", "password": "…"},
//     "applicant": {"name": "林小梅", "phone": "138…", "number": "12345X"},
//     "respondent": {"name": "孙行", "phone": "139…", "number": "543210"}}' node e2e/room.mjs
//
// Instead of login or phone a person may have a "cookie" ("name=value") of a session, and
// instead of OUTBOX a "code" that the server takes. MOVE names an address that, posted to,
// kills the room's node, which is started again; without it that is not looked at.

import { inConfidence } from './confidence.mjs'
import { beginRecording, recordingDeclined, recordingEnds, watchRecordings } from './recorded.mjs'
import { Walk, desk, narrow, phone } from './browser.mjs'
import { opensSession, reachAgreement, signsInRoom } from './closing.mjs'
import { testsNetworks } from './networks.mjs'
import { fileEvidence } from './papers.mjs'
import { codeFor } from './people.mjs'
import { layLine, lineRecovers, lineWorsens, recordOnPoorLine } from './poorLine.mjs'
import { decoded, prepare, receives, seen, together, until, tookToReload, withinSeconds } from './receiving.mjs'

const { BASE = 'http://127.0.0.1:8080', CASE, SESSION = '1', OUTBOX, MOVE } = process.env
if (!CASE || !process.env.PEOPLE) throw new Error('set CASE and PEOPLE')
const who = JSON.parse(process.env.PEOPLE)
const address = `${BASE}/cases/${CASE}/room/${SESSION}`

const walk = new Walk(BASE)
const flags = [
  '--use-fake-device-for-media-stream=fps=10', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
  '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding',
]
async function signIn(role, viewport) {
  const person = who[role]
  // One browser each, as on devices of their own: the pages of one share its camera, and wait for each other.
  await walk.start(flags)
  const page = await walk.window(viewport)
  await page.context().grantPermissions(['camera', 'microphone'])
  await page.addInitScript(prepare)
  if (person.cookie) {
    const [name, value] = person.cookie.split('=')
    await page.context().addCookies([{ name, value, url: BASE }])
  } else if (person.login) await withPassword(page, person)
  else await withCode(page, person)
  return { role, page, name: person.name, person }
}

async function withPassword(page, { login, password }) {
  await page.getByRole('button', { name: '工作人员登录' }).click()
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').waitFor()
}

async function withCode(page, { phone: number }) {
  await page.getByLabel('手机号').fill(number)
  const asked = Date.now() - 1000
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByLabel('验证码').fill(await codeFor(OUTBOX, number, asked))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('link', { name: '案件' }).waitFor()
}

/** Devices, identity, and to the waiting room or in. */
async function goIn({ role, page, person }) {
  await page.goto(address)
  await page.getByRole('heading', { name: '检查摄像头和声音' }).waitFor()
  await page.getByText('听得到您的声音').waitFor()
  await page.getByText(/^✓ 音视频畅通：直连（UDP），往返\d+毫秒$/).waitFor()
  await walk.look(page, `${role}-devices`)
  if (role === 'mediator') return page.getByRole('button', { name: '进入调解室' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '核验身份' }).waitFor()
  await page.locator('.rights-end').scrollIntoViewIfNeeded()
  await page.getByLabel('我已读完并知悉以上权利义务').check()
  await page.getByLabel('我同意以在线音视频方式进行调解').check()
  const number = page.getByLabel(/^证件号码后六位/)
  if (await number.count()) await number.fill(person.number ?? '')
  const asked = Date.now() - 1000
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText('验证码已发到您登记的手机').waitFor()
  await page.getByLabel('身份验证码').fill(person.code ?? (await codeFor(OUTBOX, person.phone, asked)))
  await walk.look(page, `${role}-identity`)
  await page.getByRole('button', { name: '进入调解室' }).click()
  await page.getByRole('heading', { name: '请稍候，调解员会请您进入' }).waitFor()
  await walk.look(page, `${role}-waiting`)
}

const tab = async (page, name) => {
  if (!(await page.getByRole('tablist').count())) await page.getByRole('button', { name: /^面板：/ }).click()
  await page.getByRole('tab', { name }).click()
}

/** Somebody sees another once, and the mediator has nobody to admit. */
async function onlyOnce(by, whom) {
  const tiles = by.page.locator('.tile', { hasText: whom.name })
  if ((await tiles.count()) !== 1) throw new Error(`${by.role} sees ${whom.role} ${await tiles.count()} times`)
  if (await by.page.locator('.banner.waits').count()) throw new Error('he who was in waits again')
}

const scenes = {
  async admit({ mediator, applicant, respondent }) {
    for (const p of [applicant, respondent]) await mediator.page.locator('.banner.waits', { hasText: p.name }).waitFor()
    await walk.look(mediator.page, 'mediator-admits', { whole: false })
    for (const p of [applicant, respondent]) await mediator.page.locator('.banner.waits', { hasText: p.name }).getByRole('button').click()
    await together([mediator, applicant, respondent], 'admitted')
    for (const p of [mediator, applicant, respondent]) await walk.look(p.page, `${p.role}-room`, { whole: false })
  },

  async networks({ mediator, applicant, respondent }) {
    await testsNetworks(walk, respondent, address)
    await together([mediator, applicant, respondent], 'while one tests networks')
    seen('only a relay, or no way at all, is told before one goes in')
  },

  async opening({ mediator }) {
    await opensSession(walk, mediator, { attend: 2, tab })
    seen('the session is opened beside the room')
  },

  async chat({ mediator, applicant, respondent }) {
    await tab(applicant.page, '聊天')
    await applicant.page.getByLabel('写给在场所有人').fill('我同意分期')
    await applicant.page.getByRole('button', { name: '发送' }).click()
    await tab(respondent.page, /聊天/)
    await respondent.page.getByText('我同意分期').waitFor()
    await applicant.page.getByLabel('写给在场所有人').fill('还没写完的话')
    await walk.look(applicant.page, 'applicant-chat', { whole: false })
    await respondent.page.getByRole('button', { name: '举手' }).click()
    await mediator.page.locator('.tile-hand').waitFor()
    seen('a text and a hand arrive')
  },

  async record({ mediator, respondent }) {
    await tab(mediator.page, '笔录')
    await mediator.page.getByLabel('发言内容').fill('申请人陈述：信用卡被盗刷。')
    await mediator.page.getByRole('button', { name: '记入笔录' }).click()
    await tab(respondent.page, '笔录')
    await respondent.page.getByText('申请人陈述：信用卡被盗刷。').first().waitFor()
    await walk.look(mediator.page, 'mediator-record', { whole: false })
    seen('a line of the record is written and read')
  },

  /** Voice, then text only, and the record written and answered meanwhile. */
  async poorLine({ mediator, applicant, respondent }) {
    const all = [mediator, applicant, respondent]
    const line = await layLine(applicant.page)
    await lineWorsens(walk, line, { mediator, applicant, all, tab })
    await recordOnPoorLine(walk, { mediator, applicant, tab })
    await lineRecovers(line, { applicant, all })
    walk.faults = walk.faults.filter((f) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/.test(f))
  },

  async caucus({ mediator, applicant, respondent }) {
    await tab(mediator.page, '主持')
    for (const name of [mediator.name, applicant.name]) await mediator.page.locator('fieldset').getByLabel(name).check()
    await walk.look(mediator.page, 'mediator-caucus-choice', { whole: false })
    await mediator.page.getByRole('button', { name: '开始背对背调解' }).click()
    for (const p of [mediator, applicant]) await p.page.getByText('背对背调解·保密').first().waitFor()
    await together([mediator, applicant], 'caucus')
    await until('outside the caucus nothing is received', async () => (await decoded(respondent.page)).pictures.length === 0)
    await tab(applicant.page, '聊天')
    await applicant.page.getByLabel(/^写给背对背调解中的人/).fill('底线是八千')
    await applicant.page.getByRole('button', { name: '发送' }).click()
    await tab(mediator.page, /聊天/)
    await mediator.page.getByText('底线是八千').waitFor()
    for (const p of [mediator, applicant, respondent]) await walk.look(p.page, `${p.role}-caucus`, { whole: false })
    await inConfidence(walk, { mediator, applicant, respondent, tab })
    if (await respondent.page.getByText('底线是八千').count()) throw new Error('the chat of the caucus leaked')
    await tab(mediator.page, '主持')
    await mediator.page.getByRole('button', { name: /^结束，全部回到/ }).click()
    await together([mediator, applicant, respondent], 'after the caucus')
    if ((await applicant.page.getByLabel('写给在场所有人').inputValue()) !== '还没写完的话') throw new Error('the draft of the common room is lost')
    if (await applicant.page.getByText('底线是八千').count()) throw new Error('the chat of the caucus is still shown')
  },

  async screen({ mediator, respondent }) {
    await mediator.page.getByRole('button', { name: '共享屏幕' }).click()
    await until('the shared screen is seen', receives(respondent.page, 3, 2), 45)
    for (const p of [mediator, respondent]) await walk.look(p.page, `${p.role}-screen`, { whole: false })
    await mediator.page.getByRole('button', { name: '停止共享屏幕' }).click()
    await respondent.page.locator('.tile.screen').waitFor({ state: 'detached' })
  },

  async recording({ mediator, applicant, respondent }) {
    await beginRecording(walk, { mediator, others: [applicant, respondent], tab })
    await walk.look(applicant.page, 'applicant-recorded', { whole: false })
    await respondent.page.getByRole('button', { name: '撤回同意' }).click()
    await respondent.page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click()
    await recordingEnds([mediator, applicant, respondent])
    seen('recorded with the consent of all, off when one withdrew')
  },

  async figures({ mediator, applicant, respondent }) {
    await tab(mediator.page, '主持')
    await mediator.page.getByRole('button', { name: '开始第1轮报价' }).click()
    await mediator.page.getByRole('dialog').getByRole('button', { name: '开始' }).click()
    for (const [p, yuan] of [[applicant, '8,000'], [respondent, '9,000']]) {
      await p.page.locator('.banner').getByRole('button', { name: '填写金额' }).click()
      await p.page.getByLabel('金额（元）').fill(yuan)
      await walk.look(p.page, `${p.role}-figure`, { whole: false })
      await p.page.locator('.panel').getByRole('button', { name: '填写金额' }).click()
      await p.page.getByRole('dialog').getByRole('button', { name: '填写金额' }).click()
      await p.page.getByText('已填写，本轮结束前').waitFor()
    }
    await mediator.page.getByRole('button', { name: '结束第1轮' }).click()
    for (const p of [mediator, applicant, respondent]) await p.page.getByText('中间数为¥8,500.00').waitFor()
    seen('figures met at the midpoint')
  },

  async reload({ mediator, applicant, respondent }) {
    const from = Date.now()
    await applicant.page.reload()
    await applicant.page.locator('.tiles').waitFor()
    await together([mediator, applicant, respondent], 'after a reload')
    tookToReload(from)
    await tab(applicant.page, '聊天')
    if ((await applicant.page.getByLabel('写给在场所有人').inputValue()) !== '还没写完的话') throw new Error('the draft is lost')
  },

  async move({ mediator, applicant, respondent }) {
    if (!MOVE) return
    const all = [mediator, applicant, respondent]
    await beginRecording(walk, { mediator, others: [applicant, respondent], tab })
    await fetch(MOVE, { method: 'POST' })
    const from = Date.now()
    await together(all, 'after the node died')
    withinSeconds(from)
    // The node that died, and the tries to reach it, are no faults of the page.
    walk.faults = walk.faults.filter((f) => !/status of 50[23]|WebSocket/.test(f))
    await recordingDeclined({ mediator, others: [applicant, respondent] })
    await tab(applicant.page, '聊天')
    if (!(await applicant.page.getByText('我同意分期').count())) throw new Error('the chat is lost')
  },

  /** The node dies during a caucus: nothing of it may reach the other side on the next. */
  async moveInCaucus({ mediator, applicant, respondent }) {
    if (!MOVE) return
    await tab(mediator.page, '主持')
    for (const name of [mediator.name, applicant.name]) await mediator.page.locator('fieldset').getByLabel(name).check()
    await mediator.page.getByRole('button', { name: '开始背对背调解' }).click()
    await together([mediator, applicant], 'caucus again')
    let leaked = false
    const watch = setInterval(async () => {
      const now = await decoded(respondent.page).catch(() => ({ pictures: [], sounds: [] }))
      leaked ||= now.pictures.some((n) => n > 0) || now.sounds.some((n) => n > 0)
    }, 100)
    await fetch(MOVE, { method: 'POST' })
    const from = Date.now()
    await together([mediator, applicant], 'in the caucus after the node died')
    withinSeconds(from)
    // A node that only takes leave serves on for a moment.
    await mediator.page.waitForTimeout(2000)
    await together([mediator, applicant], 'and a moment later')
    for (const p of [mediator, applicant]) await p.page.getByText('背对背调解·保密').first().waitFor()
    await respondent.page.locator('.tiles').waitFor()
    await walk.look(respondent.page, 'respondent-after-move', { whole: false })
    clearInterval(watch)
    walk.faults = walk.faults.filter((f) => !/status of 50[23]|WebSocket/.test(f))
    if (leaked) throw new Error('the caucus was seen or heard on its way back')
    await mediator.page.getByRole('button', { name: /^结束，全部回到/ }).click()
    await together([mediator, applicant, respondent], 'after that caucus')
  },

  async papers({ mediator, applicant }) {
    await tab(mediator.page, '文书')
    const first = mediator.page.locator('.papers button').first()
    await mediator.page.waitForTimeout(500)
    if (!(await first.count())) return
    await first.click()
    await mediator.page.getByRole('button', { name: '向大家展示第1页' }).click()
    await applicant.page.getByText('调解员正在展示第1页').waitFor()
    await applicant.page.locator('.reader-page canvas').first().waitFor()
    await walk.look(applicant.page, 'applicant-paper', { whole: false })
    await walk.look(mediator.page, 'mediator-paper', { whole: false })
    seen('a page is shown to all')
  },

  /** What can't be shown on a poor line is sent as a photo. */
  async photo({ applicant, respondent }) {
    for (const { page } of [applicant, respondent]) {
      await tab(page, '文书')
      // What the mediator showed before may still lie open.
      const back = page.getByRole('button', { name: '全部文书' })
      await back.or(page.locator('.papers')).first().waitFor()
      if (await back.count()) await back.click()
    }
    await fileEvidence(walk, applicant.page)
    await respondent.page.locator('.file.picture img').first().waitFor()
    seen('a photo that was sent from the room is seen by the other side')
  },

  /** The same person in another tab: one takes part in one place at a time. */
  async secondTab({ mediator, applicant, respondent }) {
    const all = [mediator, applicant, respondent]
    const first = applicant.page
    const second = walk.watch(await first.context().newPage())
    await second.addInitScript(prepare)
    await second.goto(address)
    await second.getByRole('button', { name: '进入调解室' }).click()
    await first.getByRole('heading', { name: '您已在另一个窗口或设备进入' }).waitFor()
    await walk.look(first, 'applicant-elsewhere')
    await together([mediator, { ...applicant, page: second }, respondent], 'in a second tab')
    await onlyOnce(mediator, applicant)
    await first.getByRole('button', { name: '改在这里参加' }).click()
    await first.getByRole('button', { name: '进入调解室' }).click()
    await second.getByRole('heading', { name: '您已在另一个窗口或设备进入' }).waitFor()
    await together(all, 'back in the first tab')
    await onlyOnce(respondent, applicant)
    await second.close()
  },

  async narrow({ applicant }) {
    await applicant.page.setViewportSize(narrow)
    await tab(applicant.page, '人员')
    await walk.look(applicant.page, 'narrow-panel', { whole: false })
    for (const name of ['笔录', '保密']) {
      await tab(applicant.page, name)
      await applicant.page.locator('#panel-body .card').first().waitFor()
      await walk.look(applicant.page, `narrow-${name}`, { whole: false })
    }
    await applicant.page.getByRole('button', { name: '收起面板' }).click()
    await walk.look(applicant.page, 'narrow-room', { whole: false })
    await applicant.page.setViewportSize({ width: 740, height: 360 })
    await walk.look(applicant.page, 'turned-room', { whole: false })
    await applicant.page.getByRole('button', { name: 'English' }).click()
    await applicant.page.setViewportSize(narrow)
    await walk.look(applicant.page, 'narrow-english', { whole: false })
    await applicant.page.getByRole('button', { name: '中文' }).click()
    await applicant.page.setViewportSize(phone)
  },

  async removal({ mediator, applicant, respondent }) {
    await tab(mediator.page, '人员')
    await mediator.page.getByRole('button', { name: `移出 ${respondent.name}` }).click()
    await mediator.page.getByLabel('原因').fill('扰乱秩序')
    await mediator.page.getByRole('dialog').getByRole('button', { name: '移出' }).click()
    await respondent.page.getByText('扰乱秩序').waitFor()
    await walk.look(respondent.page, 'respondent-removed')
    await applicant.page.getByRole('button', { name: '离开' }).click()
    await applicant.page.getByRole('dialog').getByRole('button', { name: '离开' }).click()
    await applicant.page.getByRole('heading', { name: '您已离开调解室' }).waitFor()
    await applicant.page.getByRole('link', { name: '回到案件' }).first().waitFor()
    seen('removed, and left, with a way back to the case')
    await applicant.page.getByRole('button', { name: '再次进入' }).click()
    await respondent.page.goto(address)
    for (const p of [applicant, respondent]) {
      await p.page.getByRole('button', { name: '进入调解室' }).click()
      await mediator.page.locator('.banner.waits', { hasText: p.name }).getByRole('button').click()
    }
    await together([mediator, applicant, respondent], 'let in again')
  },

  async agreement({ mediator, applicant, respondent }) {
    const all = [mediator, applicant, respondent]
    const { now } = await (await fetch(`${BASE}/api/system`)).json()
    await reachAgreement(walk, mediator, { today: Date.parse(now), tab })
    seen('the text is before the parties')
    for (const p of [applicant, respondent]) {
      await signsInRoom(walk, p, { outbox: OUTBOX, lost: p === respondent })
      await p.page.getByRole('heading', { name: '您已签署' }).waitFor()
      await walk.look(p.page, `${p.role}-signs-signed`, { whole: false })
      await p.page.locator('#panel-body').getByRole('link', { name: '回到调解室' }).last().click()
      await p.page.locator('.tiles').waitFor()
      await together(all, `${p.role} has signed in the room`)
    }
    await signsInRoom(walk, mediator, { outbox: OUTBOX })
    for (const p of all) {
      await p.page.getByRole('heading', { name: '调解协议已签署' }).waitFor()
      await walk.look(p.page, `${p.role}-over`)
    }
    await applicant.page.getByRole('link', { name: '回到案件' }).last().click()
    await applicant.page.locator('.case').waitFor()
    walk.faults = walk.faults.filter((f) => !/ERR_CONNECTION_RESET/.test(f))
    seen('signed by all, and the room is over')
  },

  async footage({ mediator, applicant }) {
    await mediator.page.getByRole('link', { name: '回到案件' }).last().click()
    for (const p of [mediator, applicant]) await watchRecordings(walk, p, until)
  },
}

try {
  const all = { mediator: await signIn('mediator', desk), applicant: await signIn('applicant', phone), respondent: await signIn('respondent', desk) }
  for (const p of Object.values(all)) await goIn(p)
  const only = process.env.SCENES?.split(',')
  for (const [name, scene] of Object.entries(scenes)) if (!only || only.includes(name)) await scene(all)
  console.log('all seen')
} catch (error) {
  walk.faults.push(String(error.stack ?? error))
  const pages = walk.browsers.flatMap((b) => b.contexts()).flatMap((c) => c.pages())
  for (const [i, page] of pages.entries()) await page.screenshot({ path: `${walk.folder}/failed-${i}.png` })
} finally {
  await walk.end()
}
