//go:build engines

package engines_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
	"testing"

	"sutiao/dispute"
	"sutiao/test/stories"
)

// footageKept fetches each recording that the case names, as the mediator may: it is the
// file whose hash stands in the ledger, and it can be played.
func (i *installation) footageKept(ctx context.Context, t *testing.T, c *dispute.Case) {
	t.Helper()
	probe, err := exec.LookPath("ffprobe")
	if err != nil {
		t.Log("NOT TESTED WHAT THE RECORDINGS HOLD: there is no ffprobe")
	}
	s := c.Sessions[0]
	for _, r := range s.Recordings {
		path := fmt.Sprintf("/api/disputes/%s/sessions/%d/footage/%s", c.ID, s.No, r.File.SHA256)
		a := i.people.as(stories.Mediator).ask(ctx, http.MethodGet, path, newKey(), nil)
		if !a.ok() {
			t.Errorf("the recording of %s: %v", r.Account, a)
			continue
		}
		if sum := sha256.Sum256(a.body); hex.EncodeToString(sum[:]) != r.File.SHA256 {
			t.Errorf("the recording of %s is not the file of the ledger", r.Account)
		}
		if probe != "" {
			plays(ctx, t, probe, r.Account, a.body)
		}
	}
}

// plays has a program that is not ours read a recording to its end.
func plays(ctx context.Context, t *testing.T, probe, of string, film []byte) {
	t.Helper()
	cmd := exec.CommandContext(ctx, probe, "-v", "error", "-of", "json",
		"-show_entries", "stream=codec_name,codec_type:packet=pts_time", "-show_streams", "-show_packets", "-")
	cmd.Stdin = bytes.NewReader(film)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("the recording of %s: %v\n%s", of, err, out)
		return
	}
	var found struct {
		Streams []struct {
			Codec string `json:"codec_name"`
		} `json:"streams"`
		Packets []struct {
			At string `json:"pts_time"`
		} `json:"packets"`
	}
	must(t, json.Unmarshal(out, &found))
	codecs := map[string]bool{}
	for _, s := range found.Streams {
		codecs[s.Codec] = true
	}
	if !codecs["vp8"] || !codecs["opus"] || len(found.Streams) != 2 {
		t.Errorf("the recording of %s holds %v", of, found.Streams)
	}
	last := 0.0
	for _, p := range found.Packets {
		at, _ := strconv.ParseFloat(p.At, 64)
		last = max(last, at)
	}
	if last < 2 {
		t.Errorf("the recording of %s lasts %.1f s", of, last)
	}
	t.Logf("the recording of %s: %d bytes, %d packets, %.1f s", of, len(film), len(found.Packets), last)
}
