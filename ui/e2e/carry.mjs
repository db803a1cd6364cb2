// Carries one dispute through the pages by hand, from referral to ruling, in a headless
// browser. Needs a running system:
//
//   BASE=http://127.0.0.1:8080 OPERATOR_KEY=… OUTBOX=data/outbox npm run e2e

import { act, desk, phone, signInStaff, Walk } from './browser.mjs'
import { codeFor, hire, next, operatorAt } from './people.mjs'

const { BASE = 'http://127.0.0.1:8080', OPERATOR_KEY, OUTBOX } = process.env
if (!OPERATOR_KEY || !OUTBOX) throw new Error('set OPERATOR_KEY and OUTBOX')

const walk = new Walk(BASE)
const staff = await hire(operatorAt(BASE, OPERATOR_KEY))
const phones = ['138' + next().slice(-8), '139' + next().slice(-8)]

async function party(number, picture) {
  const page = await walk.window(phone)
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
  await fillParty(rows.nth(1), '甲银行股份有限公司北京分行', phones[1], '北京市西城区金融街2号')
  await form.getByLabel(staff.office.name).check()
  await walk.look(page, 'refer-filled-desk')
  await page.getByRole('button', { name: '提交' }).click()
  await page.waitForURL(/\/cases\/d/)
  return page.url()
}

async function fillParty(row, name, number, address) {
  await row.getByLabel('姓名或名称').first().fill(name)
  await row.getByLabel('手机号').first().fill(number)
  await row.getByLabel('住址').fill(address)
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
  const bank = await party(phones[1])
  await bank.goto(address)
  await act(bank, 'ConsentToMediation', consent)

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
  await act(mediator, 'DraftAgreement', async (f) => {
    const row = f.locator('fieldset.rows').first().locator('fieldset.row').first()
    await row.getByLabel('付款方').selectOption({ index: 2 })
    await row.getByLabel('收款方').selectOption({ index: 1 })
    await row.getByLabel(/^金额/).fill('12,000')
    await row.getByLabel(/^最后付款日/).fill(new Date((await today()) + 20 * 86400_000).toISOString().slice(0, 10))
    await f.getByLabel(/^其他约定/).fill('银行于付款后十个工作日内消除相应不良征信记录')
    await f.getByLabel('文本已定，同时发起签署').check()
  }, { before: () => walk.look(mediator, 'draft-desk') })

  await consumer.locator('button[data-act=SignAgreement]').waitFor() // by itself, over events
  await consumer.locator('button[data-act=SignAgreement]').click()
  await walk.look(consumer, 'sign-phone')
  await consumer.locator('dialog button.first').click()
  await consumer.locator('dialog .consequence').waitFor()
  await walk.look(consumer, 'sign-confirm-phone')
  await consumer.locator('dialog button.first').click()
  await consumer.locator('dialog').waitFor({ state: 'detached' })
  await act(bank, 'SignAgreement')
  await act(mediator, 'SignAgreement')
  await walk.look(mediator, 'signed-desk')

  const apply = (f) => f.getByLabel(/^我承诺/).check()
  await act(consumer, 'ApplyForConfirmation', apply, { before: () => walk.look(consumer, 'apply-phone') })
  await act(bank, 'ApplyForConfirmation', apply)
  const number = `（2026）京0102诉前调确${next().slice(-6)}号`
  await clerk.getByRole('link', { name: '司法确认' }).click()
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
  await consumer.getByRole('button', { name: /显示全部/ }).waitFor()
  await walk.look(consumer, 'confirmed-phone')
  await judge.goto(address)
  await judge.getByRole('button', { name: /显示全部/ }).waitFor()
  await walk.look(judge, 'confirmed-desk')
  await consumer.getByRole('link', { name: /通知/ }).click()
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
