package documents

import (
	"fmt"
	"strings"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// Sample is the order for one document of an invented dispute: a credit card debt that a
// bank and a card holder settle in instalments, with a guarantor. Templates are tried on
// it. All names and numbers are made up.
func Sample(kind dispute.DocumentKind) Order {
	ledger := sampleLedger(kind == dispute.EndReportForm)
	upTo := len(ledger)
	for i, e := range ledger {
		if e.act == sampleActs[kind] {
			upTo = i + 1
		}
	}
	entries := make([]dispute.Entry, 0, upTo)
	for i, e := range ledger[:upTo] {
		entries = append(entries, dispute.Entry{ID: fmt.Sprintf("act-%d", i+1), Seq: i + 1, Act: e.detail.Act(), By: e.by, At: e.at, Detail: e.detail})
	}
	c := dispute.Replay("sample", entries)
	later := entries[len(entries)-1].At.Add(48 * time.Hour)
	switch kind {
	case dispute.ObjectionForm:
		entries = append(entries, dispute.Entry{ID: "objection", Act: dispute.ObjectToProposal, At: later,
			By: sampleHolder, Detail: &dispute.ProposalObjection{Reason: "方案所列利息计算基数有误，应当扣除已经归还的三千元"}})
	case dispute.RefusalForm:
		entries = append(entries, dispute.Entry{ID: "refusal", Act: dispute.RefuseMediation, At: later,
			By: sampleBank, Detail: &dispute.MediationRefusal{Reason: "被申请人涉嫌冒用他人身份办卡，我行已向公安机关报案"}})
	}
	return Order{
		Kind: kind, Case: c, Entry: entries[len(entries)-1], Ledger: entries,
		Organisation: records.Organisation{ID: "org-1", Name: "北京金融纠纷调解中心", CreditCode: "52110000MJ0170000X", Kind: "industry", Courts: []string{"京0102"}},
		Courts:       map[string]string{"京0102": "北京市西城区人民法院"},
		People: map[string]string{"mediator-1": "陈静", "mediator-2": "赵立新", "manager-1": "周敏", "clerk": "孙悦", "judge": "吴正明",
			"holder": "刘晓阳", "bank": "钱进", "guarantor": "龘䶮"},
		Record: sampleRecord, Code: "7K3M-9Q2X-4B8T", VerifyAt: "https://sutiao.example.cn/v", Timestamps: "联合信任时间戳服务中心", Index: sampleIndex(),
	}
}

// sampleActs names the act at which each kind of document is made.
var sampleActs = map[dispute.DocumentKind]string{
	dispute.ApplicationForm: "evidence", dispute.ReferralLetter: "evidence", dispute.ReceiptOfCase: "accepted", dispute.RightsNotice: "accepted",
	dispute.ConsentForm: "consent", dispute.RefusalForm: "consent", dispute.AddressConfirmation: "consent", dispute.DisclosureForm: "disclosed",
	dispute.RecusalForm: "challenge decided", dispute.ExtensionForm: "extended", dispute.MediationRecord: "agreed",
	dispute.UndisputedFacts: "agreed", dispute.ProposalForm: "proposed", dispute.ObjectionForm: "proposed",
	dispute.AgreementText: "drafted", dispute.ConfirmationForm: "joined", dispute.EndReportForm: "disputed", dispute.AcceptanceNotice: "taken up",
	dispute.SupplementNotice: "more asked", dispute.DeclinationRuling: "joined", dispute.ConfirmationRuling: "ruled",
	dispute.PerformanceCertificate: "paid", dispute.FileIndex: "paid",
}

var sampleRecord = []dispute.RecordLine{
	{No: 1, Speaker: dispute.MediatorSigner, Text: "请申请人陈述请求和事实。"},
	{No: 2, Speaker: "p1", Text: "请求偿还透支本金，愿意商量分期。"},
	{No: 3, Speaker: "p2", Text: "本金没有异议，一次还清有困难。", Read: []dispute.LineRead{{Party: "p1", Objection: "困难情况请提交证明"}}},
}

var (
	sampleClerk     = dispute.Actor{Account: "clerk", Role: dispute.Clerk, Court: "京0102"}
	sampleJudge     = dispute.Actor{Account: "judge", Role: dispute.Judge, Court: "京0102"}
	sampleManager   = dispute.Actor{Account: "manager-1", Role: dispute.Manager, Organisation: "org-1"}
	sampleMediator  = dispute.Actor{Account: "mediator-1", Role: dispute.Mediator, Organisation: "org-1"}
	sampleBank      = dispute.Actor{Account: "bank", Role: dispute.Applicant, Party: "p1"}
	sampleHolder    = dispute.Actor{Account: "holder", Role: dispute.Respondent, Party: "p2"}
	sampleGuarantor = dispute.Actor{Account: "guarantor", Role: dispute.ThirdParty, Party: "p3"}
)

type sampleEntry struct {
	act    string // name of the moment, for sampleActs
	at     time.Time
	by     dispute.Actor
	detail dispute.Detail
}

// sampleLedger is the life of the dispute, up to the failure of the mediation or on to the
// performance of an agreement.
func sampleLedger(fails bool) []sampleEntry {
	day := time.Date(2026, 9, 1, 9, 30, 0, 0, dispute.Beijing)
	var ledger []sampleEntry
	add := func(days int, act string, by dispute.Actor, d dispute.Detail) {
		day = day.AddDate(0, 0, days).Add(20 * time.Minute)
		ledger = append(ledger, sampleEntry{act, day, by, d})
	}
	add(0, "referred", sampleClerk, sampleReferral())
	add(0, "evidence", sampleBank, &dispute.EvidenceFiling{Proof: "信用卡领用关系及欠款数额", Files: []dispute.File{
		{Name: "领用合约.pdf"}, {Name: "2024年9月至2026年6月账单.pdf"}}})
	add(1, "accepted", sampleManager, &dispute.Acceptance{Mediator: "mediator-2", MaterialsSigned: day})
	for _, by := range []dispute.Actor{sampleBank, sampleGuarantor, sampleHolder} {
		add(0, "consent", by, &dispute.ConsentGiven{Consent: dispute.Consent{Online: true, ElectronicService: true, LeavesChoice: true}})
	}
	add(1, "disclosed", dispute.Actor{Account: "mediator-2", Role: dispute.Mediator, Organisation: "org-1"},
		&dispute.Disclosure{Matters: []string{"三年前曾为申请人所属集团的其他分行提供培训，现已无往来"}})
	add(0, "challenged", sampleHolder, &dispute.Challenge{Ground: "interest", Facts: "调解员曾从申请人所属集团取得报酬"})
	add(1, "challenge decided", sampleManager, &dispute.ChallengeDecision{Upheld: true, Reason: "所述情形可能影响公正调解，予以更换"})
	add(0, "assigned", sampleManager, &dispute.Assignment{Mediator: "mediator-1"})
	add(0, "clear", sampleMediator, &dispute.Disclosure{})
	add(0, "paused", sampleMediator, &dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "对签名真实性委托鉴定"})
	add(5, "resumed", sampleMediator, &dispute.Resumption{})
	add(0, "planned", sampleMediator, &dispute.SessionPlan{Start: day.AddDate(0, 0, 2), Mode: dispute.Video})
	add(2, "opened", sampleMediator, &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
		{Party: "p1", Identified: "document-shown", ByAgent: true}, {Party: "p2", Identified: "id-comparison"}}})
	add(0, "adjourned", sampleMediator, &dispute.SessionClosing{Result: dispute.Adjourned, Undisputed: []string{"截至2026年6月30日的透支本金为人民币30,000.00元"}})
	add(5, "asked longer", sampleMediator, &dispute.ExtensionRequest{NewDue: dispute.Date{Year: 2026, Month: 10, Day: 30}, Reason: "第三人需要核对保证合同原件"})
	for _, by := range []dispute.Actor{sampleBank, sampleHolder, sampleGuarantor} {
		add(0, "extended", by, &dispute.ExtensionConsent{})
		add(0, "mechanism", by, &dispute.MechanismConsent{Kind: dispute.NoObjection})
	}
	add(1, "proposed", sampleMediator, &dispute.ProposalService{Kind: dispute.NoObjection, NoMajorFactDispute: true,
		ProofOfService: "已于当日通过平台向各方电子送达，系统显示均已阅读", Terms: sampleTerms()})
	if !fails {
		return append(ledger, sampleSettlement(day)...)
	}
	add(1, "disputed", sampleMediator, &dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: "双方对罚息的计算标准分歧较大，无法达成一致",
		Conduct: "被申请人两次未按约定时间提交账单，致使调解改期", Flags: []string{"被申请人另有两起同类纠纷在调解中"}, UndisputedByAll: []string{"保证合同由第三人本人签署"}})
	return ledger
}

