package catalogue

import "sutiao/dispute"

// causes2025 is the list of causes in force from 2026-01-01.
const causes2025 = "2025"

// opened is the day on which the online system opened; every first type dates from it.
var opened = dispute.Date{Year: 2021, Month: 9, Day: 6}

func text(zh, en string) dispute.Text { return dispute.Text{ZH: zh, EN: en} }

func document(id, zh, en string) Document { return Document{ID: id, Name: text(zh, en)} }

func choice(id, zh, en string) Choice { return Choice{ID: id, Name: text(zh, en)} }

func amount(id, zh, en string) Element {
	return Element{ID: id, Name: text(zh, en), Kind: MoneyField}
}

func amountUnder(source, id, zh, en string) Element {
	e := amount(id, zh, en)
	e.Source = source
	return e
}

func (e Element) with(zh, en string) Element {
	e.Help = text(zh, en)
	return e
}

func field(kind FieldKind, id, zh, en string) Field {
	return Field{ID: id, Label: text(zh, en), Kind: kind}
}

func required(f Field) Field {
	f.Required = true
	return f
}

func (f Field) of(choices ...Choice) Field {
	f.Choices = choices
	return f
}

func (f Field) with(zh, en string) Field {
	f.Help = text(zh, en)
	return f
}

// Documents that every type asks for.
var (
	applicationForm  = document("application", "调解申请书", "application for mediation")
	identityProof    = document("identity", "当事人身份证明", "proof of the parties' identity")
	powerOfAttorney  = document("power-of-attorney", "授权委托书（和解、调解须特别授权）", "power of attorney; settling needs special authority")
	complaintReply   = document("complaint-reply", "投诉处理答复", "the institution's reply to the complaint")
	transactionProof = document("transactions", "交易流水或凭证", "statements or vouchers of transactions")
)

// Parties that many types share.
var (
	bank = Party{ID: "bank", Name: text("银行", "bank"), Institution: true, Necessary: true,
		Roles: []dispute.Role{dispute.Applicant, dispute.Respondent}, Source: "合同当事人"}
	insurer = Party{ID: "insurer", Name: text("保险人", "insurer"), Institution: true, Necessary: true,
		Roles: []dispute.Role{dispute.Applicant, dispute.Respondent, dispute.ThirdParty}, Source: "保险法 10"}
	guarantor = Party{ID: "guarantor", Name: text("担保人", "guarantor or mortgagor"),
		Roles: []dispute.Role{dispute.Respondent, dispute.ThirdParty}}
)

// caseLimits are the limits that can run in any dispute, by the track on which it comes.
var caseLimits = []string{
	"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D20",
}

func limitsWith(more ...string) []string {
	return append(append([]string(nil), caseLimits...), more...)
}

// Clauses that many agreements share.
var (
	clausePayment = text("写明付款人、收款人、金额、账户、履行期限；分期的逐期列明", "name payer, payee, amount, account and last day; list each instalment")
	clauseDefault = text("写明逾期履行的后果", "say what follows from late performance")
	clauseCredit  = text("写明征信记录的更正或者处理", "say what becomes of the credit record")
	clauseClosed  = text("写明本次纠纷一次性了结的范围", "say what the agreement settles once and for all")
	clausePolicy  = text("写明保险合同继续有效、变更或者解除", "say whether the policy continues, changes or ends")
)
