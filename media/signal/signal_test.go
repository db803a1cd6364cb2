package signal

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestEveryTypeOfMessageIsDecoded(t *testing.T) {
	samples := Samples()
	for _, typ := range Types() {
		text, ok := samples[typ]
		if !ok {
			t.Errorf("%s: no sample", typ)
			continue
		}
		e, m, err := Decode([]byte(text))
		if err != nil || m == nil || e.Type != typ {
			t.Errorf("%s: %v", typ, err)
		}
	}
}

func TestWhatIsNotAsItMustBeIsRefused(t *testing.T) {
	for _, text := range []string{
		``, `null`, `[]`, `"x"`, `{}`, `{"type":"nothing"}`, `{"type":"ping"`, `{"type":"ping"} {}`,
		`{"type":"ping","more":1}`, `{"type":"chat","key":"k"}`, `{"type":"chat","key":"k","text":" "}`,
		`{"type":"chat","key":"k k","text":"x"}`, `{"type":"chat","key":"k","text":"a\u202eb"}`,
		`{"type":"chat","key":"k","text":"a\u0007b"}`, `{"type":"chat","key":"k","text":7}`,
		`{"type":"hello","version":2,"token":"t"}`, `{"type":"hello","version":1}`,
		`{"type":"hello","version":1,"token":"t","session":"s"}`,
		`{"type":"publish","sdp":"x"}`, `{"type":"publish","sdp":"v=0","tracks":[{"mid":"0","source":"tape"}]}`,
		`{"type":"publish","sdp":"v=0","tracks":[{"mid":"0","source":"camera"},{"mid":"1","source":"camera"}]}`,
		`{"type":"pointer","document":"d","page":0,"x":0,"y":0}`, `{"type":"pointer","document":"d","page":1,"x":2,"y":0}`,
		`{"type":"offer","fen":-1}`, `{"type":"offer","fen":1.5}`, `{"type":"offer","fen":99999999999999999}`,
		`{"type":"caucus","participants":[]}`, `{"type":"caucus","participants":["a","a"]}`,
		`{"type":"timer","seconds":99999999}`, `{"type":"line","key":"l1","text":"x"}`, `{"id":"` + strings.Repeat("x", 65) + `","type":"ping"}`,
		`{"type":"chat","key":"k","text":"` + strings.Repeat("字", MostText+1) + `"}`,
		`{"type":"chat","key":"k","text":"` + strings.Repeat("x", MostBytes) + `"}`,
	} {
		if _, _, err := Decode([]byte(text)); !errors.Is(err, ErrRefused) {
			t.Errorf("%.80s: %v", text, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, text := range Samples() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, m, err := Decode(b)
		if err != nil {
			if m != nil {
				t.Fatal("a refused message was returned")
			}
			return
		}
		if problem := m.Check(); problem != "" {
			t.Fatalf("%s taken: %s", e.Type, problem)
		}
		if _, err := json.Marshal(m); err != nil {
			t.Fatal(err)
		}
	})
}

func TestThePageOfTheProtocolNamesEveryMessage(t *testing.T) {
	page, err := os.ReadFile("../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Types() {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/protocol.md says nothing of %q", name)
		}
	}
}
