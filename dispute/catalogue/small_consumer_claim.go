package catalogue

import "sutiao/dispute"

// Small claims of consumers (小额消费纠纷), for the mechanism of quick settlement (小额纠纷快速
// 解决机制): the mediator proposes in writing, and the proposal binds if the consumer takes
// it. The ceiling is set by region and organisation and is no part of the type.
func init() {
	register(Type{
		ID:           "small_consumer_claim",
		Name:         text("小额消费者纠纷", "small consumer claim"),
		About:        text("消费者与银行、保险机构之间金额较小、事实清楚的纠纷", "clear claims of small amount between consumers and institutions"),
		CauseVersion: causes2025,
		Causes:       []string{"8(2)", "114", "115", "115(1)", "115(2)", "125(1)", "142(22)", "371", "371(1)", "372", "372(1)", "372(2)", "372(3)", "377"},
		Parties: []Party{
			{ID: "consumer", Name: text("消费者", "consumer"), Necessary: true, Source: "合同当事人", Roles: []dispute.Role{dispute.Applicant}},
			{ID: "institution", Name: text("银行保险机构", "institution"), Institution: true, Necessary: true, Roles: []dispute.Role{dispute.Respondent},
				Source: "银行保险机构消费者权益保护管理办法 16"},
		},
		Required: []Document{
			applicationForm, identityProof,
			document("contract", "合同、保险单或者交易凭证", "contract, policy or voucher"),
		},
		Optional: []Document{powerOfAttorney, complaintReply, transactionProof},
		Fields: []Field{
			required(field(TextField, "product", "产品或者服务", "product or service")),
			required(field(DateField, "event-on", "争议发生日", "day on which the dispute arose")),
			required(field(MoneyField, "claimed", "请求金额", "amount claimed")).with("不超过当地小额纠纷快速解决机制的上限", "up to the local ceiling of the mechanism"),
			required(field(ChoiceField, "complained", "是否已向机构投诉", "complained to the institution")).of(
				choice("answered", "已投诉并答复", "yes, answered"), choice("pending", "已投诉未答复", "yes, not answered"), choice("no", "未投诉", "no")),
			field(TextField, "complaint-number", "投诉编号", "complaint number"),
		},
		Elements: []Element{
			amount("refund", "退款", "refund"),
			amount("fees", "费用返还", "fees to be returned"),
			amount("benefit", "保险金", "insurance benefit"),
			amount("compensation", "赔偿", "compensation"),
		},
		Specialisms: []Specialism{ConsumerRights, Banking, Property, Life},
		ClauseHints: []dispute.Text{clausePayment, clauseClosed},
		Limits:      limitsWith("D18", "D21"),
		From:        opened,
	})
}
