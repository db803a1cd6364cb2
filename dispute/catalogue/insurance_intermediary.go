package catalogue

import "sutiao/dispute"

// Disputes with insurance agents and brokers (保险代理、经纪合同纠纷).
func init() {
	register(Type{
		ID:           "insurance_intermediary",
		Name:         text("保险中介纠纷", "insurance intermediary dispute"),
		About:        text("保险代理、经纪合同，佣金，中介销售行为争议", "contracts with agents and brokers, commission, conduct in selling"),
		CauseVersion: causes2025,
		Causes:       []string{"374", "375"},
		Parties: []Party{
			{ID: "intermediary", Name: text("保险代理人、经纪人", "agent or broker"), Necessary: true, Source: "保险法 117、118",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "counterparty", Name: text("委托人（保险人、投保人）", "principal: insurer or policyholder"), Necessary: true, Source: "合同当事人",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "insurer", Name: text("保险人", "insurer"), Institution: true, Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("intermediary-contract", "代理、经纪合同", "contract with the agent or broker"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply, transactionProof,
			document("licence", "业务许可证、执业登记", "licence or registration"),
			document("policy", "相关保险合同", "the insurance contract concerned"),
			document("commission-statement", "佣金结算单", "statement of commission"),
			document("sales-record", "销售录音录像、聊天记录", "recording of the sale and messages"),
		},
		Fields: []Field{
			required(field(ChoiceField, "intermediary-kind", "中介类型", "kind of intermediary")).of(
				choice("individual", "个人代理人", "individual agent"), choice("agency", "代理机构", "agency"),
				choice("bancassurance", "银行等兼业代理", "bank or other part-time agent"), choice("broker", "经纪人", "broker")),
			required(field(ChoiceField, "matter", "争议类型", "matter in dispute")).of(
				choice("commission", "佣金", "commission"), choice("conduct", "销售行为", "conduct in selling"),
				choice("premium", "保险费转交", "premiums passed on"), choice("termination", "合同解除", "termination")),
			field(TextField, "policy-number", "相关保险单号", "number of the policy concerned"),
			field(DateField, "contract-on", "合同签订日", "day of the contract"),
		},
		Elements: []Element{
			amount("commission", "佣金", "commission"),
			amount("premium-refund", "返还保险费", "premiums to be returned"),
			amount("loss", "损失赔偿", "damages"),
		},
		Specialisms:  []Specialism{Intermediary, Life, Property},
		ClauseHints:  []dispute.Text{clausePayment, clauseClosed},
		Limits:       limitsWith(),
		From:         opened,
		RelatedTypes: []string{"life_insurance"},
	})
}
