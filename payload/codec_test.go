package payload

import (
	"encoding/base64"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func key(id string, fill byte) string {
	return id + " " + base64.StdEncoding.EncodeToString([]byte(strings.Repeat(string(fill), 32)))
}

func keys(t interface{ Fatalf(string, ...any) }, lines ...string) Keys {
	k, err := ParseKeys(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatalf("keys: %v", err)
	}
	return k
}

func TestWhatIsSealedOpensAgainAndShowsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringN(8, 60, 200).Draw(t, "name")
		conv := NewConverter(keys(t, key("a", 'x')))
		p, err := conv.ToPayload(map[string]string{"name": name})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(p.Data), name) {
			t.Fatalf("the name is readable")
		}
		var got map[string]string
		if err := conv.FromPayload(p, &got); err != nil || got["name"] != name {
			t.Fatalf("got %q, %v", got["name"], err)
		}
	})
}

func TestAnOldKeyStillOpensAfterRotation(t *testing.T) {
	p, err := NewConverter(keys(t, key("old", 'x'))).ToPayload("text")
	if err != nil {
		t.Fatal(err)
	}
	var got string
	rotated := NewConverter(keys(t, key("new", 'y'), key("old", 'x')))
	if err := rotated.FromPayload(p, &got); err != nil || got != "text" {
		t.Fatalf("got %q, %v", got, err)
	}
	if err := NewConverter(keys(t, key("new", 'y'))).FromPayload(p, &got); err == nil || !strings.Contains(err.Error(), `no key "old"`) {
		t.Fatalf("a missing key must be named, got %v", err)
	}
}

func TestAChangedByteBreaksTheSeal(t *testing.T) {
	conv := NewConverter(keys(t, key("a", 'x')))
	p, err := conv.ToPayload("text")
	if err != nil {
		t.Fatal(err)
	}
	p.Data[len(p.Data)/2] ^= 1
	var got string
	if err := conv.FromPayload(p, &got); err == nil {
		t.Fatal("a changed payload opened")
	}
}

func TestBadKeysAreRefusedByLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "there is none"},
		{"a", "line 1"},
		{"# note\na abc", "line 2"},
		{key("a", 'x') + "\n" + key("a", 'y'), "stands twice"},
	} {
		if _, err := ParseKeys(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}