func sampleSettlement(day time.Time) []sampleEntry {
	var ledger []sampleEntry
	add := func(days int, act string, by dispute.Actor, d dispute.Detail) {
		day = day.AddDate(0, 0, days).Add(25 * time.Minute)
		ledger = append(ledger, sampleEntry{act, day, by, d})
	}
	add(1, "planned", sampleMediator, &dispute.SessionPlan{Start: day.AddDate(0, 0, 1), Mode: dispute.Video})
	add(1, "opened", sampleMediator, &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
		{Party: "p1", Identified: "document-shown", ByAgent: true}, {Party: "p2", Identified: "id-comparison"}, {Party: "p3", Identified: "id-comparison"}}})
	add(0, "agreed", sampleMediator, &dispute.SessionClosing{Result: dispute.Agreed, Undisputed: []string{"保证合同由第三人本人签署"}})
	add(0, "drafted", sampleMediator, &dispute.Draft{Terms: sampleTerms(), ForSignature: true})
	add(1, "signed", sampleBank, &dispute.Signature{Version: 1})
	add(0, "signed", sampleHolder, &dispute.Signature{Version: 1})
	add(0, "signed", sampleGuarantor, &dispute.Signature{Version: 1})
	add(0, "in effect", sampleMediator, &dispute.Signature{Version: 1})
	for _, by := range []dispute.Actor{sampleBank, sampleHolder, sampleGuarantor} {
		add(0, "joined", by, &dispute.ConfirmationApplication{Court: "京0102", Declared: true})
	}
	add(2, "taken up", sampleClerk, &dispute.ConfirmationAcceptance{Number: "（2026）京0102诉前调确356号"})
	add(1, "more asked", sampleClerk, &dispute.ConfirmationItems{Items: []string{"第三人的身份证明", "授权委托书原件"}})
	add(3, "ruled", sampleJudge, &dispute.Ruling{Granted: true, Number: "（2026）京0102诉前调确356号"})
	add(20, "paid", sampleBank, &dispute.Performance{Obligation: 1, Proof: "银行转账电子回单，尾号0931"})
	return ledger
}

