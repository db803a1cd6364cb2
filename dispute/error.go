package dispute

// Code classifies an error. Each code is mapped once to HTTP and once to Temporal.
type Code string

// The codes.
const (
	CodeUnknown      Code = ""
	CodeInvalid      Code = "invalid"       // a field is wrong; Fields names it
	CodeNotPermitted Code = "not-permitted" // the law or the case's stage refuses the act
	CodeConflict     Code = "conflict"      // somebody else changed the case meanwhile
	CodeNotFound     Code = "not-found"     // absent, or not this caller's to see
	CodeUnauthorised Code = "unauthorised"  // not signed in
	CodeTooLarge     Code = "too-large"     // the body exceeds the limit
	CodeUnavailable  Code = "unavailable"   // a part of the system does not answer; try again
)

// FieldError names one wrong field and the reason.
type FieldError struct {
	Field  string `json:"field"` // JSON path, such as parties[1].idNumber
	Reason Text   `json:"reason"`
}

// Error is the only error type that reaches a user.
type Error struct {
	Code    Code         `json:"code"`
	Message Text         `json:"message"`
	Source  string       `json:"source,omitempty"` // the article that the refusal rests on
	Fields  []FieldError `json:"fields,omitempty"`
}

func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.Message.EN
	for _, f := range e.Fields {
		s += "; " + f.Field + ": " + f.Reason.EN
	}
	if e.Source != "" {
		s += " (" + e.Source + ")"
	}
	return s
}

// Invalid makes the error for wrong fields, or nil where there are none.
func Invalid(fields []FieldError) *Error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{
		Code:    CodeInvalid,
		Message: Text{ZH: "提交的内容有误，请按提示修改", EN: "some fields are not right; see each"},
		Fields:  fields,
	}
}

// Problems collects field errors while a detail checks itself.
type Problems []FieldError

// Add records that a field is wrong.
func (p *Problems) Add(field, zh, en string) {
	*p = append(*p, FieldError{Field: field, Reason: Text{ZH: zh, EN: en}})
}

// Require records that a field is empty where it must not be.
func (p *Problems) Require(field, value string) {
	if value == "" {
		p.Add(field, "必填", "is required")
	}
}
