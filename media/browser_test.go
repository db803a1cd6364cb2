package media

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tools finds the browser and what drives it.
func tools(t *testing.T) (chromium, modules string) {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: browsers take a minute")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("SKIPPED, NOT TESTED IN BROWSERS: there is no chromium")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED, NOT TESTED IN BROWSERS: there is no node")
	}
	modules, err = filepath.Abs("../ui")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "node_modules", "playwright-core")); err != nil {
		t.Skip("SKIPPED, NOT TESTED IN BROWSERS: ui/node_modules has no playwright-core")
	}
	return chromium, modules
}

func play(t *testing.T, scene string) *house {
	t.Helper()
	chromium, modules := tools(t)
	h := open(t, withRecording, withRelay)
	h.room("r1")
	h.room("r2")
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "testdata/people.mjs", h.web.URL, modules, scene)
	cmd.Env = append(os.Environ(), "CHROMIUM="+chromium)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	t.Log("\n" + out.String())
	if err != nil || !strings.Contains(out.String(), "all seen") {
		t.Fatal("the browsers did not see what they should: ", err)
	}
	return h
}

func TestThreeBrowsersMeetInARoom(t *testing.T) {
	h := play(t, "room")
	h.segmentsPlay(t, 3)
}

func TestBrowsersMeetThroughTheRelayAlone(t *testing.T) { play(t, "relay") }