func sampleReferral() *dispute.Referral {
	return &dispute.Referral{
		Track: dispute.PreFilingReferral, Court: "京0102", CourtNumber: "（2026）京0102诉前调1716号", Number: "金调〔2026〕0356号",
		Type: "bank_card", Cause: dispute.CauseRef{Version: "2025", Number: "115(2)"}, Amount: 3_650_022,
		Claims: []string{"被申请人偿还透支本金人民币30,000.00元", "被申请人支付截至2026年6月30日的利息、违约金人民币6,500.22元", "第三人对上述债务承担连带保证责任"},
		Narrative: "2023年5月，被申请人向申请人申领信用卡，由第三人提供连带责任保证。2024年9月起被申请人未按期还款，经申请人多次催收仍未清偿。" +
			"被申请人认可透支事实，但认为罚息和违约金的计算标准过高，并表示目前收入有限，请求分期偿还。",
		Organisations: []string{"org-1"},
		Parties: []dispute.PartyInfo{
			{Role: dispute.Applicant, Kind: dispute.LegalPerson, Institution: true, Name: "丙银行股份有限公司北京西城支行", IDKind: "credit-code",
				IDNumber: "91110102101234600D", Address: "北京市西城区金融大街甲1号", Phone: "010-66001234", ServiceAddress: "susong@bingbank.example.cn",
				Representative: "郑国安", Account: "bank", Agents: []dispute.Agent{{Account: "bank", Name: "钱进", Phone: "13810000676", SpecialAuthority: true, Authority: "代为承认、放弃、变更请求，进行和解、调解，签署调解协议"}}},
			{Role: dispute.Respondent, Kind: dispute.NaturalPerson, Name: "刘晓阳", IDKind: "resident-id", IDNumber: "11010519491231002X",
				Address: "北京市朝阳区建国路88号院3号楼1单元502室", Phone: "13810000759", ServiceAddress: "13810000759（短信）", Account: "holder"},
			{Role: dispute.ThirdParty, Kind: dispute.NaturalPerson, Name: "龘䶮", IDKind: "resident-id", IDNumber: "320102198304156071",
				Address: "江苏省南京市玄武区中山路10号", Phone: "13810000888", Account: "guarantor"},
		},
	}
}

