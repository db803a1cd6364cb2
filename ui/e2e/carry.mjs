// Carries one dispute through the pages by hand, from referral to ruling, in a headless
// browser. Needs a running system:
//
//   BASE=http://127.0.0.1:8080 OPERATOR_KEY=… OUTBOX=data/outbox npm run e2e

import { act, desk, narrow, phone, signInStaff, Walk } from './browser.mjs'
import { check, draft, fileEvidence, sign } from './papers.mjs'
import { codeFor, hire, next, operatorAt } from './people.mjs'

const { BASE = 'http://127.0.0.1:8080', OPERATOR_KEY, OUTBOX } = process.env
if (!OPERATOR_KEY || !OUTBOX) throw new Error('set OPERATOR_KEY and OUTBOX')

const walk = new Walk(BASE)
const staff = await hire(operatorAt(BASE, OPERATOR_KEY))
const phones = ['138' + next().slice(-8), '139' + next().slice(-8)]

async function party(number, picture, screen = phone) {
  const page = await walk.window(screen)
  if (picture) await walk.look(page, 'sign-in-phone')
  await page.getByLabel('手机号').fill(number)
  const asked = Date.now() - 1000
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByLabel('验证码').fill(await codeFor(OUTBOX, number, asked))
  if (picture) await walk.look(page, 'sign-in-code-phone')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('link', { name: '案件' }).waitFor()
  return page
}

async function desks(person) {
  const page = await walk.window(desk)
  await signInStaff(page, person)
  return page
}

