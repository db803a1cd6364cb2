package catalogue

import "sutiao/dispute"

// Disputes over loans by financial institutions (金融借款合同纠纷). The cap on private
// lending does not apply to them (法释〔2020〕17号 1).
func init() {
	register(Type{
		ID:           "financial_loan",
		Name:         text("金融借款合同纠纷", "financial loan dispute"),
		About:        text("银行、消费金融公司、小额贷款公司的贷款还款、利率、费用争议", "repayment, rates and charges of loans by banks, consumer finance and small loan companies"),
		CauseVersion: causes2025,
		Causes:       []string{"108", "108(1)", "108(4)", "108(5)", "108(6)", "113", "117", "118", "118(1)", "118(2)", "118(3)"},
		Parties: []Party{
			{ID: "lender", Name: text("贷款人", "lender"), Institution: true, Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "borrower", Name: text("借款人", "borrower"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			guarantor,
		},
		Required: []Document{
			applicationForm, identityProof,
			document("loan-contract", "借款合同", "loan contract"),
			document("loan-voucher", "借款凭证或者放款凭证", "proof that the loan was paid out"),
			document("repayments", "还款明细及欠款计算表", "repayments made and a computation of the debt"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("security-contract", "担保合同及登记证明", "security contract and proof of registration"),
			document("demand", "催收记录或者提前到期通知", "demands or notice of early maturity"),
			document("accounts", "经营状况和还款能力材料", "accounts and means of the borrower"),
			document("assignment", "债权转让合同及通知", "assignment of the debt and its notice"),
		},
		Fields: loanFields(),
		Elements: []Element{
			amount("principal", "借款本金", "principal"),
			amount("interest", "利息", "interest"),
			amount("penalty-interest", "罚息", "penalty interest").with("逾期罚息与挪用罚息分别列明", "late payment and misuse apart"),
			amount("compound-interest", "复利", "compound interest"),
			amountUnder("民法典 585", "default-damages", "违约金", "agreed damages for default"),
			amount("enforcement-costs", "实现债权的费用", "costs of collection").with("律师费、保全费、公告费等", "lawyers, preservation, publication"),
		},
		Specialisms: []Specialism{Credit, Banking, Accountancy},
		ClauseHints: []dispute.Text{
			clausePayment, clauseDefault, clauseCredit,
			text("写明各担保人的责任范围是否随协议变更，并由其签名", "say how each guarantor's liability changes, and let each sign"),
			text("写明抵押、质押登记的保留或者解除", "say whether registered securities stay or are released"),
		},
		Limits:       limitsWith("D17"),
		From:         opened,
		RelatedTypes: []string{"guarantee"},
	})
}

func loanFields() []Field {
	return []Field{
		required(field(TextField, "contract-number", "合同编号", "contract number")),
		required(field(MoneyField, "loan-amount", "借款本金", "amount of the loan")),
		required(field(DateField, "paid-out-on", "放款日", "day on which it was paid out")),
		required(field(DateField, "due-on", "到期日", "day on which it falls due")),
		field(NumberField, "annual-rate", "年利率（%）", "annual rate, per cent").with(
			"以合同约定为准", "as the contract states it"),
		required(field(ChoiceField, "repayment", "还款方式", "manner of repayment")).of(
			choice("annuity", "等额本息", "equal instalments"), choice("equal-principal", "等额本金", "equal principal"),
			choice("bullet", "到期一次还本", "principal at the end"), choice("other", "其他", "other")),
		required(field(ChoiceField, "security", "担保方式", "security")).of(
			choice("none", "信用", "none"), choice("guarantee", "保证", "guarantee"),
			choice("mortgage", "抵押", "mortgage"), choice("pledge", "质押", "pledge"), choice("several", "多种", "several")),
	}
}
