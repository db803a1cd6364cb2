// The offices and people of the walk, made anew through the API as an operator makes them.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

let serial = Date.now()
export const next = () => String(serial++)

export function operatorAt(base, key) {
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', 'Idempotency-Key': `walk-${next()}` },
      body: body ? JSON.stringify(body) : undefined,
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
}

/** An organisation with a manager and a mediator, and a court with a clerk and a judge. */
export async function hire(operator) {
  const office = await operator('POST', '/api/organisations', { name: '江城金融纠纷调解中心' + next().slice(-4), kind: 'industry' })
  await operator('POST', '/api/courts', { code: '京0102', name: '北京市西城区人民法院' })
  const staff = async (role, name, where) => {
    const login = `${role}-${next()}`
    const made = await operator('POST', '/api/accounts', { role, name, login, ...where })
    return { login, password: made.password, name }
  }
  return {
    office,
    manager: await staff('manager', '周敏', { organisation: office.id }),
    mediator: await staff('mediator', '陈立', { organisation: office.id, fullTime: true }),
    clerk: await staff('clerk', '吴彤', { court: '京0102' }),
    judge: await staff('judge', '郑宁', { court: '京0102' }),
  }
}

/** The newest code that was sent to a phone: on a private installation messages are files. */
export async function codeFor(outbox, phone, since, words = '验证码') {
  for (let i = 0; i < 100; i++) {
    const codes = (existsSync(outbox) ? readdirSync(outbox) : [])
      .filter((name) => /^code-.*\.json$/.test(name)) // one that ends in .part is still being written
      .map((name) => JSON.parse(readFileSync(join(outbox, name), 'utf8')))
      .map((m) => ({ to: m.to ?? m.To, text: m.text ?? m.Text, at: Date.parse(m.at ?? m.At) }))
      .filter((m) => m.to === phone && m.at >= since && m.text.includes(words))
      .sort((a, b) => b.at - a.at)
    if (codes[0]) return /\d{6}/.exec(codes[0].text)[0]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no code for ${phone} in ${outbox}`)
}
