package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func from(env map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { value, ok := env[name]; return value, ok }
}

func TestSettingsWithoutEnvironment(t *testing.T) {
	got, err := loadSettings(from(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := settings{
		Data: "./data", Listen: "127.0.0.1:8080", PublicURL: "http://127.0.0.1:8080",
		MediaListen: "127.0.0.1:8082", FootageKept: 30 * 24 * time.Hour, TemporalNamespace: "sutiao", Day: 24 * time.Hour,
		Files: "file://" + absolute("data/files"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSettingsForProduction(t *testing.T) {
	keys := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(keys, []byte("k"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := loadSettings(from(map[string]string{
		"SUTIAO_MODE": "production", "DATABASE_URL": "postgres://a:b@db:5432/sutiao",
		"TEMPORAL_ADDRESS": "temporal:7233", "SUTIAO_HISTORY_KEYS": keys,
		"SUTIAO_PUBLIC_URL": "https://tiaojie.example/", "SUTIAO_LISTEN": "0.0.0.0:8080",
		"SUTIAO_SMS_URL": "https://sms.example/send", "SUTIAO_FILE_KEYS": keys,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Production || got.PublicURL != "https://tiaojie.example" || got.WorkerDatabaseURL != got.DatabaseURL {
		t.Errorf("got %+v", got)
	}
}

func TestSettingsRefused(t *testing.T) {
	for _, c := range []struct{ name, value, reason string }{
		{"SUTIAO_LISTEN", "8080", "is no address to listen on"},
		{"SUTIAO_LISTEN", "example.org:8080", "is no address to listen on"},
		{"SUTIAO_MEDIA_LISTEN", "x", "is no address to listen on"},
		{"SUTIAO_PUBLIC_URL", "tiaojie.example", "is no web address"},
		{"SUTIAO_PUBLIC_URL", "ftp://tiaojie.example", "is no web address"},
		{"DATABASE_URL", "mysql://a:secret@db/x", "must look like postgres://"},
		{"SUTIAO_WORKER_DATABASE_URL", "secret", "must look like postgres://"},
		{"TEMPORAL_ADDRESS", "temporal", "must look like temporal.example:7233"},
		{"SUTIAO_TEMPORAL_BIN", "/nowhere/at/all", "there is no file /nowhere/at/all"},
		{"SUTIAO_HISTORY_KEYS", "/", "there is no file /"},
		{"SUTIAO_MODE", "test", "must be one of: development, production"},
		{"SUTIAO_DAY", "tomorrow", "must be a duration from 10ms to 24h"},
		{"SUTIAO_DAY", "25h", "must be a duration from 10ms to 24h"},
		{"SUTIAO_DAY", "1ms", "must be a duration from 10ms to 24h"},
	} {
		_, err := loadSettings(from(map[string]string{c.name: c.value}))
		if err == nil || !strings.HasPrefix(err.Error(), c.name+": ") || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s=%s: got %v, want %q", c.name, c.value, err, c.reason)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error shows a password: %v", c.name, err)
		}
	}
}

func TestProductionRefusesWhatIsForLaptops(t *testing.T) {
	_, err := loadSettings(from(map[string]string{
		"SUTIAO_MODE": "production", "SUTIAO_DAY": "10s", "SUTIAO_PUBLIC_URL": "http://tiaojie.example",
	}))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"DATABASE_URL: 生产模式下必须设置", "TEMPORAL_ADDRESS: ", "SUTIAO_HISTORY_KEYS: ", "SUTIAO_SMS_URL: ",
		"SUTIAO_PUBLIC_URL: 生产模式下必须以 https:// 开头", "SUTIAO_DAY: ",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v\ndoes not say %q", err, want)
		}
	}
}

func TestEverySettingIsDescribedOnceInBothLanguages(t *testing.T) {
	seen := make(map[string]bool)
	for _, s := range knownSettings {
		if s.Chinese == "" || s.English == "" || seen[s.Name] {
			t.Errorf("%s is described badly or twice", s.Name)
		}
		seen[s.Name] = true
		if s.Default != "" && s.check != nil && s.check(s.Default) != nil {
			t.Errorf("the default of %s is refused", s.Name)
		}
	}
}
