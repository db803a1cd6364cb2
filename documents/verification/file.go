package verification

import "bytes"

// File checks a file by what it is: a case file or a signed document.
func File(data []byte, trust Trust) Report {
	if bytes.HasPrefix(data, []byte("PK")) {
		return CaseFile(data, trust)
	}
	return PDF(data, trust)
}
