// Package ui serves the built pages.
package ui

import "net/http"

// Handler serves the pages.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><p>页面尚未构建，请运行 make ui · the pages were not built; run make ui"))
	})
}
