package uploads_test

import (
	"bytes"
	"net/http"
	"testing"

	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
	"sutiao/storage/files/uploads"
)

func TestEvidenceGoesFromAPhoneIntoTheStore(t *testing.T) {
	p, store := open(t, uploads.Options{}), filestest.New(t)
	content := []byte("我于三月一日转账两万元。")
	path := p.begin("zhang", len(content), meta("filename", "说明", "caseId", "case-7")...)
	p.want(p.patch(path, "zhang", 0, bytes.NewReader(content)), http.StatusNoContent)
	for range 2 { // the second time as after a crash between filing and forgetting
		done, err := p.Finish(t.Context(), id(path), "zhang")
		if err != nil {
			t.Fatal(err)
		}
		filed, err := files.Take(t.Context(), store, nil, "org-1", done, done.Filename)
		_ = done.Close()
		if err != nil {
			t.Fatal(err)
		}
		if filed.Name != "说明.txt" || filed.Size != int64(len(content)) {
			t.Errorf("%+v", filed)
		}
	}
	if err := p.Remove(t.Context(), id(path), "zhang"); err != nil {
		t.Error(err)
	}
	if n, err := p.Sweep(t.Context(), p.now); n != 0 || err != nil {
		t.Error(n, err)
	}
}
