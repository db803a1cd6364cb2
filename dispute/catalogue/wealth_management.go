package catalogue

import "sutiao/dispute"

// Disputes over wealth management and products sold for others (理财、代销纠纷).
func init() {
	register(Type{
		ID:           "wealth_management",
		Name:         text("理财产品纠纷", "wealth management dispute"),
		About:        text("银行理财、信托、代销基金和保险的销售适当性、信息披露、兑付争议", "suitability, disclosure and redemption of products of banks and trusts, and of funds and policies sold by banks"),
		CauseVersion: causes2025,
		Causes:       []string{"125", "125(1)", "369"},
		Parties: []Party{
			{ID: "seller", Name: text("销售机构", "selling institution"), Institution: true, Necessary: true, Source: "适当性义务人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "investor", Name: text("投资者", "investor"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "issuer", Name: text("发行人或者管理人", "issuer or manager"), Institution: true,
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("product-contract", "产品合同及说明书", "product contract and description"),
			document("risk-assessment", "风险测评问卷", "risk questionnaire"),
			transactionProof,
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("sales-record", "销售录音录像", "recording of the sale"),
			document("advertising", "宣传材料、聊天记录", "advertising and messages"),
		},
		Fields: []Field{
			required(field(TextField, "product", "产品名称和代码", "name and code of the product")),
			required(field(MoneyField, "invested", "投资金额", "amount invested")),
			required(field(DateField, "bought-on", "购买日", "day of purchase")),
			required(field(ChoiceField, "product-risk", "产品风险等级", "risk grade of the product")).of(riskGrades("R")...),
			required(field(ChoiceField, "investor-risk", "投资者风险等级", "risk grade of the investor")).of(riskGrades("C")...),
			field(MoneyField, "present-value", "当前净值或者已兑付金额", "present value or amount redeemed"),
		},
		Elements: []Element{
			amount("principal-loss", "本金损失", "loss of principal"),
			amount("interest-loss", "利息损失", "loss of interest"),
			amount("fees", "认购费、管理费", "subscription and management fees"),
		},
		Specialisms: []Specialism{Wealth, Banking, ConsumerRights},
		ClauseHints: []dispute.Text{
			clausePayment, clauseClosed,
			text("写明赔偿后产品份额和后续兑付的归属", "say who keeps the shares and later redemptions"),
		},
		Limits: limitsWith(),
		From:   opened,
	})
}

// riskGrades are the usual five; institutions may divide more finely.
func riskGrades(letter string) []Choice {
	var grades []Choice
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		grades = append(grades, choice(letter+n, letter+n, letter+n))
	}
	return append(grades, choice("unknown", "不清楚", "not known"))
}
