package dispute

import (
	_ "embed" // the lists of causes are data
	"encoding/json"
	"regexp"
)

//go:embed data/causes.json
var causesJSON []byte

// Cause is a cause of action (案由). Its number is unique within one list only.
type Cause struct {
	Number string `json:"number"` // such as 115(2)
	Name   string `json:"name"`
	// New marks a cause that the list introduced.
	New bool `json:"new,omitempty"`
	// Old marks a cause that only earlier cases keep; new ones may not take it.
	Old bool `json:"old,omitempty"`
	// Standing is transcribed (from a public copy) or recalled.
	Standing string `json:"standing"`
}

// CauseList is one version of the provisions on causes of action (民事案件案由规定), which
// number the causes afresh at each amendment.
type CauseList struct {
	Version string  `json:"version"`
	Title   string  `json:"title"`
	From    Date    `json:"from"`        // first day in force
	To      Date    `json:"to,omitzero"` // first day no longer in force; zero is open
	Source  string  `json:"source"`
	Causes  []Cause `json:"causes"` // those of banking and insurance
}

// CauseRef names a cause within a list.
type CauseRef struct {
	Version string `json:"version" doc:"list of causes, such as 2025" maxLength:"10"`
	Number  string `json:"number" doc:"number within the list, such as 115(2)" maxLength:"20"`
	Name    string `json:"name,omitempty" doc:"name; where given, it must be that of the number" maxLength:"60"`
}

var causeLists = mustReadCauses(causesJSON)

func mustReadCauses(data []byte) []CauseList {
	var lists []CauseList
	if err := json.Unmarshal(data, &lists); err != nil {
		panic("dispute: the embedded list of causes: " + err.Error())
	}
	return lists
}

// CauseLists returns the versions known, the oldest first.
func CauseLists() []CauseList { return causeLists }

// CauseListOn returns the version in force on a day.
func CauseListOn(d Date) (CauseList, bool) {
	for _, l := range causeLists {
		if !d.Before(l.From) && (l.To.IsZero() || d.Before(l.To)) {
			return l, true
		}
	}
	return CauseList{}, false
}

// CauseByNumber finds a cause. The error is an *Error that names the field version or
// number.
func CauseByNumber(version, number string) (Cause, error) {
	return findCause(version, "number", number, func(c Cause) bool { return c.Number == causeNumber(number) })
}

// CauseByName finds a cause by its full name. The error is an *Error that names the field
// version or name.
func CauseByName(version, name string) (Cause, error) {
	return findCause(version, "name", name, func(c Cause) bool { return c.Name == narrow(name) })
}

// Resolve finds the cause that the reference means, by number if it has one, else by name.
// Where it has both they must agree. The error is an *Error that names the field.
func (r CauseRef) Resolve() (Cause, error) {
	if r.Number == "" {
		return CauseByName(r.Version, r.Name)
	}
	c, err := CauseByNumber(r.Version, r.Number)
	if err == nil && r.Name != "" && c.Name != narrow(r.Name) {
		return Cause{}, causeError("name", "案由名称与编号不符，该编号为"+c.Name, "the number belongs to "+c.Name)
	}
	return c, err
}

func findCause(version, field, value string, is func(Cause) bool) (Cause, error) {
	for _, l := range causeLists {
		if l.Version != version {
			continue
		}
		for _, c := range l.Causes {
			if is(c) {
				return c, nil
			}
		}
		return Cause{}, causeError(field, "该版本案由规定中没有："+value, "not among the causes of version "+version+": "+value)
	}
	return Cause{}, causeError("version", "未知的案由规定版本："+version, "unknown version of the causes: "+version)
}

func causeError(field, zh, en string) error {
	return Invalid([]FieldError{{Field: "cause." + field, Reason: Text{ZH: zh, EN: en}}})
}

var dottedNumber = regexp.MustCompile(`^(\d+)\.(\d+)$`)

// causeNumber accepts 115（2） and 115.2 for 115(2).
func causeNumber(s string) string {
	return dottedNumber.ReplaceAllString(narrow(s), "$1($2)")
}
