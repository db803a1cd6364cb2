// What an act that cannot be taken back leads to, said before it is done.

import type { Text } from '../api/client.ts'
import type { Values } from '../form/values.ts'

const l = (zh: string, en: string): Text => ({ zh, en })

const sentences: Record<string, Text | ((values: Values) => Text)> = {
  RefuseIntake: l('案件将不予受理并结束，申请人会看到您写的理由。', 'The case ends without being taken in; the applicant reads your reason.'),
  DeclineReferral: (v) =>
    v['outOfScope']
      ? l('案件将作为不适宜调解结束，退回法院。', 'The case ends as unsuited to mediation and goes back to the court.')
      : l('本组织将不再办理此案，系统会询问下一家调解组织。', 'Your organisation leaves the case; the next organisation is asked.'),
  RefuseMediation: l('调解将就此结束，案件会退回法院或由您另行起诉。对方会看到结果。', 'Mediation ends here; the case goes back to the court, or you may sue. The other side sees the result.'),
  ReportUnreachable: l('调解将以“无法联系当事人”结束。', 'Mediation ends because a party cannot be reached.'),
  Recuse: l('您将退出本案，由调解组织另行指定调解员。', 'You leave the case; the organisation names another mediator.'),
  FindFalseMediation: l('调解将作为虚假调解结束，并报告法院。', 'Mediation ends as false and is reported to the court.'),
  RefuseExtension: l('延期不成立，原来的最后一日不变。', 'There is no extension; the old last day stands.'),
  AcceptProposal: l('各方都接受后，方案即成为有约束力的协议。', 'Once all accept, the proposal binds as an agreement.'),
  ObjectToProposal: l('方案不发生效力。', 'The proposal takes no effect.'),
  SignAgreement: l('签署后，协议各方均签署即生效，您须按协议履行。请确认已通读全文。', 'Once all have signed, the agreement binds you. Please be sure that you have read it in full.'),
  RefuseToSign: l('调解将以“拒绝签署”结束，协议不发生效力。', 'Mediation ends because a party refuses to sign; the agreement takes no effect.'),
  WithdrawDraft: l('文本将撤回重新协商，已作的签署失效。', 'The text is taken back; signatures given fall away.'),
  ApplyForConfirmation: l('各方都申请后提交法院。法院确认后，对方不履行的可以申请强制执行。', 'It goes to the court once all have applied. A confirmed agreement can be enforced.'),
  DeclineConfirmation: l('司法确认申请将不予受理，协议仍作为合同有效。', 'The application is not taken up; the agreement stands as a contract.'),
  WithdrawConfirmation: l('司法确认申请将撤回并结案，协议仍作为合同有效。', 'The application ends; the agreement stands as a contract.'),
  RuleOnConfirmation: (v) =>
    v['granted'] === 'yes'
      ? l('您将裁定确认调解协议有效。裁定作出后，协议可以申请强制执行。', 'You confirm the agreement. With the ruling it can be enforced.')
      : l('您将裁定驳回确认申请。当事人可以变更协议或另行起诉。', 'You refuse confirmation. The parties may vary the agreement or sue.'),
  CloseRefused: l('案件将以驳回确认申请结案，不再变更协议。', 'The case closes as refused; the agreement is no longer varied.'),
  DecideObjection: (v) =>
    v['upheld'] === 'yes'
      ? l('确认裁定将被撤销，案件结束。', 'The confirming ruling is revoked and the case ends.')
      : l('异议不成立，确认裁定继续有效。', 'The objection fails; the ruling stands.'),
  IssueStatement: l('将登记已出具民事调解书，案件结束。', 'The court statement is recorded as issued and the case ends.'),
  PermitWithdrawal: l('将登记准许撤诉，案件结束。', 'The suit is recorded as withdrawn and the case ends.'),
  Terminate: l('调解将就此终结，结果会报告法院。此后不能恢复本次调解。', 'Mediation ends here and the court is told. This mediation cannot be taken up again.'),
  WithdrawApplication: l('申请将撤回，本次调解结束。', 'The application is withdrawn and mediation ends.'),
}

/** The sentence for an act, or nothing where none is needed. */
export function consequenceOf(act: string, values: Values): Text | null {
  const sentence = sentences[act]
  if (!sentence) return null
  return typeof sentence === 'function' ? sentence(values) : sentence
}

// Acts beside the course of the procedure: always possible, seldom what is wanted next.
const besides = new Set([
  'FileEvidence', 'AnswerOnline',
  'RequestSupplement', 'AddParty', 'AppointAgent', 'RequestExtension', 'Suspend', 'ReplaceMediator', 'RescheduleSession', 'RecordNoShow',
  'AgreeToMechanism', 'ServeProposal', 'RequireConfirmationItems', 'ExtendConfirmation', 'ChallengeMediator', 'ReportBreach', 'ObjectToRuling',
])

export const beside = (act: string): boolean => besides.has(act)

/** Acts that end something are offered after those that carry it on. */
export const endsSomething = (act: string): boolean =>
  act in sentences && !['SignAgreement', 'ApplyForConfirmation', 'AcceptProposal', 'RuleOnConfirmation', 'IssueStatement', 'PermitWithdrawal', 'DecideObjection'].includes(act)
