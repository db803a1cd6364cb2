package files_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
)

// bucket speaks as much of S3 as the store needs, under /files/.
type bucket struct {
	mu        sync.Mutex
	blobs     map[string][]byte
	unguarded int // writes without a condition
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	name := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/files"), "/")
	blob, there := b.blobs[name]
	switch {
	case r.Method == http.MethodGet && name == "":
		b.list(w, r.URL.Query().Get("prefix"))
	case r.Method == http.MethodPut && there && r.Header.Get("If-None-Match") == "*":
		s3Error(w, http.StatusPreconditionFailed, "PreconditionFailed")
	case r.Method == http.MethodPut:
		if r.Header.Get("If-None-Match") != "*" {
			b.unguarded++
		}
		if content, err := io.ReadAll(r.Body); err == nil {
			b.blobs[name] = content
		}
	case !there:
		s3Error(w, http.StatusNotFound, "NoSuchKey")
	default:
		w.Header().Set("Content-Length", fmt.Sprint(len(blob)))
		w.Header().Set("Last-Modified", "Mon, 02 Mar 2026 08:00:00 GMT")
		if r.Method == http.MethodGet {
			_, _ = w.Write(blob)
		}
	}
}

func (b *bucket) list(w http.ResponseWriter, prefix string) {
	type folder struct{ Prefix string }
	var result struct {
		XMLName        xml.Name `xml:"ListBucketResult"`
		CommonPrefixes []folder
	}
	for name := range b.blobs {
		rest, ok := strings.CutPrefix(name, prefix)
		if dir, _, deep := strings.Cut(rest, "/"); ok && deep && !slices.Contains(result.CommonPrefixes, folder{prefix + dir + "/"}) {
			result.CommonPrefixes = append(result.CommonPrefixes, folder{prefix + dir + "/"})
		}
	}
	_ = xml.NewEncoder(w).Encode(result)
}

func s3Error(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code></Error>", code)
}

func TestTheStoreLivesInS3(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	b := &bucket{blobs: map[string][]byte{}}
	server := httptest.NewServer(b)
	defer server.Close()
	at := "s3://files?region=cn-north-1&use_path_style=true&request_checksum_calculation=when_required&endpoint=" + server.URL
	content := []byte(strings.Repeat("合同", 200_000))
	var all sync.WaitGroup
	for range 6 {
		store := filestest.Open(t, at, "2025")
		all.Go(func() {
			if _, err := store.Put(t.Context(), "org-1", strings.NewReader(string(content))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(b.blobs) != 2 || b.unguarded != 0 {
		t.Errorf("%d blobs, %d writes that could overwrite", len(b.blobs), b.unguarded)
	}
	store := filestest.Open(t, at, "2026", "2025")
	if err := store.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if n, err := store.Rewrap(t.Context()); n != 1 || err != nil {
		t.Error(n, err)
	}
	stored := put(t, store, "org-1", content)
	if got := read(t, filestest.Open(t, at, "2026"), "org-1", stored.SHA256); string(got) != string(content) {
		t.Errorf("%d other bytes came back", len(got))
	}
	if _, err := store.Open(t.Context(), "org-2", stored.SHA256); !errors.Is(err, files.ErrNotFound) {
		t.Error(err)
	}
	server.Close()
	if _, err := store.Put(t.Context(), "org-1", strings.NewReader("x")); err == nil {
		t.Error("stored in a bucket that is gone")
	}
}
