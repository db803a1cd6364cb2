// The procedure in plain words: eight steps, and for each stage where one stands and
// what comes next.

import type { Text } from '../api/client.ts'

const l = (zh: string, en: string): Text => ({ zh, en })

export const steps: Text[] = [
  l('提交', 'Submitted'), l('受理', 'Accepted'), l('同意', 'Consent'), l('调解员', 'Mediator'),
  l('调解', 'Mediation'), l('签署', 'Signing'), l('履行', 'Performance'), l('办结', 'Closed'),
]

export interface Place {
  step: number
  now: Text
  next: Text
}

const at = (step: number, now: Text, next: Text): Place => ({ step, now, next })

export const places: Record<string, Place> = {
  submitted: at(0, l('申请已提交，正在确定由哪个调解组织办理', 'Submitted; an organisation is being found'), l('确定调解组织', 'an organisation is asked')),
  supplementing: at(0, l('材料不全，等待补充', 'Some material is missing'), l('补齐材料后继续办理', 'it goes on once the material is there')),
  'awaiting-organisation': at(1, l('等待调解组织确认是否接受', 'The organisation decides whether to take the case'), l('接受后征询各方是否同意调解', 'the parties are asked for consent')),
  'seeking-consent': at(2, l('正在征询各方是否同意调解', 'The parties are asked for consent'), l('各方同意后确定调解员', 'a mediator is named')),
  accepted: at(3, l('各方已同意，等待确定调解员', 'All consent; a mediator is to be named'), l('选定或指定调解员', 'a mediator is chosen or named')),
  'selecting-mediator': at(3, l('各方正在选择调解员', 'The parties choose a mediator'), l('调解员披露与各方的关系', 'the mediator discloses')),
  disclosing: at(3, l('调解员已确定，正在披露与各方的关系', 'The mediator discloses relations to the parties'), l('安排调解时间', 'a session is planned')),
  'challenge-pending': at(3, l('有人申请调解员回避，正在审查', 'The mediator is challenged'), l('作出回避决定', 'the challenge is decided')),
  scheduling: at(4, l('正在安排调解，或等待约定的时间', 'A session is being planned, or awaited'), l('各方参加调解', 'the parties meet')),
  'in-session': at(4, l('正在调解', 'The session is under way'), l('达成一致后起草协议', 'the agreement is drafted')),
  suspended: at(4, l('调解暂时中止', 'Mediation is suspended'), l('事由消除后恢复', 'it goes on later')),
  extending: at(4, l('正在征询各方是否同意延期', 'An extension is asked for'), l('各方答复', 'the parties answer')),
  'proposal-served': at(4, l('调解方案已送达，等待各方答复', 'A proposal is served'), l('各方在期限内答复', 'the parties answer in time')),
  drafting: at(5, l('正在起草调解协议', 'The agreement is being drafted'), l('文本确定后签署', 'it is signed')),
  signing: at(5, l('协议文本已定，等待签署', 'The agreement awaits signature'), l('各方和调解员签署后生效', 'it takes effect when all have signed')),
  'in-effect': at(6, l('协议已生效', 'The agreement is in effect'), l('按协议履行，可共同申请司法确认', 'perform; all may apply for confirmation')),
  performing: at(6, l('正在履行协议', 'The agreement is being performed'), l('全部履行后办结', 'it closes when all is performed')),
  confirming: at(6, l('法院正在审查司法确认申请', 'The court examines the application'), l('法院作出裁定', 'the court rules')),
  breached: at(6, l('有义务逾期未履行', 'An obligation is overdue'), l('核实，或申请强制执行、起诉', 'it is checked; remedies follow')),
  objected: at(6, l('对确认裁定提出了异议', 'The ruling is objected to'), l('法院审查异议', 'the court decides')),
  closed: at(7, l('本案已办结', 'The case is closed'), l('', '')),
}

/** The stages for the filter of a list, with the names that the server gives them too. */
export const stageNames: [string, Text][] = [
  ['submitted', l('已提交', 'submitted')], ['supplementing', l('待补正材料', 'awaiting supplement')],
  ['awaiting-organisation', l('待调解组织接受', 'awaiting the organisation')], ['seeking-consent', l('征询调解意愿', 'seeking consent')],
  ['accepted', l('已受理', 'accepted')], ['selecting-mediator', l('选定调解员', 'selecting a mediator')], ['disclosing', l('调解员披露', 'disclosure by the mediator')],
  ['challenge-pending', l('回避审查', 'challenge pending')], ['scheduling', l('排期', 'scheduling')], ['in-session', l('调解中', 'in session')],
  ['suspended', l('中止', 'suspended')], ['proposal-served', l('方案送达', 'proposal served')],
  ['drafting', l('起草协议', 'drafting the agreement')], ['signing', l('待签署', 'signing')], ['in-effect', l('协议生效', 'agreement in effect')], ['performing', l('履行中', 'performing')],
  ['confirming', l('司法确认中', 'judicial confirmation')], ['breached', l('违约', 'breach')], ['objected', l('对确认裁定提出异议', 'objection to the ruling')], ['closed', l('已办结', 'closed')],
]
