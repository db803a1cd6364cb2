package catalogue

import "sutiao/dispute"

// Disputes over deposits (储蓄存款合同纠纷). Interest on early withdrawal and overdue time:
// 储蓄管理条例 24, 25.
func init() {
	register(Type{
		ID:           "savings",
		Name:         text("储蓄存款合同纠纷", "deposit dispute"),
		About:        text("存款本息、存单、提前支取、账户管控、银行结算争议", "principal and interest of deposits, certificates, early withdrawal, restricted accounts, settlement"),
		CauseVersion: causes2025,
		Causes:       []string{"114", "142(22)"},
		Parties: []Party{
			bank,
			{ID: "depositor", Name: text("存款人", "depositor"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "successor", Name: text("存款人的继承人", "the depositor's heir"),
				Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("deposit-proof", "存单、存折或者账户明细", "certificate, passbook or statement"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply, transactionProof,
			document("heirship", "继承权证明", "proof of heirship"),
			document("sales-record", "办理业务的录音录像", "recording of the transaction at the counter"),
		},
		Fields: []Field{
			required(field(TextField, "account-tail", "账号后四位", "last four digits of the account")).with(
				"不要填写完整账号", "do not give the whole number"),
			required(field(MoneyField, "deposit-amount", "存款金额", "amount deposited")),
			required(field(DateField, "deposited-on", "存入日", "day of the deposit")),
			field(NumberField, "term-months", "存期（月）", "term in months"),
			field(NumberField, "annual-rate", "约定年利率（%）", "agreed annual rate, per cent"),
			required(field(ChoiceField, "auto-renewal", "是否约定自动转存", "renewal agreed")).of(
				choice("yes", "是", "yes"), choice("no", "否", "no"), choice("disputed", "有争议", "in dispute")),
		},
		Elements: []Element{
			amount("principal", "存款本金", "principal"),
			amountUnder("储蓄管理条例 24、25", "interest", "利息", "interest").with(
				"提前支取和逾期部分按支取日活期利率，约定自动转存的除外", "early withdrawal and overdue time: at the demand rate of the withdrawal day, unless renewal was agreed"),
			amount("loss", "其他损失", "other loss"),
		},
		Specialisms: []Specialism{Banking, ConsumerRights},
		ClauseHints: []dispute.Text{clausePayment, clauseDefault, clauseClosed},
		Limits:      limitsWith(),
		From:        opened,
	})
}
