package dispute

// FindingCode names what a check found.
type FindingCode string

// The codes of findings.
const (
	FindingUnknown      FindingCode = ""
	Malformed           FindingCode = "malformed"
	ImpossibleDate      FindingCode = "impossible-date"
	CheckDigitWrong     FindingCode = "check-digit-wrong"
	UnusualForm         FindingCode = "unusual-form"
	UnknownIdentityKind FindingCode = "unknown-identity-kind"
	UnknownCourt        FindingCode = "unknown-court"
	CourtNotInForce     FindingCode = "court-not-in-force"
)

// Finding is what a check of a value found wrong with it.
type Finding struct {
	Field     string      `json:"field"`
	Code      FindingCode `json:"code"`
	MessageZH string      `json:"messageZh"`
	MessageEN string      `json:"messageEn"`
	// Overridable findings are warnings: a person who has seen the original may accept
	// the value with a stated reason. The others are errors.
	Overridable bool `json:"overridable"`
}

func refused(field string, code FindingCode, zh, en string) *Finding {
	return &Finding{Field: field, Code: code, MessageZH: zh, MessageEN: en}
}

func doubted(field string, code FindingCode, zh, en string) *Finding {
	return &Finding{Field: field, Code: code, MessageZH: zh, MessageEN: en, Overridable: true}
}
