package catalogue

import "sutiao/dispute"

// Disputes over accident and health insurance (意外伤害、健康保险合同纠纷). Non-disclosure and
// the two years after which it can no longer be raised: 保险法 16.
func init() {
	register(Type{
		ID:           "accident_health_insurance",
		Name:         text("意外伤害和健康保险合同纠纷", "accident and health insurance dispute"),
		About:        text("意外险、医疗险、重大疾病险的理赔争议", "claims on accident, medical and critical illness insurance"),
		CauseVersion: causes2025,
		Causes:       []string{"372", "372(2)", "372(3)"},
		Parties: []Party{
			insurer,
			{ID: "insured", Name: text("被保险人", "insured"), Necessary: true, Source: "保险法 12",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "policyholder", Name: text("投保人（含单位）", "policyholder, such as an employer"), Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
			{ID: "beneficiary", Name: text("受益人", "beneficiary"), Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("policy", "保险单及条款", "policy and terms"),
			document("medical-records", "病历、诊断证明", "medical records and diagnosis"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("refusal", "理赔决定通知书", "decision on the claim"),
			document("medical-receipts", "医疗费票据及结算单", "medical receipts and settlement"),
			document("disability-report", "伤残鉴定意见", "report on disability"),
			document("accident-proof", "意外事故证明", "proof of the accident"),
			document("proposal-form", "投保单及健康告知", "proposal form and health disclosures"),
		},
		Fields: []Field{
			required(field(TextField, "policy-number", "保险单号", "policy number")),
			required(field(DateField, "in-force-on", "合同生效日", "day on which the contract took effect")),
			required(field(DateField, "event-on", "出险或者确诊日", "day of the accident or diagnosis")),
			required(field(ChoiceField, "matter", "争议类型", "matter in dispute")).of(
				choice("cover", "是否属于保险责任", "whether covered"), choice("disclosure", "既往症和如实告知", "prior illness and non-disclosure"),
				choice("amount", "给付金额和比例", "amount or rate of the benefit"), choice("clause", "免责条款的提示说明", "notice of an exclusion"),
				choice("waiting-period", "等待期", "waiting period")),
			field(MoneyField, "sum-insured", "保险金额", "sum insured"),
			field(TextField, "diagnosis", "诊断结果", "diagnosis").with("属于敏感个人信息，只填写争议所需内容", "sensitive; state only what the dispute needs"),
		},
		Elements: []Element{
			amount("medical", "医疗费用保险金", "medical benefit"),
			amount("disability", "伤残保险金", "disability benefit"),
			amount("critical-illness", "重大疾病保险金", "critical illness benefit"),
			amount("death", "身故保险金", "death benefit"),
			amount("allowance", "住院津贴", "hospital allowance"),
			amount("deductible", "免赔额", "deductible").with("从保险金中减去", "taken off the benefit"),
			amountUnder("保险法 23", "late-loss", "迟延给付损失", "loss by late payment"),
		},
		Specialisms:  []Specialism{Health, Medicine, Life},
		ClauseHints:  []dispute.Text{clausePayment, clausePolicy, clauseClosed},
		Limits:       limitsWith("D09", "D21"),
		From:         opened,
		RelatedTypes: []string{"life_insurance"},
	})
}