func sampleTerms() dispute.Terms {
	t := dispute.Terms{
		Sum:     3_300_000,
		Default: &dispute.DefaultClause{Accelerates: true, AfterDays: 10, DailyRate: 500, Penalty: 100_000, Words: "第三人对逾期产生的违约金一并承担连带责任"},
		Other: []string{"申请人自被申请人按期支付第一期款项之日起，停止计收罚息和复利；被申请人按期付清全部款项的，申请人免除其余利息和违约金",
			"申请人于全部款项清偿后五个工作日内，向征信系统报送结清信息"},
		ConfirmationCourt: "京0102", Partial: true, Residual: []string{"申请人主张的律师费用，由当事人另行解决"}, ReachedOn: dispute.Date{Year: 2026, Month: 9, Day: 20},
	}
	for i := range 6 {
		t.Obligations = append(t.Obligations, dispute.Obligation{Payer: "p2", Payee: "p1", Amount: 500_000,
			Due: dispute.Date{Year: 2026, Month: 10, Day: 31}.AddMonths(i), Account: "户名丙银行股份有限公司北京西城支行，账号6222020200001234567，开户行丙银行北京西城支行"})
	}
	return dispute.Terms{Obligations: append(t.Obligations,
		dispute.Obligation{Payer: "p3", Payee: "p1", Amount: 300_000, Due: dispute.Date{Year: 2026, Month: 12, Day: 31}, Duty: "第三人自愿分担的部分"},
		dispute.Obligation{Payer: "p1", Payee: "p2", Due: dispute.Date{Year: 2026, Month: 11, Day: 15}, Duty: "出具个性化分期还款确认书，载明余额结构和每期金额"}),
		Sum: t.Sum, Default: t.Default, Other: t.Other, ConfirmationCourt: t.ConfirmationCourt, Partial: t.Partial, Residual: t.Residual, ReachedOn: t.ReachedOn}
}

func sampleIndex() []dispute.Document {
	var list []dispute.Document
	made := time.Date(2026, 9, 1, 9, 50, 0, 0, dispute.Beijing)
	for i, k := range dispute.DocumentKinds()[:12] {
		list = append(list, dispute.Document{Code: fmt.Sprintf("7K3M-9Q2X-%04d", i+1), Kind: k.Value, Pages: 1 + i%3, Version: 1 + i/8,
			SHA256: strings.Repeat(fmt.Sprintf("%02x", 17*i+3), 32), MadeAt: made.AddDate(0, 0, 2*i)})
	}
	return list
}
