package verification

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/emmansun/gmsm/sm3"
)

// newReport starts a report with the hashes of the file.
func newReport(kind Kind, data []byte) *Report {
	return &Report{
		Kind: kind, Verdict: Wrong, Size: len(data), SHA256: hexSHA256(data), SM3: hexSM3(data),
		Signatures: []Signature{}, Findings: []Finding{},
	}
}

func hexSHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hexSM3 is SM3 of GB/T 32905.
func hexSM3(data []byte) string {
	sum := sm3.Sum(data)
	return hex.EncodeToString(sum[:])
}
