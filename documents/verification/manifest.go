package verification

import (
	"bytes"
	"encoding/json"
	"time"

	"sutiao/dispute"
)

// ManifestFormat names the form of the manifest.
const ManifestFormat = "sutiao-case-file-1"

// The fixed entries of a case file, in their order. The documents and then the evidence
// follow.
const (
	ManifestEntry     = "manifest.json"
	SignatureEntry    = "manifest.p7s"
	CertificatesEntry = "certificates.pem"
	IndexEntry        = "index.html"
	LedgerEntry       = "ledger.jsonl"
)

// Manifest is what the organisation signs of a case file (卷宗).
type Manifest struct {
	Format    string         `json:"format"`
	Case      ManifestCase   `json:"case"`
	MadeAt    time.Time      `json:"madeAt"`
	Index     Content        `json:"index"`
	Ledger    ManifestLedger `json:"ledger"`
	Documents []Item         `json:"documents"`
	Evidence  []Item         `json:"evidence"`
	// MerkleRoot is the root of the tree (RFC 6962 section 2.1) whose leaves are the SHA-256
	// digests, 32 bytes each, of the documents and then the evidence. With its proof a single
	// document can be shown to belong to the file without showing the others.
	MerkleRoot string `json:"merkleRoot"`
}

// ManifestCase names the case.
type ManifestCase struct {
	ID           string   `json:"id"`     // as the ledger has it
	Number       string   `json:"number"` // the organisation's own number
	CourtNumber  string   `json:"courtNumber,omitempty"`
	Cause        string   `json:"cause,omitempty"`
	Organisation string   `json:"organisation"`
	Parties      []string `json:"parties,omitempty"`
}

// Content is the size and the digests of an entry.
type Content struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
}

// ManifestLedger says where the ledger ends.
type ManifestLedger struct {
	Content
	Rows int    `json:"rows"`
	Head string `json:"head"` // hash of the last row, hexadecimal
}

// Item is a document or a piece of evidence.
type Item struct {
	Entry string `json:"entry"`
	Name  string `json:"name"`
	Content
	Code       string               `json:"code,omitempty"`
	Kind       dispute.DocumentKind `json:"kind,omitempty"`
	Template   string               `json:"template,omitempty"`
	Version    int                  `json:"version,omitempty"`
	MadeAt     time.Time            `json:"madeAt,omitzero"`
	Signatures int                  `json:"signatures,omitempty"` // how many a signed PDF has
	Proof      []string             `json:"proof"`                // of inclusion, RFC 6962 section 2.1.1
}

// Encode writes the manifest in its one form.
func (m *Manifest) Encode() ([]byte, error) { return encode(m, "  ") }

// encode writes JSON without the escapes meant for HTML, and ends the line.
func encode(value any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(value)
	return b.Bytes(), err
}

// readManifest accepts only what Encode writes, and gives the offset where it differs.
func readManifest(data []byte) (*Manifest, int) {
	m := &Manifest{}
	if json.Unmarshal(data, m) != nil {
		return nil, 0
	}
	again, err := m.Encode()
	if err != nil || m.Format != ManifestFormat {
		return nil, 0
	}
	return m, firstDifference(again, data)
}

// firstDifference is the offset of the first byte that differs, or -1.
func firstDifference(a, b []byte) int {
	if bytes.Equal(a, b) {
		return -1
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
