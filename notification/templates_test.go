package notification

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sutiao/dispute"
)

func TestEveryTemplateSpeaksBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, tpl := range Templates() {
		if seen[tpl.ID] {
			t.Errorf("%s stands twice", tpl.ID)
		}
		seen[tpl.ID] = true
		for _, s := range []string{tpl.Title.ZH, tpl.Title.EN, tpl.Body.ZH, tpl.Body.EN} {
			if s == "" {
				t.Errorf("%s lacks a wording", tpl.ID)
			}
		}
		if strings.Count(tpl.Body.ZH, "{") != strings.Count(tpl.Body.EN, "{") {
			t.Errorf("%s fills in different values in its two languages", tpl.ID)
		}
	}
}

func TestValuesAreFilledIn(t *testing.T) {
	_, body, ok := Worded("reminder", map[string]dispute.Text{"limit": {ZH: "调解期限", EN: "period"}, "date": {ZH: "2026-04-01", EN: "2026-04-01"}})
	if !ok || !strings.Contains(body.ZH, "2026年4月1日") || strings.Contains(body.ZH, "{") {
		t.Fatalf("got %q, %v", body.ZH, ok)
	}
	if _, _, ok := Worded("no such", nil); ok {
		t.Fatal("an unknown template was worded")
	}
}

func TestTheRoomOfASessionByVideoHasItsAddressAndItsHour(t *testing.T) {
	at := func(s string) dispute.Text { return dispute.Text{ZH: s, EN: s} }
	values := map[string]dispute.Text{"time": at("2026-04-01 14:00"), "doors": at("2026-04-01 13:30"), "room": at("https://x.example/cases/d1/room/1")}
	for _, id := range []string{"video-planned", "video-moved"} {
		_, body, _ := Worded(id, values)
		for _, want := range []string{"2026年4月1日 14:00", "2026年4月1日 13:30", "https://x.example/cases/d1/room/1"} {
			if !strings.Contains(body.ZH, want) {
				t.Errorf("%s does not say %s: %s", id, want, body.ZH)
			}
		}
		if strings.Contains(body.EN, "{") {
			t.Errorf("%s is not filled in: %s", id, body.EN)
		}
	}
}

func TestTheFolderKeepsOneFileForAMessageSentTwice(t *testing.T) {
	f := Folder{Path: filepath.Join(t.TempDir(), "outbox")}
	for range 2 {
		if err := f.Send(context.Background(), Message{Key: "k1", To: "x", Text: "y"}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(f.Path)
	if err != nil || len(files) != 1 {
		t.Fatalf("got %v files, %v", len(files), err)
	}
}
