package main

import (
	"bytes"
	"strings"
	"testing"

	"sutiao/operations"
)

func opsFails(t *testing.T, words string, args ...string) {
	t.Helper()
	t.Setenv("SUTIAO_DATA", t.TempDir())
	t.Setenv("DATABASE_URL", "")
	t.Setenv("TEMPORAL_ADDRESS", "")
	err := runOps(t.Context(), args, new(bytes.Buffer))
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("ops %v: got %v, want %q", args, err, words)
	}
}

func TestOpsExplainsItselfBeforeItConnects(t *testing.T) {
	opsFails(t, "usage: sutiao ops")
	opsFails(t, "usage: sutiao ops", "lst")
	for _, command := range []string{"show", "retry", "reset"} {
		opsFails(t, "name the dispute", command)
		opsFails(t, "name the dispute", command, "--reason", "x")
	}
}

func TestOpsWithoutARunningSystemSaysHowToStartOne(t *testing.T) {
	opsFails(t, "start sutiao up first", "list")
	opsFails(t, "start sutiao up first", "show", "d1")
}

func TestOpsMarksWhetherARepairHelped(t *testing.T) {
	for _, c := range []struct {
		passed bool
		want   string
	}{{true, "✓ so it is\n"}, {false, "✗ so it is\n"}} {
		var out bytes.Buffer
		if err := tell(operations.Outcome{Passed: c.passed, Text: "so it is"}, nil, &out); err != nil {
			t.Fatal(err)
		}
		if out.String() != c.want {
			t.Errorf("got %q, want %q", out.String(), c.want)
		}
	}
}
