package mediatest

import (
	"fmt"
	"os/exec"
	"strings"
)

// CanPlay tells whether this machine has what Plays needs.
func CanPlay() bool {
	_, err := exec.LookPath("ffmpeg")
	return err == nil
}

// Plays lets ffmpeg take a recording apart and decode all of it. The first word of
// complaint is an error: times that do not grow, a frame that can't be decoded.
func Plays(path string) error {
	for _, args := range [][]string{
		{"-c", "copy"},
		// The null muxer else counts in whole frames of the rate that it guesses, and finds
		// fault with its own rounding.
		{"-enc_time_base:v", "-1", "-fps_mode", "passthrough"},
	} {
		args = append(append([]string{"-v", "warning", "-xerror", "-i", path, "-map", "0"}, args...), "-f", "null", "-")
		out, err := exec.Command("ffmpeg", args...).CombinedOutput() //nolint:gosec // of a test
		if said := strings.TrimSpace(string(out)); err != nil || said != "" {
			return fmt.Errorf("%s does not play: %v: %s", path, err, said)
		}
	}
	return nil
}
