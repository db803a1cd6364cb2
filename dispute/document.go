package dispute

import "time"

// DocumentKind names a document (文书) of the procedure.
type DocumentKind string

// The kinds, in the order of the file (卷宗).
const (
	DocumentUnknown        DocumentKind = ""
	ApplicationForm        DocumentKind = "application"              // 调解申请书
	ReferralLetter         DocumentKind = "referral-letter"          // 委派（委托）调解函
	ReceiptOfCase          DocumentKind = "receipt"                  // 受理登记表及回执
	RightsNotice           DocumentKind = "rights-notice"            // 权利义务告知书
	ConsentForm            DocumentKind = "consent"                  // 同意调解确认书
	RefusalForm            DocumentKind = "refusal"                  // 不同意调解确认书
	AddressConfirmation    DocumentKind = "address-confirmation"     // 送达地址确认书
	DisclosureForm         DocumentKind = "disclosure"               // 调解员披露声明
	RecusalForm            DocumentKind = "recusal"                  // 回避申请及决定书
	ExtensionForm          DocumentKind = "extension-consent"        // 延期调解同意书
	MediationRecord        DocumentKind = "record"                   // 调解笔录
	UndisputedFacts        DocumentKind = "undisputed-facts"         // 无争议事实记载表
	ProposalForm           DocumentKind = "proposal"                 // 无异议调解方案
	ObjectionForm          DocumentKind = "objection"                // 异议书
	AgreementText          DocumentKind = "agreement"                // 调解协议书
	ConfirmationForm       DocumentKind = "confirmation-application" // 司法确认申请书
	EndReportForm          DocumentKind = "end-report"               // 调解终结报告
	AcceptanceNotice       DocumentKind = "acceptance-notice"        // 受理通知书, a draft for the court
	SupplementNotice       DocumentKind = "supplement-notice"        // 补充材料通知书, a draft for the court
	DeclinationRuling      DocumentKind = "declination-ruling"       // 不予受理裁定书, a draft for the court
	ConfirmationRuling     DocumentKind = "ruling"                   // 民事裁定书, a draft for the court
	PerformanceCertificate DocumentKind = "performance-certificate"  // 履行证明
	FileIndex              DocumentKind = "file-index"               // 卷宗目录
)

// DocumentKinds lists the kinds with their names, in the order of the file.
func DocumentKinds() []Named[DocumentKind] {
	return []Named[DocumentKind]{
		{ApplicationForm, Text{"调解申请书", "application for mediation"}},
		{ReferralLetter, Text{"委派（委托）调解函", "letter of referral"}},
		{ReceiptOfCase, Text{"受理登记表及回执", "registration and receipt"}},
		{RightsNotice, Text{"权利义务告知书", "notice of rights and duties"}},
		{ConsentForm, Text{"同意调解确认书", "consent to mediation"}},
		{RefusalForm, Text{"不同意调解确认书", "refusal of mediation"}},
		{AddressConfirmation, Text{"送达地址确认书", "confirmation of the address for service"}},
		{DisclosureForm, Text{"调解员披露声明", "mediator's disclosure"}},
		{RecusalForm, Text{"回避申请及决定书", "challenge and decision"}},
		{ExtensionForm, Text{"延期调解同意书", "consent to an extension"}},
		{MediationRecord, Text{"调解笔录", "record of mediation"}},
		{UndisputedFacts, Text{"无争议事实记载表", "record of undisputed facts"}},
		{ProposalForm, Text{"无异议调解方案", "proposal for want of objection"}},
		{ObjectionForm, Text{"异议书", "objection"}},
		{AgreementText, Text{"调解协议书", "mediation agreement"}},
		{ConfirmationForm, Text{"司法确认申请书", "joint application for judicial confirmation"}},
		{EndReportForm, Text{"调解终结报告", "end report"}},
		{AcceptanceNotice, Text{"受理通知书（代拟稿）", "notice of acceptance (draft)"}},
		{SupplementNotice, Text{"补充材料通知书（代拟稿）", "notice to supplement (draft)"}},
		{DeclinationRuling, Text{"不予受理裁定书（代拟稿）", "ruling that declines (draft)"}},
		{ConfirmationRuling, Text{"民事裁定书（代拟稿）", "ruling on confirmation (draft)"}},
		{PerformanceCertificate, Text{"履行证明", "certificate of performance"}},
		{FileIndex, Text{"卷宗目录", "index of the file"}},
	}
}

// Name is the kind's wording.
func (k DocumentKind) Name() Text {
	for _, n := range DocumentKinds() {
		if n.Value == k {
			return n.Name
		}
	}
	return Text{}
}

// Document is a document as it was made: what a ledger, a case file and a page that checks
// it need to know. The file itself lies in the store of files under its SHA-256.
type Document struct {
	// Code is the public code that stands on the document, in words and as a QR code.
	Code     string       `json:"code"`
	Kind     DocumentKind `json:"kind"`
	Version  int          `json:"version,omitempty"` // of the agreement's text
	SHA256   string       `json:"sha256"`            // hexadecimal, of the file
	SM3      string       `json:"sm3"`               // hexadecimal, GB/T 32905, of the same file
	Size     int64        `json:"size"`              // bytes
	Pages    int          `json:"pages"`
	Template string       `json:"template"` // name and version of the template
	MadeAt   time.Time    `json:"madeAt"`
}

// SignaturePlace is where the layout leaves room for a signature or seal, in points from
// the lower left corner of the page.
type SignaturePlace struct {
	Signer string  `json:"signer"` // party ID, "mediator" or "organisation"
	Page   int     `json:"page"`   // from 1
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// The signers who are no parties.
const (
	MediatorSigner     = "mediator"
	OrganisationSigner = "organisation"
)
