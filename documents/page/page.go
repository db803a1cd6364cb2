// Package page makes the offline page that checks documents: one HTML file that holds the
// same check as the command line, compiled to WebAssembly, and the certificates of those
// whom its maker trusts. It needs no network and sends nothing anywhere: its own policy
// forbids it to.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"html/template"
	"io/fs"
)

//go:embed page.html page.css page.js
var source embed.FS

// The built parts come from scripts/build-verify-page.sh.
//
//go:embed all:built
var built embed.FS

// ErrNotBuilt tells that the check was not compiled to WebAssembly when the program was
// built.
var ErrNotBuilt = errors.New("离线验证页的程序缺失，请先运行 scripts/build-verify-page.sh 再编译 / the offline page's program is missing: run scripts/build-verify-page.sh and build again")

// Make gives the page, with the trusted certificates (PEM) written into it.
func Make(trust []byte) ([]byte, error) {
	program, err := built.ReadFile("built/verify.wasm.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, err
	}
	support, err := built.ReadFile("built/wasm_exec.js")
	if err != nil {
		return nil, err
	}
	text, err := template.ParseFS(source, "page.html")
	if err != nil {
		return nil, err
	}
	style, err := source.ReadFile("page.css")
	if err != nil {
		return nil, err
	}
	script, err := source.ReadFile("page.js")
	if err != nil {
		return nil, err
	}
	code := bytes.Join([][]byte{support, script}, []byte("\n"))
	var out bytes.Buffer
	err = text.Execute(&out, map[string]any{
		"Style":     template.HTML("<style>" + string(style) + "</style>"), //nolint:gosec // our own file
		"StyleHash": policyHash(style), "ScriptHash": policyHash(code),
		"Script":  template.HTML("<script>" + string(code) + "</script>"),                                                              //nolint:gosec // our own files
		"Trust":   template.HTML(`<script type="text/plain" id="trust">` + base64.StdEncoding.EncodeToString(trust) + "</script>"),     //nolint:gosec // base64
		"Program": template.HTML(`<script type="text/plain" id="program">` + base64.StdEncoding.EncodeToString(program) + "</script>"), //nolint:gosec // base64
	})
	return out.Bytes(), err
}

// policyHash names an inline script or style in the page's policy, so that no other runs.
func policyHash(code []byte) string {
	sum := sha256.Sum256(code)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
