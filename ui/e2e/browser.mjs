// A browser in which each person has a window of their own, and the movements of a hand.

import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const desk = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }
export const narrow = { width: 320, height: 640 }

export class Walk {
  constructor(base) {
    this.base = base
    this.folder = process.env.SHOTS || mkdtempSync(join(tmpdir(), 'sutiao-walk-'))
    this.faults = []
    this.count = 0
    this.browsers = []
  }

  /** Starts a browser; windows open in the one that was started last. */
  async start(more = []) {
    this.browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, ...more] })
    this.browsers.push(this.browser)
  }

  async window(viewport) {
    const context = await this.browser.newContext({ viewport, locale: 'zh-CN', hasTouch: viewport.width < 500, bypassCSP: false })
    const page = await context.newPage()
    this.watch(page)
    await page.goto(this.base)
    return page
  }

  /** Takes down what goes wrong in a page. */
  watch(page) {
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`))
    page.on('console', (m) => {
      if (m.type() === 'error' && !/status of (401|403|409|422)/.test(m.text())) this.faults.push(`console: ${m.text()}`)
    })
    page.setDefaultTimeout(30_000)
    return page
  }

  /** Keeps a picture of the page, looks for barriers, and for a page wider than its window. */
  async look(page, name, { whole = true } = {}) {
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(this.folder, `${String(++this.count).padStart(2, '0')}-${name}.png`), fullPage: whole && !(await page.locator('dialog[open]').count()) })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) this.faults.push(`${name}: ${wide} px wider than the window`)
    // Evaluated by the debugger, so the page's own policy stands.
    const found = await page.evaluate(`${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' — ' + n.failureSummary.split('\\n')[1]).slice(0, 3).join(' | ')))`)
    for (const violation of found) this.faults.push(`${name}: ${violation}`)
  }

  async end() {
    for (const browser of this.browsers) await browser.close()
    console.log(`pictures: ${this.folder}`)
    for (const fault of this.faults) console.error(`✗ ${fault}`)
    if (this.faults.length > 0) process.exitCode = 1
  }
}

export async function signInStaff(page, { login, password }) {
  await page.getByRole('button', { name: '工作人员登录' }).click()
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '请先修改初始密码' }).waitFor()
  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel(/^新密码/).fill(password + '-new')
  await page.getByLabel('再输一次新密码').fill(password + '-new')
  await page.getByRole('button', { name: '确认修改' }).click()
  await page.getByRole('navigation').waitFor()
}

/** Opens the form of an act from the page of its case, fills it in and carries it through. */
export async function act(page, name, fill, { before } = {}) {
  await page.locator(`button[data-act=${name}]`).click()
  const sheet = page.locator('dialog[open]')
  await sheet.waitFor()
  if (fill) await fill(sheet)
  if (before) await before()
  await sheet.locator('button.first').click()
  const confirm = sheet.getByRole('button', { name: /^确认/ })
  await Promise.race([confirm.waitFor(), sheet.waitFor({ state: 'detached' })]).catch(() => undefined)
  if (await confirm.count()) await confirm.click()
  await sheet.waitFor({ state: 'detached' }).catch(async () => {
    throw new Error(`${name} was not accepted: ${await sheet.locator('.refusal').allInnerTexts()}`)
  })
}
