package catalogue

import "sutiao/dispute"

// Disputes over property insurance other than motor (财产保险合同纠纷).
func init() {
	register(Type{
		ID:           "property_insurance",
		Name:         text("财产保险合同纠纷", "property insurance dispute"),
		About:        text("企业财产、家庭财产、农业、责任、信用、保证保险的理赔和保费争议", "claims and premiums of commercial, household, agricultural, liability, credit and surety insurance"),
		CauseVersion: causes2025,
		Causes:       []string{"371", "371(1)", "371(2)", "371(3)", "371(4)", "371(5)", "373", "376", "377"},
		Parties: []Party{
			insurer,
			{ID: "insured", Name: text("投保人、被保险人", "policyholder or insured"), Necessary: true, Source: "保险法 10、12",
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}},
			{ID: "victim", Name: text("责任保险的受害第三者", "injured party under liability insurance"),
				Roles: []dispute.Role{dispute.Applicant, dispute.ThirdParty}},
			{ID: "tortfeasor", Name: text("造成保险事故的第三者", "third party who caused the loss"),
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("policy", "保险单及条款", "policy and terms"),
			document("loss-report", "出险通知和损失清单", "notice of loss and list of damage"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("refusal", "拒赔或者核定通知书", "notice of refusal or assessment"),
			document("survey", "查勘、公估报告", "survey or adjuster's report"),
			document("cause-proof", "事故原因证明（消防、气象等）", "proof of the cause, such as fire or weather reports"),
			document("proposal-form", "投保单及告知书", "proposal form and disclosures"),
		},
		Fields: []Field{
			required(field(TextField, "policy-number", "保险单号", "policy number")),
			required(field(DateField, "loss-on", "出险日", "day of the loss")),
			required(field(MoneyField, "sum-insured", "保险金额", "sum insured")),
			required(field(ChoiceField, "matter", "争议类型", "matter in dispute")).of(
				choice("cover", "是否属于保险责任", "whether covered"), choice("amount", "损失金额", "amount of the loss"),
				choice("disclosure", "如实告知", "non-disclosure"), choice("clause", "免责条款的提示说明", "notice of an exclusion"),
				choice("premium", "保险费", "premium"), choice("recourse", "代位求偿", "subrogation")),
			field(DateField, "claimed-on", "索赔日", "day of the claim"),
			field(DateField, "refused-on", "拒赔日", "day of the refusal"),
		},
		Elements:    propertyElements(),
		Specialisms: []Specialism{Property, ConsumerRights},
		ClauseHints: []dispute.Text{
			clausePayment, clauseClosed, clausePolicy,
			text("写明保险人取得的代位求偿权", "say what subrogation the insurer takes"),
		},
		Limits:       limitsWith("D21"),
		From:         opened,
		RelatedTypes: []string{"motor_insurance"},
	})
}

func propertyElements() []Element {
	return []Element{
		amount("direct-loss", "直接损失", "direct loss"),
		amountUnder("保险法 57", "salvage-cost", "施救费用", "cost of preventing or reducing the loss"),
		amountUnder("保险法 64", "survey-cost", "查勘、鉴定费用", "cost of survey and appraisal"),
		amount("deductible", "免赔额", "deductible").with("从赔款中减去", "taken off the payment"),
		amountUnder("保险法 54", "premium-refund", "退还保险费", "premium to be returned").with(
			"合同开始至解除期间的部分除外", "less the part from inception to termination"),
		amountUnder("保险法 23", "late-loss", "迟延赔付损失", "loss by late payment"),
	}
}
