package dispute

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCourtCaseNumbersAreTakenApart(t *testing.T) {
	for _, c := range []struct {
		text string
		want CaseNumber
	}{
		{"(2024)粤0604诉前调确1716号", CaseNumber{Year: 2024, Court: "粤0604", Type: "诉前调确", Serial: 1716}},
		{"（2024）粤0604诉前调确1716号", CaseNumber{Year: 2024, Court: "粤0604", Type: "诉前调确", Serial: 1716}},
		{"〔２０２５〕 京０１０２ 诉前调 15 号", CaseNumber{Year: 2025, Court: "京0102", Type: "诉前调", Serial: 15}},
		{"[2023]沪74民终12号", CaseNumber{Year: 2023, Court: "沪74", Type: "民终", Serial: 12}},
		{"（2026）闽0203民初8号", CaseNumber{Year: 2026, Court: "闽0203", Type: "民初", Serial: 8}},
		{"（2021）最高法知民终1号", CaseNumber{Year: 2021, Court: "最高法", Type: "知民终", Serial: 1}},
		{"（2020）京民终100号", CaseNumber{Year: 2020, Court: "京", Type: "民终", Serial: 100}},
		{"（2026）粤0304诉前调书3号", CaseNumber{Year: 2026, Court: "粤0304", Type: "诉前调书", Serial: 3}},
		{"（2018）粤0304执1632号之二", CaseNumber{Year: 2018, Court: "粤0304", Type: "执", Serial: 1632, Suffix: "之二"}},
		{"（2009）长民二（商）初字第2459号", CaseNumber{Year: 2009, Historic: "（2009）长民二（商）初字第2459号"}},
		{"(2009)长民初字第2459号", CaseNumber{Year: 2009, Historic: "（2009）长民初字第2459号"}},
		{"（2017）京民初字第1号", CaseNumber{Year: 2017, Historic: "（2017）京民初字第1号"}},
		{"（2015）京0102民初1号", CaseNumber{Year: 2015, Historic: "（2015）京0102民初1号"}},
		{"（2016）粤0304民初18775-18776号", CaseNumber{Year: 2016, Historic: "（2016）粤0304民初18775-18776号"}},
	} {
		got, err := ParseCaseNumber(c.text)
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v", c.text, got, err)
		}
		if again, err := ParseCaseNumber(got.String()); err != nil || again != got {
			t.Errorf("%s: printed %s and read %+v, %v", c.text, got, again, err)
		}
	}
}

func TestWhatIsNoCaseNumberIsRefused(t *testing.T) {
	for _, s := range []string{
		"", "abc", "2024粤0604民初1号", "（2024）粤0604民初1", "（2024）号", "（24）粤0604民初1号", "（1848）粤民初1号", "（2024）民初号",
		"调解2024-001", "（2024）粤0604民初" + strings.Repeat("1", 60) + "号",
	} {
		if got, err := ParseCaseNumber(s); err == nil {
			t.Errorf("%q was read as %+v", s, got)
		}
	}
}

func TestACaseNumberIsTextInJSON(t *testing.T) {
	var held struct{ Number CaseNumber }
	if err := json.Unmarshal([]byte(`{"Number":"(2026)京0102诉前调9号"}`), &held); err != nil || held.Number.Serial != 9 {
		t.Fatalf("got %+v, %v", held, err)
	}
	data, err := json.Marshal(held)
	if err != nil || string(data) != `{"Number":"（2026）京0102诉前调9号"}` {
		t.Errorf("got %s, %v", data, err)
	}
	if err := json.Unmarshal([]byte(`{"Number":""}`), &held); err != nil || held.Number != (CaseNumber{}) {
		t.Errorf("got %+v, %v", held, err)
	}
}

func FuzzParseCaseNumber(f *testing.F) {
	for _, s := range []string{"(2024)粤0604诉前调确1716号", "（2009）长民二（商）初字第2459号", "（2018）粤0304执1632号之二"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseCaseNumber(s)
		if err != nil {
			return
		}
		if again, err := ParseCaseNumber(n.String()); err != nil || again != n {
			t.Errorf("%q: %+v became %+v, %v", s, n, again, err)
		}
	})
}
