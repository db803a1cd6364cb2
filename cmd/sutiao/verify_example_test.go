package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

const exampleFolder = "../../testdata/agreements/"

func TestTheExampleAgreementIsValidAndOneChangedByteIsNot(t *testing.T) {
	trust := []string{"--trust", exampleFolder + "signed-agreement.trust.pem"}
	var out bytes.Buffer
	if code := runVerify(append(trust, exampleFolder+"signed-agreement.pdf"), &out, &out); code != 0 {
		t.Fatalf("exit code %d:\n%s", code, out.String())
	}
	data, err := os.ReadFile(exampleFolder + "signed-agreement.pdf")
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 1
	changed := filepath.Join(t.TempDir(), "changed.pdf")
	if err := os.WriteFile(changed, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if code := runVerify(append(trust, changed), &out, &out); code != 1 {
		t.Errorf("exit code %d for a changed file:\n%s", code, out.String())
	}
}