/** The court refers a case over a credit card; the first attempt lacks much. */
async function refer(page) {
  await page.getByRole('link', { name: '新收案件' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('alert').waitFor()
  await walk.look(page, 'refer-refused-desk')
  const form = page.locator('form.narrow')
  await form.getByLabel('法院案号').fill(`（2026）京0102民初${next().slice(-6)}号`)
  await form.getByLabel('案件来源').selectOption('pre-filing')
  await form.getByLabel('纠纷类型').selectOption('bank_card')
  await form.getByLabel('案由').selectOption({ index: 2 })
  await form.getByLabel(/^标的额/).fill('12,000.00')
  await form.getByLabel(/^调解请求/).fill('返还被盗刷的12,000元\n消除不良征信记录')
  await form.getByLabel('事实与理由').fill('申请人的信用卡于2026年10月在境外被盗刷，申请人随即挂失并报警。银行认为交易使用了正确密码，拒绝退还。')
  const rows = form.locator('fieldset.rows > fieldset.row')
  await fillParty(rows.nth(0), '林小梅', phones[0], '北京市西城区某街1号')
  await fillParty(rows.nth(1), '甲银行股份有限公司北京分行', phones[1], '北京市西城区金融街2号', '孙行')
  await form.getByLabel(staff.office.name).check()
  await walk.look(page, 'refer-filled-desk')
  await page.getByRole('button', { name: '提交' }).click()
  await page.waitForURL(/\/cases\/d/)
  return page.url()
}

async function fillParty(row, name, number, address, representative) {
  await row.getByLabel('姓名或名称').first().fill(name)
  await row.getByLabel('手机号').first().fill(number)
  await row.getByLabel('住址').fill(address)
  if (representative) await row.getByLabel('法定代表人').fill(representative)
}

const soon = (hours) => new Date(Date.now() + 8 * 3600_000 + hours * 3600_000).toISOString().slice(0, 16)

async function today() {
  const { now } = await (await fetch(`${BASE}/api/system`)).json()
  return Date.parse(now)
}

try {
  await walk.start()
  const clerk = await desks(staff.clerk)
  const address = await refer(clerk)
  await walk.look(clerk, 'case-referred-desk')

  const manager = await desks(staff.manager)
  await manager.getByRole('link', { name: /京0102民初/ }).last().waitFor()
  await walk.look(manager, 'list-desk')
  await manager.goto(address)
  // The parties choose first: naming a mediator at once is refused, with its article.
  await manager.locator('button[data-act=AcceptReferral]').click()
  await manager.getByLabel(/^调解员/).selectOption({ label: '陈立' })
  await manager.locator('dialog button.first').click()
  await manager.locator('dialog .refusal').waitFor()
  await walk.look(manager, 'refused-desk')
  await manager.getByLabel(/^调解员/).selectOption('')
  await manager.locator('dialog button.first').click()
  await manager.locator('dialog').waitFor({ state: 'detached' })

  await manager.getByRole('link', { name: '文书格式' }).click()
  await manager.getByLabel('格式全文').waitFor()
  await walk.look(manager, 'wording-desk')
  await manager.getByLabel('格式全文').fill((await manager.getByLabel('格式全文').inputValue()).replace('{{.事实}}', '{{.事实不存在}}'))
  await manager.getByRole('button', { name: '保存为新版本' }).click()
  await manager.locator('.to-line').first().click()
  await walk.look(manager, 'wording-refused-desk')
  await manager.goto(address)

  const consumer = await party(phones[0], true)
  await consumer.locator('.case-card').first().waitFor()
  await walk.look(consumer, 'list-phone')
  await consumer.goto(address)
  await consumer.locator('button[data-act=ConsentToMediation]').waitFor()
  await walk.look(consumer, 'case-phone')
  const consent = async (f) => {
    await f.getByLabel('同意在线调解').check()
    await f.getByLabel('同意电子送达').check()
    await f.getByLabel('由调解组织指定调解员').check()
  }
  await act(consumer, 'ConsentToMediation', consent, { before: () => walk.look(consumer, 'consent-phone') })
  const bank = await party(phones[1], false, narrow)
  await bank.goto(address)
  await act(bank, 'ConsentToMediation', consent)
  await fileEvidence(walk, consumer)

  await act(manager, 'AssignMediator', (f) => f.getByLabel(/^调解员/).selectOption({ label: '陈立' }))
  const mediator = await desks(staff.mediator)
  await mediator.goto(address)
  await act(mediator, 'Disclose')
  const offset = (await today()) - Date.now()
  await act(mediator, 'ScheduleSession', async (f) => {
    await f.getByLabel(/^开始时间/).fill(soon(offset / 3600_000 + 0.1))
    await f.getByLabel('在线音视频').check()
  }, { before: () => walk.look(mediator, 'schedule-desk') })
  await act(mediator, 'OpenSession', async (f) => {
    for (const row of await f.locator('fieldset.row').all()) await row.getByLabel('人证比对').check()
    await f.getByLabel('已告知权利义务及虚假调解的后果').check()
  }, { before: () => walk.look(mediator, 'open-session-desk') })
  await act(mediator, 'CloseSession', (f) => f.getByLabel('达成一致', { exact: true }).check())
  await draft(walk, mediator, new Date((await today()) + 20 * 86400_000).toISOString().slice(0, 10))

  await consumer.locator('button[data-act=SignAgreement]').waitFor() // by itself, over events
  await sign(consumer, { outbox: OUTBOX, phone: phones[0], look: (name) => walk.look(consumer, `sign-${name}-phone`, { whole: false }), join: true })
  await sign(bank, { outbox: OUTBOX, phone: phones[1], typed: '甲银行股份有限公司北京分行', look: (name) => walk.look(bank, `sign-${name}-narrow`, { whole: false }) })
  await mediator.locator('button[data-act=SignAgreement]').waitFor()
  await sign(mediator, { password: staff.mediator.password + '-new', look: (name) => walk.look(mediator, `sign-${name}-desk`, { whole: false }) })
  await check(walk, await walk.window(narrow), mediator)
  await walk.look(mediator, 'signed-desk')
  await walk.look(consumer, 'documents-phone')
  const saved = mediator.waitForEvent('download')
  await mediator.getByRole('button', { name: /^下载卷宗/ }).click()
  if (!(await saved).suggestedFilename().endsWith('.zip')) throw new Error('the case file is no ZIP')

  const apply = (f) => f.getByLabel(/^我承诺/).check()
  await act(bank, 'ApplyForConfirmation', apply, { before: () => walk.look(bank, 'apply-narrow') }) // the consumer signed it with the agreement
  const number = `（2026）京0102诉前调确${next().slice(-6)}号`
  await clerk.getByRole('link', { name: '司法确认', exact: true }).click()
  await clerk.locator('.request-head').first().waitFor()
  await clerk.goto(address)
  await act(clerk, 'AcceptConfirmation', (f) => f.getByLabel(/^文书案号/).fill(number))

  const judge = await desks(staff.judge)
  await judge.locator('.request-head', { hasText: number }).click()
  await judge.locator('button[data-act=RuleOnConfirmation]').waitFor()
  await walk.look(judge, 'confirmations-desk')
  await act(judge, 'RuleOnConfirmation', async (f) => {
    await f.getByLabel('准予确认').check()
    await f.getByLabel(/^文书案号/).fill(number)
  })
  await consumer.goto(address)
  await consumer.getByRole('button', { name: /显示全部.*条/ }).waitFor()
  await walk.look(consumer, 'confirmed-phone')
  await judge.goto(address)
  await judge.getByRole('button', { name: /显示全部.*条/ }).waitFor()
  await walk.look(judge, 'confirmed-desk')
  await consumer.getByRole('navigation').getByRole('link', { name: /通知/ }).click()
  await consumer.locator('.notice').first().waitFor()
  await walk.look(consumer, 'notices-phone')
  await consumer.getByRole('button', { name: 'English' }).click()
  await consumer.goto(address)
  await consumer.locator('.history li').nth(3).waitFor()
  await walk.look(consumer, 'english-phone')
  console.log('carried from referral to ruling')
} finally {
  await walk.end()
}
