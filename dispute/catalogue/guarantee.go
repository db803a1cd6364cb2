package catalogue

import "sutiao/dispute"

// Disputes over guarantees and securities (担保纠纷) for debts to financial institutions.
func init() {
	register(Type{
		ID:           "guarantee",
		Name:         text("担保合同纠纷", "guarantee and security dispute"),
		About:        text("保证、抵押、质押责任，独立保函，担保人追偿", "liability on guarantees, mortgages and pledges, independent guarantees, recourse"),
		CauseVersion: causes2025,
		Causes:       []string{"71(11)", "72(6)", "72(12)", "109", "110", "111", "147", "395"},
		Parties: []Party{
			{ID: "creditor", Name: text("债权人", "creditor"), Institution: true, Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "guarantor", Name: text("担保人", "guarantor or mortgagor"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent, dispute.ThirdParty}},
			{ID: "debtor", Name: text("债务人", "principal debtor"),
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("security-contract", "担保合同", "contract of guarantee or security"),
			document("principal-contract", "主合同", "principal contract"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("registration", "抵押、质押登记证明", "proof of registration"),
			document("resolution", "公司担保决议", "the company's resolution"),
			document("payment-proof", "代偿凭证", "proof of payment in the debtor's place"),
			document("valuation", "担保物评估材料", "valuation of the security"),
		},
		Fields: []Field{
			required(field(ChoiceField, "security-kind", "担保种类", "kind of security")).of(
				choice("general-guarantee", "一般保证", "general guarantee"), choice("joint-guarantee", "连带责任保证", "joint guarantee"),
				choice("mortgage", "抵押", "mortgage"), choice("pledge", "质押", "pledge"), choice("independent", "独立保函", "independent guarantee")),
			required(field(MoneyField, "secured-amount", "担保金额", "amount secured")),
			required(field(DateField, "principal-due-on", "主债务到期日", "day on which the principal debt falls due")),
			field(DateField, "guarantee-until", "保证期间届满日", "end of the guarantee period"),
			field(TextField, "collateral", "担保物", "the thing charged"),
		},
		Elements: []Element{
			amount("principal", "担保范围内的本金", "principal secured"),
			amount("interest", "利息、罚息、复利", "interest of all kinds"),
			amount("default-damages", "违约金", "agreed damages for default"),
			amount("enforcement-costs", "实现债权、担保物权的费用", "costs of collection"),
			amount("recourse", "追偿金额", "recourse claimed"),
		},
		Specialisms: []Specialism{Credit, Banking},
		ClauseHints: []dispute.Text{
			clausePayment, clauseDefault,
			text("逐人写明担保责任的范围、顺位和份额", "state for each guarantor the extent, rank and share"),
			text("写明担保人承担责任后的追偿", "state the guarantor's recourse"),
		},
		Limits:       limitsWith("D17"),
		From:         opened,
		RelatedTypes: []string{"financial_loan"},
	})
}
