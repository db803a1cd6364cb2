package embedded

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTemporalBinaryIsFound(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv(TemporalVariable, "")
	_, err := FindTemporal()
	wantProblem(t, err, "请运行 make temporal", "run make temporal", "TEMPORAL_ADDRESS")

	if err := os.Mkdir("bin", 0o700); err != nil {
		t.Fatal(err)
	}
	built := filepath.Join(dir, "bin", temporalProgram)
	if err := os.WriteFile(built, nil, 0o700); err != nil { // #nosec G306 -- a program
		t.Fatal(err)
	}
	if found, err := FindTemporal(); err != nil || found != built {
		t.Fatalf("got %s, %v", found, err)
	}
	t.Setenv(TemporalVariable, filepath.Join(dir, "elsewhere"))
	_, err = FindTemporal()
	wantProblem(t, err, TemporalVariable, "elsewhere", "not an executable file")
}
