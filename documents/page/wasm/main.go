//go:build js && wasm

// Command wasm is the check of documents for a browser: it offers the page one function,
// sutiaoVerify(bytes, trustPEM), which gives the report as JSON.
package main

import (
	"encoding/json"
	"strings"
	"syscall/js"

	"sutiao/documents/verification"
)

func main() {
	js.Global().Set("sutiaoVerify", js.FuncOf(verify))
	select {} // the page calls until it is closed
}

func verify(_ js.Value, arguments []js.Value) any {
	data := make([]byte, arguments[0].Length())
	js.CopyBytesToGo(data, arguments[0])
	var trust verification.Trust
	if text := arguments[1].String(); strings.TrimSpace(text) != "" {
		if err := trust.ReadTrust([]byte(text)); err != nil {
			return js.Global().Get("Error").New(err.Error())
		}
	}
	report, err := json.Marshal(verification.File(data, trust))
	if err != nil {
		return js.Global().Get("Error").New(err.Error())
	}
	return string(report)
}
