package verification

import (
	"crypto/x509"
	"encoding/json"
	"time"

	"sutiao/dispute"
)

// Verdict is the answer in one word.
type Verdict string

// The verdicts.
const (
	Valid         Verdict = "valid"          // intact, and all its signers are trusted
	UnknownSigner Verdict = "unknown-signer" // intact, but by a certificate that is not trusted
	Wrong         Verdict = "wrong"          // altered, incomplete or never signed
)

// Name is the verdict's wording.
func (v Verdict) Name() dispute.Text {
	switch v {
	case Valid:
		return dispute.Text{ZH: "验证通过：文件完整，签名人可信", EN: "valid: intact, and the signers are trusted"}
	case UnknownSigner:
		return dispute.Text{
			ZH: "文件完整，但签名证书未知，请与机构公布的证书指纹核对",
			EN: "intact, but signed by an unknown certificate: compare its fingerprint with the one that the organisation publishes"}
	default:
		return dispute.Text{ZH: "验证不通过", EN: "not valid"}
	}
}

// Kind is the kind of file that was checked.
type Kind string

// The kinds.
const (
	KindPDF      Kind = "pdf"
	KindCaseFile Kind = "case-file"
)

// Report is the result of a check.
type Report struct {
	Kind    Kind    `json:"kind"`
	Verdict Verdict `json:"verdict"`
	// Says is the verdict in words.
	Says   dispute.Text `json:"says"`
	Size   int          `json:"size"` // bytes
	SHA256 string       `json:"sha256"`
	SM3    string       `json:"sm3"`
	// FrozenSize and FrozenSHA256 are of the document as it was before any signature.
	FrozenSize   int         `json:"frozenSize,omitempty"`
	FrozenSHA256 string      `json:"frozenSha256,omitempty"`
	Signatures   []Signature `json:"signatures"`
	// Unsigned are those for whom the document leaves a place and who have not signed.
	Unsigned []string    `json:"unsigned,omitempty"`
	Case     *CaseReport `json:"case,omitempty"` // of a case file
	Findings []Finding   `json:"findings"`       // what is wrong; empty where nothing is
}

// Signature is one signature as it was found.
type Signature struct {
	Number      int             `json:"number"` // from 1
	Signer      string          `json:"signer"` // party ID, "mediator" or "organisation"
	Name        string          `json:"name"`
	Reason      string          `json:"reason,omitempty"`
	Page        int             `json:"page,omitempty"`
	ClaimedAt   time.Time       `json:"claimedAt,omitzero"`
	Certificate Certificate     `json:"certificate"`
	Timestamp   *Timestamp      `json:"timestamp,omitempty"`
	Evidence    json.RawMessage `json:"evidence,omitempty"`
	// CoversTo is the offset up to which the file is signed, all but the container itself.
	CoversTo int  `json:"coversTo"`
	Trusted  bool `json:"trusted"` // the signer and the timestamp authority are
	// Named tells that the certificate names the signer; otherwise its holder, such as the
	// organisation, signed for the person.
	Named bool `json:"named"`

	holder *x509.Certificate // as it stands in the container
	offset int               // of the container in the file
}

// Timestamp is the trusted time of a signature.
type Timestamp struct {
	At          time.Time   `json:"at"`
	Certificate Certificate `json:"certificate"`
}

// Certificate names a certificate.
type Certificate struct {
	Subject     string `json:"subject"`
	Fingerprint string `json:"fingerprint"` // SHA-256, hexadecimal
	// Anchor is the fingerprint of the certificate that decides about trust: the trusted one,
	// or the uppermost of an unknown chain, which is the one to compare.
	Anchor  string `json:"anchor"`
	Trusted bool   `json:"trusted"`
	Private bool   `json:"private"` // of an installation's own authority, not a licensed one
}

// Finding is one thing that is wrong.
type Finding struct {
	What  dispute.Text `json:"what"`
	Where Where        `json:"where"`
	Place dispute.Text `json:"place"` // Where in words
}

// Where is a place in a file; what does not apply is zero. Offset counts from the start of
// the file, or of the entry where one is named.
type Where struct {
	Entry  string `json:"entry,omitempty"` // name inside a case file
	Offset *int   `json:"offset,omitempty"`
	// Archive is an offset in the case file itself, where the fault is between its entries.
	Archive   *int `json:"archive,omitempty"`
	Object    int  `json:"object,omitempty"`    // of a PDF
	Page      int  `json:"page,omitempty"`      // from 1
	Signature int  `json:"signature,omitempty"` // from 1
	Row       int  `json:"row,omitempty"`       // of the ledger, from 1
}

func (r *Report) find(where Where, zh, en string) {
	r.Findings = append(r.Findings, Finding{What: dispute.Text{ZH: zh, EN: en}, Where: where})
}

// judge gives the verdict once all is known.
func (r *Report) judge() {
	r.Verdict = Valid
	for _, s := range r.Signatures {
		if !s.Trusted {
			r.Verdict = UnknownSigner
		}
	}
	if r.Case != nil {
		for _, d := range r.Case.Documents {
			if d.Report.Verdict == UnknownSigner {
				r.Verdict = UnknownSigner
			}
		}
	}
	if len(r.Findings) > 0 || len(r.Signatures) == 0 {
		r.Verdict = Wrong
	}
	r.Says = r.Verdict.Name()
	for i := range r.Findings {
		r.Findings[i].Place = r.Findings[i].Where.Text()
	}
}

func at(offset int) *int { return &offset }
