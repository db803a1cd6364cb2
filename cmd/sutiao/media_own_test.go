package main

import (
	"slices"
	"strings"
	"testing"
)

func TestAMediaNodeIsToldItsOwnSettingsAndNothingElse(t *testing.T) {
	values := map[string]string{}
	for _, known := range knownSettings {
		if strings.HasPrefix(known.Name, "SUTIAO_MEDIA_") && known.check == nil {
			values[known.Name] = "of " + known.Name
		}
	}
	for name, value := range map[string]string{
		"DATABASE_URL":               "postgres://owner:hush@127.0.0.1/sutiao",
		"SUTIAO_WORKER_DATABASE_URL": "postgres://worker:hush@127.0.0.1/sutiao",
		"SUTIAO_API_PASSWORD":        "hush",
		"TEMPORAL_ADDRESS":           "127.0.0.1:7233",
		"SUTIAO_MEDIA_LISTEN":        "127.0.0.1:18082",
		"SUTIAO_MEDIA_UDP":           "127.0.0.1:17882",
		"SUTIAO_MEDIA_TCP":           "127.0.0.1:17883",
		"SUTIAO_MEDIA_RELAY_UDP":     "127.0.0.1:13478",
		"SUTIAO_MEDIA_RELAY_TCP":     "127.0.0.1:13479",
		"SUTIAO_MEDIA_RELAY_TLS":     "127.0.0.1:15349",
		"SUTIAO_MEDIA_URL":           "http://127.0.0.1:18082/room",
		"SUTIAO_MEDIA_SECRET":        "media_own_test.go",
		"SUTIAO_SITE_URL":            "http://127.0.0.1:18080",
		"SUTIAO_PUBLIC_URL":          "https://tiaojie.example",
		"SUTIAO_HISTORY_KEYS":        "media_own_test.go",
		"PATH":                       "/bin",
	} {
		values[name] = value
	}
	look := func(name string) (string, bool) { value, set := values[name]; return value, set }
	s, err := loadSettings(look)
	if err != nil {
		t.Fatal(err)
	}
	told := s.mediaEnvironment("/data", func(name string) string { return values[name] })
	if all := strings.Join(told, "\n"); strings.Contains(all, "hush") {
		t.Errorf("the node is told a password of the database:\n%s", all)
	}
	for name, value := range values {
		ofMedia := strings.HasPrefix(name, "SUTIAO_MEDIA_") || slices.Contains(
			[]string{"TEMPORAL_ADDRESS", "SUTIAO_SITE_URL", "SUTIAO_PUBLIC_URL", "PATH"}, name)
		if is := slices.Contains(told, name+"="+value); is != ofMedia {
			t.Errorf("%s: told %v, want %v", name, is, ofMedia)
		}
	}
}
