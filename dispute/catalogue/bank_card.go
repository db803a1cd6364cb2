package catalogue

import "sutiao/dispute"

// Disputes over bank cards (银行卡纠纷): overdue credit card debt and payments that the
// holder did not make (伪卡盗刷、网络盗刷). Rules: 法释〔2021〕10号.
func init() {
	register(Type{
		ID:           "bank_card",
		Name:         text("银行卡纠纷", "bank card dispute"),
		About:        text("信用卡透支还款、息费争议，借记卡、信用卡盗刷", "credit card debt, interest and fees; payments by card that the holder did not make"),
		CauseVersion: causes2025,
		Causes:       []string{"115", "115(1)", "115(2)"},
		Parties: []Party{
			bank,
			{ID: "holder", Name: text("持卡人", "card holder"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			guarantor,
		},
		Required: []Document{
			applicationForm, identityProof,
			document("card-contract", "领用合约及章程", "card agreement and rules"),
			document("statements", "账单或者交易明细", "statements of account"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("demand", "催收记录（短信、函件、邮件）", "demands for payment by message, letter or mail"),
			document("police-report", "报警回执", "receipt of a police report"),
			document("instalment-request", "个性化分期还款申请", "application to repay by individual instalments"),
			document("hardship", "收入和还款能力证明", "proof of income and means"),
		},
		Fields: []Field{
			required(field(ChoiceField, "matter", "争议类型", "matter in dispute")).of(
				choice("overdue", "透支逾期", "overdue debt"), choice("charges", "利息和费用", "interest and charges"),
				choice("unauthorised", "盗刷", "unauthorised payment"), choice("credit-record", "征信记录", "credit record")),
			required(field(TextField, "card-tail", "卡号后四位", "last four digits of the card")).with(
				"不要填写完整卡号", "do not give the whole number"),
			field(MoneyField, "credit-limit", "授信额度", "credit limit"),
			field(DateField, "overdue-since", "逾期起始日", "overdue since"),
			field(DateField, "unauthorised-on", "盗刷发生日", "day of the unauthorised payment"),
			field(DateField, "reported-on", "挂失或者报警日", "day of the report to bank or police"),
		},
		Elements:    cardElements(),
		Specialisms: []Specialism{Cards, Banking, ConsumerRights},
		ClauseHints: []dispute.Text{
			clausePayment, clauseDefault, clauseCredit,
			text("个性化分期须写明余额结构、每期金额、是否计收息费、还清前不再办新卡的承诺", "individual instalments: structure of the balance, each amount, whether charges accrue, no new card until paid"),
			text("盗刷纠纷写明追回款项的归属，避免重复受偿", "unauthorised payments: who keeps money recovered later, so that none is paid twice"),
		},
		Limits: limitsWith("D17"),
		From:   opened,
	})
}

func cardElements() []Element {
	return []Element{
		amount("principal", "透支本金", "principal"),
		amountUnder("法释〔2021〕10号 2", "interest", "利息", "interest").with(
			"写明利率、起止日和计算方法", "state the rate, the days and the method"),
		amountUnder("法释〔2021〕10号 2", "penalty-interest", "罚息", "penalty interest"),
		amountUnder("法释〔2021〕10号 2", "compound-interest", "复利", "compound interest"),
		amountUnder("法释〔2021〕10号 2", "late-fee", "滞纳金", "late fee").with(
			"旧合约中的名称，新合约为违约金", "the name in older contracts; now 违约金"),
		amountUnder("法释〔2021〕10号 2", "default-damages", "违约金", "agreed damages for default"),
		amountUnder("法释〔2021〕10号 2", "service-fee", "手续费", "service fees"),
		amount("security", "主张担保权利的金额", "amount claimed on a security"),
		amountUnder("法释〔2021〕10号 7", "unauthorised-loss", "盗刷损失", "loss by unauthorised payment"),
	}
}
