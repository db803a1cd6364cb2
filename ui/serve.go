package ui

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// file is a built file, kept in memory plain and compressed: there are few, and phones on
// slow networks load them.
type file struct {
	contentType   string
	plain, packed []byte
}

type site struct {
	files map[string]file
	index file
}

// handlerOf serves a build; a folder without index.html is none.
func handlerOf(dist fs.FS) http.Handler {
	s := &site{files: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(path.Base(name), ".") && name != "."; {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return nil
		}
		data, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		s.files[name] = fileOf(name, data)
		return nil
	})
	index, ok := s.files["index.html"]
	if err != nil || !ok {
		return notBuilt
	}
	s.index = index
	return s
}

func fileOf(name string, data []byte) file {
	f := file{contentType: mime.TypeByExtension(path.Ext(name)), plain: data}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return f
	}
	if _, err := w.Write(data); err != nil || w.Close() != nil || packed.Len() >= len(data) {
		return f
	}
	f.packed = packed.Bytes()
	return f
}

// ServeHTTP gives a file, or the page for every address that a person may type or keep.
// An asset that is not there is missing: an old page must not read the new page as script.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	asset := strings.HasPrefix(name, "assets/")
	f, ok := s.files[name]
	switch {
	case ok && asset:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	case asset:
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	default:
		w.Header().Set("Cache-Control", "no-cache")
	}
	if !ok {
		f = s.index
	}
	f.serve(w, r)
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "Accept-Encoding")
	data := f.plain
	if f.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = f.packed
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
