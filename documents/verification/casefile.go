package verification

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"

	"sutiao/documents/verification/archive"
	"sutiao/documents/verification/cms"
)

// CaseReport is what a case file holds.
type CaseReport struct {
	Manifest Manifest `json:"manifest"`
	// Documents are the reports of the documents that are signed themselves.
	Documents []DocumentReport `json:"documents"`
}

// DocumentReport is the report of one document in a case file.
type DocumentReport struct {
	Entry  string `json:"entry"`
	Report Report `json:"report"`
}

// CaseFile checks a case file: each of its bytes, and each signed document in it. Offsets
// in findings that name an entry count from the start of that entry.
func CaseFile(data []byte, trust Trust) Report {
	r := newReport(KindCaseFile, data)
	files, p := archive.Read(data)
	if p != nil {
		r.Findings = append(r.Findings, Finding{What: p.Text, Where: Where{Entry: p.Entry, Archive: at(p.Offset)}})
	}
	c := &caseCheck{Report: r, trust: &trust, files: files, whole: p == nil}
	c.run()
	r.judge()
	return *r
}

// caseCheck goes through a case file.
type caseCheck struct {
	*Report
	trust *Trust
	files []archive.File
	whole bool // the archive could be read to its end
	// texts are the documents by their codes.
	texts map[string]text
}

func (c *caseCheck) run() {
	for i, name := range []string{ManifestEntry, SignatureEntry, CertificatesEntry, IndexEntry, LedgerEntry} {
		if i >= len(c.files) || c.files[i].Name != name {
			if c.whole {
				c.find(Where{Entry: name}, "卷宗缺少此文件或顺序有误", "the case file lacks this entry, or the order is wrong")
			}
			return
		}
	}
	m, different := readManifest(c.files[0].Data)
	if m == nil || different >= 0 {
		c.find(Where{Entry: ManifestEntry, Offset: at(max(different, 0))}, "清单的写法与规定不符", "the manifest is not written as it must be")
	}
	if m == nil {
		return
	}
	c.Case = &CaseReport{Manifest: *m, Documents: []DocumentReport{}}
	c.signed(m)
	c.content(c.files[3], m.Index)
	c.content(c.files[4], m.Ledger.Content)
	rows := c.ledger(c.files[4].Data, m)
	if c.items(m) {
		c.agree(rows, m)
	}
}

// signed checks the organisation's signature over the manifest, and that the certificates
// that lie beside it are those of the signature.
func (c *caseCheck) signed(m *Manifest) {
	s := Signature{
		Number: 1, Signer: "organisation", Name: m.Case.Organisation,
		ClaimedAt: m.MadeAt, CoversTo: c.Size,
	}
	digest := sha256.Sum256(c.files[0].Data)
	if f := c.trust.container(c.files[1].Data, digest[:], &s); f != nil {
		f.Where.Entry, f.Where.Signature = SignatureEntry, 1
		c.Findings = append(c.Findings, *f)
	}
	if s.holder != nil && !s.Named {
		c.find(Where{Entry: SignatureEntry, Signature: 1, Offset: at(0)}, "卷宗的签章证书不是清单所载机构“"+s.Name+"”的证书",
			"the case file is not signed by a certificate of the organisation that the manifest names, "+s.Name)
	}
	c.order(&s, Where{Entry: SignatureEntry, Signature: 1})
	c.Signatures = append(c.Signatures, s)
	want, err := CertificatesOf(c.files[1].Data)
	if err != nil {
		return // the container is reported already
	}
	if n := firstDifference(want, c.files[2].Data); n >= 0 {
		c.find(Where{Entry: CertificatesEntry, Offset: at(n)}, "所附证书不是签名所用的证书", "the certificates are not those of the signature")
	}
}

// CertificatesOf gives the certificates of a container and of its timestamp as PEM.
func CertificatesOf(container []byte) ([]byte, error) {
	m, err := cms.Parse(container)
	if err != nil {
		return nil, err
	}
	all := m.Certificates
	if m.Timestamp != nil {
		stamp, err := cms.Parse(m.Timestamp)
		if err != nil {
			return nil, err
		}
		all = append(all[:len(all):len(all)], stamp.Certificates...)
	}
	var out []byte
	for _, certificate := range all {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})...)
	}
	return out, nil
}

// content compares an entry with what the manifest says of it.
func (c *caseCheck) content(f archive.File, want Content) {
	if f.Size != want.Size || hexSHA256(f.Data) != want.SHA256 || hexSM3(f.Data) != want.SM3 {
		c.find(Where{Entry: f.Name}, "文件内容与清单不符", "the content is not that of the manifest")
	}
}

// items checks the documents and the evidence, which fill the rest of the archive. It tells
// whether all were there.
func (c *caseCheck) items(m *Manifest) bool {
	rest := c.files[5:]
	all := append(m.Documents[:len(m.Documents):len(m.Documents)], m.Evidence...)
	for i, item := range all {
		if i >= len(rest) || rest[i].Name != item.Entry {
			if c.whole || i < len(rest) {
				c.find(Where{Entry: item.Entry}, "卷宗缺少此文件或顺序有误", "the case file lacks this entry, or the order is wrong")
			}
			return false
		}
		c.content(rest[i], item.Content)
		if !included(i, len(all), item, m.MerkleRoot) {
			c.find(Where{Entry: item.Entry}, "默克尔证明有误", "the proof of inclusion is wrong")
		}
		held := text{item: item, frozen: item.SHA256}
		if item.Signatures > 0 {
			sub := c.document(rest[i], item)
			held.frozen, held.sealed = sub.FrozenSHA256, sealed(sub)
		}
		c.keep(held)
	}
	if len(rest) > len(all) {
		c.find(Where{Entry: rest[len(all)].Name}, "卷宗中有清单未列的文件", "this entry is not in the manifest")
	}
	return true
}

// document checks a signed document. The manifest says how many signatures it has, so that
// none can be cut off, and whose case it is, so that no other organisation has sealed it.
func (c *caseCheck) document(f archive.File, item Item) *Report {
	sub := pdf(f.Data, c.trust, false, c.Case.Manifest.Case.Organisation)
	if len(sub.Signatures) != item.Signatures {
		sub.find(Where{}, "签名数量与清单不符", "the number of signatures is not that of the manifest")
		sub.judge()
	}
	for _, finding := range sub.Findings {
		finding.Where.Entry = f.Name
		c.Findings = append(c.Findings, finding)
	}
	c.Case.Documents = append(c.Case.Documents, DocumentReport{Entry: f.Name, Report: *sub})
	return sub
}

func included(index, size int, item Item, root string) bool {
	leaf, err := hex.DecodeString(item.SHA256)
	rootHash, err2 := hex.DecodeString(root)
	if err != nil || err2 != nil || len(leaf) != sha256.Size {
		return false
	}
	nodes := make([][]byte, len(item.Proof))
	for i, node := range item.Proof {
		if nodes[i], err = hex.DecodeString(node); err != nil {
			return false
		}
	}
	tree := rfc6962.DefaultHasher
	return proof.VerifyInclusion(tree, uint64(index), uint64(size), tree.HashLeaf(leaf), nodes, rootHash) == nil //nolint:gosec // never negative
}
