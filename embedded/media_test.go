package embedded

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// mediaRecord is the pid that an operator finds, or 0.
func mediaRecord(f *Folder) int {
	text, _ := os.ReadFile(f.Path("media.pid"))
	pid, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	return pid
}

func TestAMediaNodeThatDiesIsStartedAgainAndItsPIDIsKnown(t *testing.T) {
	folder := open(t, newPath(t))
	program := filepath.Join(t.TempDir(), "sutiao")
	script := "#!/bin/sh\necho \"$1 $TOLD\"\nexec sleep 600\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	var log journal
	m, err := StartMedia(t.Context(), MediaOptions{
		Folder: folder, Program: program, Environment: []string{"TOLD=ready"}, ReadyLine: "media ready",
		Drain: time.Second, Log: &log,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Stop()
	first := m.PID()
	if found := mediaRecord(folder); found != first {
		t.Errorf("media.pid says %d and the node is %d", found, first)
	}
	if about, err := os.Stat(folder.Path("media.pid")); err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("media.pid: %v, %v", about, err)
	}
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "another is there", func() bool {
		found := mediaRecord(folder)
		return found != first && found == m.PID() && alive(found)
	})
	eventually(t, "the log tells", func() bool { return strings.Contains(log.String(), "ended unexpectedly") })
	second := m.PID()
	m.Stop()
	if alive(second) || mediaRecord(folder) != 0 {
		t.Errorf("after the end process %d is alive: %v; media.pid says %d", second, alive(second), mediaRecord(folder))
	}
}

func TestOnlyAMediaNodeOfAnEarlierRunIsEnded(t *testing.T) {
	folder := open(t, newPath(t))
	program := filepath.Join(t.TempDir(), "sutiao")
	if err := os.Symlink("/bin/sh", program); err != nil {
		t.Fatal(err)
	}
	for verb, want := range map[string]bool{mediaVerb: false, "worker": true} {
		p, err := startProcess(exec.Command(program, "-c", "while :; do sleep 1; done", verb))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { p.stop(time.Second) })
		if err := writeOnce(folder.Path("media.pid"), strconv.Itoa(p.pid)); err != nil {
			t.Fatal(err)
		}
		if err := stopOrphanMedia(folder.Path("media.pid"), program); err != nil {
			t.Fatal(err)
		}
		if left := !p.ended(200 * time.Millisecond); left != want {
			t.Errorf("sutiao %s: left alone %v, want %v", verb, left, want)
		}
	}
}
