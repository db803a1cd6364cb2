package catalogue

import "sutiao/dispute"

// Disputes over traffic accidents with insured motor vehicles (机动车交通事故责任纠纷、车险
// 理赔). Order of payment: compulsory insurance, commercial third-party insurance, the
// person liable (民法典 1213). Items of damage: 法释〔2003〕20号 as amended in 2022.
func init() {
	register(Type{
		ID:           "motor_insurance",
		Name:         text("机动车交通事故和车险纠纷", "traffic accident and motor insurance dispute"),
		About:        text("交通事故人身和财产损害赔偿，交强险、商业险理赔", "damages for injury and property in traffic, claims on compulsory and commercial motor insurance"),
		CauseVersion: causes2025,
		Causes:       []string{"371(1)", "371(2)", "371(5)", "411", "411(1)", "412"},
		Parties: []Party{
			{ID: "compulsory-insurer", Name: text("交强险保险人", "compulsory insurer"), Institution: true, Necessary: true,
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty, dispute.Applicant}, Source: "道路交通事故损害赔偿解释 22"},
			{ID: "victim", Name: text("受害人", "victim"), Necessary: true,
				Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}, Source: "民法典 1179"},
			{ID: "driver", Name: text("驾驶人、侵权人", "driver or person liable"), Necessary: true,
				Roles: []dispute.Role{dispute.Respondent, dispute.Applicant}, Source: "民法典 1208"},
			{ID: "owner", Name: text("机动车所有人、管理人", "owner or keeper of the vehicle"),
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
			{ID: "commercial-insurer", Name: text("商业险保险人", "commercial insurer"), Institution: true,
				Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("accident-report", "道路交通事故认定书", "police determination of the accident"),
			document("vehicle-licence", "行驶证和驾驶证", "vehicle and driving licences"),
			document("policies", "交强险、商业险保险单", "policies of compulsory and commercial insurance"),
		},
		Optional: []Document{
			powerOfAttorney, complaintReply,
			document("medical-records", "病历和诊断证明", "medical records and diagnosis"),
			document("medical-receipts", "医疗费票据", "medical receipts"),
			document("disability-report", "伤残鉴定意见", "report on disability"),
			document("income-proof", "误工和收入证明", "proof of income and time lost"),
			document("dependants-proof", "被扶养人证明", "proof of dependants"),
			document("repair-invoice", "定损单和维修发票", "damage assessment and repair invoice"),
			document("advance-proof", "垫付凭证", "proof of advances"),
		},
		Fields:      motorFields(),
		Elements:    motorElements(),
		Specialisms: []Specialism{Motor, Medicine, Property},
		ClauseHints: []dispute.Text{
			clausePayment, clauseClosed,
			text("按交强险、商业三者险、侵权人的顺序逐项写明付款人和金额", "item by item: the compulsory insurer, the commercial insurer, the person liable"),
			text("写明已垫付款项的扣减或者返还", "say how advances are set off or returned"),
			text("写明后续治疗费是否包括在内", "say whether later treatment is included"),
		},
		Limits:       limitsWith("D09", "D21"),
		From:         opened,
		RelatedTypes: []string{"property_insurance"},
	})
}

func disabilityGrades() []Choice {
	return []Choice{
		choice("1", "一级", "grade 1"), choice("2", "二级", "grade 2"), choice("3", "三级", "grade 3"), choice("4", "四级", "grade 4"),
		choice("5", "五级", "grade 5"), choice("6", "六级", "grade 6"), choice("7", "七级", "grade 7"), choice("8", "八级", "grade 8"),
		choice("9", "九级", "grade 9"), choice("10", "十级", "grade 10"), choice("none", "未构成或者未鉴定", "none, or not assessed"),
	}
}

func motorElements() []Element {
	const injury = "法释〔2003〕20号 "
	const traffic = "道路交通事故损害赔偿解释 "
	return []Element{
		amountUnder(injury+"6", "medical", "医疗费", "medical expenses").with("按票据；后续治疗费必然发生的可以一并主张", "by receipts; certain later treatment may be claimed too"),
		amountUnder(injury+"7", "lost-income", "误工费", "lost income").with("误工时间可计算至定残日前一日", "up to the day before the assessment of disability"),
		amountUnder(injury+"8", "nursing", "护理费", "nursing").with("收入或者护工标准×人数×天数", "rate × persons × days"),
		amountUnder(injury+"9", "transport", "交通费", "transport"),
		amountUnder(injury+"10", "hospital-meals", "住院伙食补助费", "meals in hospital"),
		amountUnder(injury+"11", "nutrition", "营养费", "nutrition"),
		amountUnder(injury+"12", "disability", "残疾赔偿金", "disability compensation"),
		amountUnder(injury+"13", "aids", "残疾辅助器具费", "aids for the disabled"),
		amountUnder(injury+"14", "funeral", "丧葬费", "funeral expenses"),
		amountUnder(injury+"15", "death", "死亡赔偿金", "death compensation"),
		amountUnder(injury+"16、17", "dependants", "被扶养人生活费", "living expenses of dependants").with("计入残疾赔偿金或者死亡赔偿金", "part of the disability or death compensation"),
		amountUnder("民法典 1183", "mental-distress", "精神损害抚慰金", "solatium"),
		amountUnder(traffic+"12", "repair", "车辆维修费", "repair of the vehicle"),
		amountUnder(traffic+"12", "goods", "车载物品损失", "goods in the vehicle"),
		amountUnder(traffic+"12", "rescue", "施救费", "salvage"),
		amountUnder(traffic+"12", "replacement", "车辆重置费", "replacement of the vehicle"),
		amountUnder(traffic+"12", "standstill", "停运损失", "loss of business"),
		amountUnder(traffic+"12", "substitute", "替代性交通工具费", "substitute transport"),
		amount("appraisal", "鉴定费", "appraisal"),
	}
}

func motorFields() []Field {
	return []Field{
		required(field(TextField, "accident-number", "事故认定书编号", "number of the police determination")),
		required(field(DateField, "accident-on", "事故日", "day of the accident")),
		required(field(TextField, "place", "事故地点", "place of the accident")),
		required(field(ChoiceField, "responsibility", "己方责任", "own responsibility")).of(
			choice("full", "全部", "full"), choice("main", "主要", "main"), choice("equal", "同等", "equal"),
			choice("minor", "次要", "minor"), choice("none", "无", "none")),
		required(field(TextField, "plate", "对方车牌号", "number plate of the other vehicle")),
		field(TextField, "compulsory-policy", "交强险保险单号", "number of the compulsory policy"),
		field(TextField, "commercial-policy", "商业险保险单号", "number of the commercial policy"),
		field(MoneyField, "third-party-limit", "商业三者险限额", "limit of the commercial third-party insurance"),
		field(NumberField, "hospital-days", "住院天数", "days in hospital"),
		field(ChoiceField, "disability-grade", "伤残等级", "grade of disability").of(disabilityGrades()...),
		field(MoneyField, "advanced", "对方已垫付金额", "amount advanced by the other side"),
	}
}
