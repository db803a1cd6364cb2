// The movements around papers: handing in files, drafting by instalments, signing with a
// finger, checking what was signed.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeFor } from './people.mjs'

/** The smallest photo there is, and a file that no court takes. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==', 'base64')

function files() {
  const folder = mkdtempSync(join(tmpdir(), 'sutiao-files-'))
  const at = (name, content) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  return [at('境外交易短信.png', photo), at('program.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2048)]))]
}

/** Files a photo; the program that was chosen with it is refused beside its name. */
export async function fileEvidence(walk, page) {
  await page.locator('button[data-act=FileEvidence]').click()
  const sheet = page.locator('dialog[open]')
  await sheet.getByLabel('选择文件').setInputFiles(files())
  await sheet.locator('.upload.sent').nth(1).waitFor()
  await sheet.getByLabel(/^证明目的/).fill('收到境外交易短信时本人在国内，卡片在身边')
  await walk.look(page, 'evidence-phone')
  await sheet.locator('button.first').click()
  await sheet.locator('.upload.refused').waitFor()
  await walk.look(page, 'evidence-refused-phone')
  await sheet.locator('.upload.refused').getByRole('button', { name: /^删除/ }).click()
  await sheet.locator('button.first').click()
  await sheet.waitFor({ state: 'detached' })
  await page.locator('.file.picture img').first().waitFor()
}

/** Writes an agreement in three instalments; signing is opened once the review is content. */
export async function draft(walk, page, first) {
  await page.locator('button[data-act=DraftAgreement]').click()
  const sheet = page.locator('dialog[open]')
  const row = sheet.locator('fieldset.rows').first().locator('fieldset.row').first()
  await row.getByLabel('付款方').selectOption({ index: 2 })
  await row.getByLabel('收款方').selectOption({ index: 1 })
  await row.getByLabel(/^金额/).fill('12,000')
  await sheet.locator('.finding.blocks').first().waitFor()
  await walk.look(page, 'draft-faults-desk')
  await row.getByLabel(/^收款账户/).fill('林小梅，甲银行北京分行，6222020200112233445')
  await sheet.getByRole('button', { name: '生成分期付款' }).click()
  await sheet.getByLabel('第一期最后付款日').fill(first)
  await walk.look(page, 'instalments-desk')
  await sheet.getByRole('button', { name: '写入各期' }).click()
  await sheet.getByLabel('约定逾期的后果').check()
  await sheet.getByLabel('任何一期逾期').check()
  await sheet.getByLabel(/^逾期多少天/).fill('10')
  await sheet.getByLabel(/^其他约定/).fill('双方就本次盗刷再无其他争议')
  await sheet.getByText('条款审查通过').waitFor().catch(() => undefined)
  await walk.look(page, 'draft-desk')
  if (await sheet.locator('.finding.blocks').count()) throw new Error(`the review blocks: ${await sheet.locator('.finding.blocks').allInnerTexts()}`)
  await sheet.locator('.desk button.first').click()
  await sheet.waitFor({ state: 'detached' }).catch(async () => {
    throw new Error(`the draft was not taken: ${await sheet.locator('.refusal, .finding').allInnerTexts()}`)
  })
}

async function readToTheEnd(page, over) {
  // The wheel turns what lies under the mouse.
  if (over) await page.locator(over).hover()
  for (let i = 0; i < 60 && (await page.locator('.read-state:not(.done)').count()); i++) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(60)
  }
  await page.locator('.read-state.done').first().waitFor()
}

async function scrawl(page) {
  const box = await page.locator('.pad canvas').boundingBox()
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y]
  for (const [dx, dy] of [[0.15, 0.3], [0.4, 0.25], [0.62, 0.35]]) {
    await page.mouse.move(...at(dx, dy))
    await page.mouse.down()
    for (let i = 1; i <= 24; i++) await page.mouse.move(...at(dx + 0.009 * i, dy + 0.18 * Math.sin(i / 3.2) + 0.006 * i))
    await page.mouse.up()
  }
}

/** Signs on the page of its own, from the page of the case and back to it. */
export async function sign(page, how) {
  await page.locator('button[data-act=SignAgreement]').click()
  await signOpened(page, how)
  await page.getByRole('heading', { name: '您已签署' }).waitFor()
  await how.look?.('signed')
  await page.getByRole('link', { name: '回到案件' }).last().click()
  await page.locator('.case').waitFor()
}

/** Reads, draws or types, and signs with a code from the telephone, or with a password.
 * What scrolls under the text is named by over; again says that a reload on the way is tried. */
export async function signOpened(page, { outbox, phone, password, typed, join = false, look = () => undefined, over, again = true }) {
  await page.getByRole('heading', { name: '阅读全文' }).waitFor()
  await page.locator('.reader-page canvas').first().waitFor()
  await look('read')
  if (typed) {
    await page.getByRole('button', { name: '大字' }).click()
    await page.locator('.reader-page.large p').nth(5).waitFor()
    await look('large')
  }
  if (join) await page.getByLabel('同时签署司法确认申请书').check()
  await readToTheEnd(page, over)
  if (join) {
    await page.locator('.read-state.done').nth(1).waitFor({ timeout: 3000 }).catch(() => readToTheEnd(page, over))
    await look('read-all')
  }
  await page.getByRole('button', { name: '下一步' }).click()
  if (typed) {
    await page.getByRole('button', { name: /输入姓名代替/ }).click()
    await page.getByLabel('您的姓名').fill(typed)
    await look('typed')
  } else await draws(page, { join, look, again })
  await page.getByRole('button', { name: '下一步' }).click()
  if (password) {
    await page.getByLabel('您的登录密码').fill(password)
  } else {
    await look('code-asked')
    const asked = Date.now() - 1000
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByLabel(/^签署验证码/).fill(await codeFor(outbox, phone, asked, '签署验证码'))
  }
  await look('code')
  await page.getByRole('button', { name: '确认签署' }).click()
}

async function draws(page, { join, look, again }) {
  await look('pad-empty')
  await scrawl(page)
  if (again) {
    await page.reload() // what was drawn is still there
    await page.getByRole('heading', { name: '手写签名' }).waitFor()
  }
  await look('pad')
  if (!join) return
  const upright = page.viewportSize()
  await page.setViewportSize({ width: upright.height, height: upright.width })
  await look('pad-turned')
  await page.setViewportSize(upright)
}

/** Checks the newest agreement by its code and by its file, without an account. */
export async function check(walk, page, signedIn) {
  const row = signedIn.locator('.papers li', { hasText: '调解协议书' }).first()
  await row.locator('.tag.own').waitFor({ timeout: 30_000 })
  const code = await row.locator('.code').innerText()
  const href = await row.locator('a').getAttribute('href')
  const body = await (await signedIn.request.get(walk.base + href)).body()
  await page.goto(walk.base + '/v')
  await page.getByRole('heading', { name: '文书查验' }).waitFor()
  await walk.look(page, 'check-form')
  await page.getByLabel('文书编号').fill(code.toLowerCase())
  await page.getByRole('button', { name: '查验' }).click()
  await page.locator('.verdict.genuine').waitFor()
  await walk.look(page, 'check-code')
  const choose = (buffer) => page.locator('.drop input').setInputFiles({ name: '调解协议书.pdf', mimeType: 'application/pdf', buffer })
  await choose(body)
  await page.getByText('没有被改动').waitFor()
  await walk.look(page, 'check-file')
  await choose(Buffer.concat([body, Buffer.from(' ')]))
  await page.locator('.verdict.not-genuine').waitFor()
  await walk.look(page, 'check-altered')
}
