package dispute

import (
	_ "embed" // the courts are data
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

//go:embed data/courts.json
var courtsJSON []byte

// CourtLevel is a level of the court system (法院层级).
type CourtLevel string

// The levels.
const (
	CourtLevelUnknown CourtLevel = ""
	SupremeCourt      CourtLevel = "supreme"      // 最高人民法院
	HighCourt         CourtLevel = "high"         // 高级人民法院
	IntermediateCourt CourtLevel = "intermediate" // 中级人民法院, and special courts of that level
	BasicCourt        CourtLevel = "basic"        // 基层人民法院
)

// CourtLevels lists the levels with their names.
func CourtLevels() []Named[CourtLevel] {
	return []Named[CourtLevel]{
		{SupremeCourt, Text{"最高人民法院", "Supreme People's Court"}},
		{HighCourt, Text{"高级人民法院", "high court"}},
		{IntermediateCourt, Text{"中级人民法院", "intermediate court"}},
		{BasicCourt, Text{"基层人民法院", "basic court"}},
	}
}

// Court is an entry of the court dictionary. Its code outlives changes of its area
// (案号规定 13), so an entry is closed by date and never deleted.
type Court struct {
	Code     string     `json:"code"` // 法院代字 as in case numbers, such as 京0102
	Name     string     `json:"name"`
	Level    CourtLevel `json:"level"`
	Parent   string     `json:"parent,omitempty"`   // code of the court above
	Province string     `json:"province,omitempty"` // empty for the Supreme People's Court
	Number   string     `json:"number,omitempty"`   // 法院代码 of six digits, where known
	From     Date       `json:"from"`               // first day of the code
	To       Date       `json:"to,omitzero"`        // first day no longer used; zero is open
	Source   string     `json:"source"`             // verified, recalled, or who loaded it
}

// Courts is a court dictionary, in the order of its data.
type Courts struct {
	entries []Court
}

var builtInCourts = mustReadCourts(courtsJSON)

func mustReadCourts(data []byte) Courts {
	var entries []Court
	err := json.Unmarshal(data, &entries)
	if err != nil {
		panic("dispute: the embedded courts: " + err.Error())
	}
	courts, err := Courts{}.With(entries...)
	if err != nil {
		panic("dispute: the embedded courts: " + err.Error())
	}
	return courts
}

// BuiltInCourts is the dictionary that comes with the program: a few courts only. An
// operator loads the rest with With.
func BuiltInCourts() Courts { return builtInCourts }

// CourtByCode finds a court in the built-in dictionary.
func CourtByCode(code string) (Court, bool) { return builtInCourts.ByCode(code) }

// All returns the entries.
func (cs Courts) All() []Court { return slices.Clone(cs.entries) }

// ByCode finds a court by its code.
func (cs Courts) ByCode(code string) (Court, bool) {
	for _, c := range cs.entries {
		if c.Code == narrow(code) {
			return c, true
		}
	}
	return Court{}, false
}

// With returns a dictionary with the courts added; an entry of the same code is replaced.
// It fails where an entry has no name, no known level, or a code that does not fit it.
func (cs Courts) With(courts ...Court) (Courts, error) {
	entries := slices.Clone(cs.entries)
	for _, c := range courts {
		if level := CourtCodeLevel(c.Code); level == CourtLevelUnknown || level != c.Level {
			return Courts{}, fmt.Errorf("court %q: the code does not fit the level %q", c.Code, c.Level)
		}
		if c.Name == "" {
			return Courts{}, fmt.Errorf("court %q: name: is required", c.Code)
		}
		at := slices.IndexFunc(entries, func(e Court) bool { return e.Code == c.Code })
		if at >= 0 {
			entries[at] = c
			continue
		}
		entries = append(entries, c)
	}
	return Courts{entries}, nil
}

var courtCodeForm = regexp.MustCompile(`^(?:最高法|([京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军])(\d{2}|\d{4})?)$`)

// CourtCodeLevel tells the level from the form of a code (案号规定 4–5): none for the
// Supreme People's Court, the province alone, two digits, four digits.
func CourtCodeLevel(code string) CourtLevel {
	m := courtCodeForm.FindStringSubmatch(narrow(code))
	switch {
	case m == nil:
		return CourtLevelUnknown
	case m[1] == "":
		return SupremeCourt
	case m[2] == "":
		return HighCourt
	case len(m[2]) == 2:
		return IntermediateCourt
	}
	return BasicCourt
}

// Check checks a code on a day. A well-formed code that the dictionary lacks, or that was
// not in use on the day, is overridable: the dictionary is not complete. Nil means in order.
func (cs Courts) Check(code string, on Date) *Finding {
	if CourtCodeLevel(code) == CourtLevelUnknown {
		return refused("court", Malformed, "法院代字应为“最高法”、省份简称，或者省份简称加2位、4位数字",
			"a court code is 最高法, or a province's character alone or with two or four digits")
	}
	c, ok := cs.ByCode(code)
	switch {
	case !ok:
		return doubted("court", UnknownCourt, "法院名录中没有该代字，请核对", "the court dictionary lacks this code; please check")
	case on.Before(c.From), !c.To.IsZero() && !on.Before(c.To):
		return doubted("court", CourtNotInForce, "该法院代字当日不在使用", "this court code was not in use on that day")
	}
	return nil
}
