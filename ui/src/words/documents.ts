// The kinds of documents whose wording an organisation may change, in the order of the file.

import type { Text } from '../api/client.ts'

const l = (zh: string, en: string): Text => ({ zh, en })

export const documentKinds: [string, Text][] = [
  ['application', l('调解申请书', 'application for mediation')], ['referral-letter', l('委派（委托）调解函', 'letter of referral')],
  ['receipt', l('受理登记表及回执', 'registration and receipt')], ['rights-notice', l('权利义务告知书', 'notice of rights and duties')],
  ['consent', l('同意调解确认书', 'consent to mediation')], ['refusal', l('不同意调解确认书', 'refusal of mediation')],
  ['address-confirmation', l('送达地址确认书', 'confirmation of the address for service')], ['disclosure', l('调解员披露声明', "mediator's disclosure")],
  ['recusal', l('回避申请及决定书', 'challenge and decision')], ['extension-consent', l('延期调解同意书', 'consent to an extension')],
  ['record', l('调解笔录', 'record of mediation')], ['undisputed-facts', l('无争议事实记载表', 'record of undisputed facts')],
  ['proposal', l('无异议调解方案', 'proposal for want of objection')], ['objection', l('异议书', 'objection')],
  ['agreement', l('调解协议书', 'mediation agreement')], ['confirmation-application', l('司法确认申请书', 'joint application for judicial confirmation')],
  ['end-report', l('调解终结报告', 'end report')], ['acceptance-notice', l('受理通知书（代拟稿）', 'notice of acceptance (draft)')],
  ['supplement-notice', l('补充材料通知书（代拟稿）', 'notice to supplement (draft)')], ['declination-ruling', l('不予受理裁定书（代拟稿）', 'ruling that declines (draft)')],
  ['ruling', l('民事裁定书（代拟稿）', 'ruling on confirmation (draft)')], ['performance-certificate', l('履行证明', 'certificate of performance')],
  ['file-index', l('卷宗目录', 'index of the file')],
]
