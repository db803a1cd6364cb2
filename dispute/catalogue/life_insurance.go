package catalogue

import "sutiao/dispute"

// Disputes over life insurance (人寿保险合同纠纷): benefits, surrender, reinstatement, sale.
func init() {
	register(Type{
		ID:           "life_insurance",
		Name:         text("人寿保险合同纠纷", "life insurance dispute"),
		About:        text("身故、年金给付，退保和现金价值，销售误导，复效争议", "benefits, surrender and cash value, misleading sale, reinstatement"),
		CauseVersion: causes2025,
		Causes:       []string{"372", "372(1)", "377"},
		Parties: []Party{
			insurer,
			{ID: "policyholder", Name: text("投保人", "policyholder"), Necessary: true, Source: "保险法 10",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent, dispute.ThirdParty}},
			{ID: "insured", Name: text("被保险人", "insured"), Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
			{ID: "beneficiary", Name: text("受益人", "beneficiary"), Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("policy", "保险合同", "insurance contract"),
			document("premium-receipts", "缴费凭证", "proof of premiums paid"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("refusal", "理赔决定通知书", "decision on the claim"),
			document("sales-record", "销售录音录像、回访记录", "recording of the sale and of the call afterwards"),
			document("proposal-form", "投保单及健康告知", "proposal form and health disclosures"),
			document("death-certificate", "死亡证明", "death certificate"),
			document("beneficiary-proof", "受益人身份和关系证明", "proof of the beneficiary's identity and relation"),
		},
		Fields: []Field{
			required(field(TextField, "policy-number", "保险单号", "policy number")),
			required(field(DateField, "in-force-on", "合同生效日", "day on which the contract took effect")),
			required(field(ChoiceField, "matter", "争议类型", "matter in dispute")).of(
				choice("benefit", "保险金给付", "benefit"), choice("surrender", "退保", "surrender"), choice("sale", "销售误导", "misleading sale"),
				choice("disclosure", "如实告知", "non-disclosure"), choice("reinstatement", "中止和复效", "lapse and reinstatement")),
			required(field(MoneyField, "premiums-paid", "已交保险费", "premiums paid")),
			field(MoneyField, "cash-value", "现金价值", "cash value").with("以合同现金价值表为准", "by the table in the contract"),
			field(DateField, "event-on", "保险事故日", "day of the insured event"),
			field(ChoiceField, "through-agency", "是否由他人代理退保", "surrender through an agency").of(
				choice("no", "否", "no"), choice("yes", "是", "yes")),
		},
		Elements: []Element{
			amount("benefit", "保险金", "benefit"),
			amountUnder("保险法 47", "cash-value", "现金价值", "cash value").with("按合同约定，收到解除通知之日起三十日内退还", "as the contract states; returned within 30 days of the notice"),
			amount("premium-refund", "退还保险费", "premiums to be returned"),
			amount("interest", "利息", "interest"),
			amountUnder("保险法 23", "late-loss", "迟延给付损失", "loss by late payment"),
		},
		Specialisms: []Specialism{Life, ConsumerRights},
		ClauseHints: []dispute.Text{
			clausePayment, clausePolicy, clauseClosed,
			text("现金价值归属投保人，另有约定的写明", "the cash value is the policyholder's unless agreed otherwise"),
		},
		Limits:       limitsWith("D21"),
		From:         opened,
		RelatedTypes: []string{"accident_health_insurance", "insurance_intermediary"},
	})
}
