package storage

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// revisionRow is a file of a document, with what its document says.
type revisionRow struct {
	Code     string
	No       int
	Signer   string
	SHA256   string `gorm:"column:sha256"`
	SM3      string `gorm:"column:sm3"`
	Size     int64
	Pages    int
	Template string
	Places   string
	MadeAt   time.Time
	Kind     string `gorm:"->"` // of the document
	Version  int    `gorm:"->"`
}

// TableName implements gorm's Tabler.
func (revisionRow) TableName() string { return "document_revisions" }

func (r revisionRow) revision() (records.Revision, error) {
	revision := records.Revision{No: r.No, Signer: r.Signer, Document: dispute.Document{
		Code: r.Code, Kind: dispute.DocumentKind(r.Kind), Version: r.Version, SHA256: r.SHA256, SM3: r.SM3,
		Size: r.Size, Pages: r.Pages, Template: r.Template, MadeAt: r.MadeAt.In(dispute.Beijing),
	}}
	return revision, json.Unmarshal([]byte(r.Places), &revision.Places)
}

// codeAlphabet has no letters that are taken for digits when read out.
var codeAlphabet = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// newDocumentCode is eighty random bits in four groups.
func newDocumentCode() string {
	var bits [10]byte
	_, _ = rand.Read(bits[:]) // never fails
	s := codeAlphabet.EncodeToString(bits[:])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

// DocumentCode gives the public code of a document, which is made up when it is first
// asked for. It needs the worker's role, as everything does that makes documents.
func (d *DB) DocumentCode(ctx context.Context, k records.DocumentKey) (string, error) {
	var code string
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		err := tx.Exec(`INSERT INTO documents (code, dispute_id, organisation, kind, of, version)
			VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (dispute_id, kind, of) DO NOTHING`,
			newDocumentCode(), k.Dispute, k.Organisation, string(k.Kind), k.Of, k.Version).Error
		if err != nil {
			return err
		}
		return tx.Raw("SELECT code FROM documents WHERE dispute_id = ? AND kind = ? AND of = ?",
			k.Dispute, string(k.Kind), k.Of).Take(&code).Error
	})
	if err != nil {
		return "", fmt.Errorf("code of the %s of %s: %w", k.Kind, k.Dispute, err)
	}
	return code, nil
}

// AddRevision registers a file of a document. The first of its number stays.
func (d *DB) AddRevision(ctx context.Context, r records.Revision) error {
	if r.Places == nil {
		r.Places = []dispute.SignaturePlace{}
	}
	places, err := json.Marshal(r.Places)
	if err != nil {
		return err
	}
	err = d.gorm.WithContext(ctx).Exec(`INSERT INTO document_revisions
		(code, no, signer, sha256, sm3, size, pages, template, places, made_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING`,
		r.Code, r.No, r.Signer, r.SHA256, r.SM3, r.Size, r.Pages, r.Template, string(places), r.MadeAt).Error
	if err != nil {
		return fmt.Errorf("register revision %d of %s: %w", r.No, r.Code, err)
	}
	return nil
}

// Revisions lists the files of a document, the text first.
func (d *DB) Revisions(ctx context.Context, code string) ([]records.Revision, error) {
	return revisionsIn(d.gorm.WithContext(ctx).Where("r.code = ?", code))
}

func revisionsIn(tx *gorm.DB) ([]records.Revision, error) {
	var rows []revisionRow
	err := tx.Table("document_revisions r").Select("r.*, d.kind, d.version").
		Joins("JOIN documents d ON d.code = r.code").Order("d.created_at, r.code, r.no").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read documents: %w", err)
	}
	revisions := make([]records.Revision, len(rows))
	for i, row := range rows {
		if revisions[i], err = row.revision(); err != nil {
			return nil, fmt.Errorf("read document %s: %w", row.Code, err)
		}
	}
	return revisions, nil
}

// FiledDocuments lists the documents of a case as they stand, in the order in which they
// were made: of each its last revision. It needs the worker's role.
func (d *DB) FiledDocuments(ctx context.Context, disputeID string) ([]records.Filed, error) {
	tx := d.gorm.WithContext(ctx)
	revisions, err := revisionsIn(tx.Where("d.dispute_id = ?", disputeID))
	if err != nil {
		return nil, err
	}
	var keepers []struct{ Code, Organisation string }
	if err := tx.Raw("SELECT code, organisation FROM documents WHERE dispute_id = ?", disputeID).Scan(&keepers).Error; err != nil {
		return nil, fmt.Errorf("read documents: %w", err)
	}
	of := map[string]string{}
	for _, k := range keepers {
		of[k.Code] = k.Organisation
	}
	var filed []records.Filed
	for i, r := range revisions {
		if i+1 == len(revisions) || revisions[i+1].Code != r.Code {
			filed = append(filed, records.Filed{Document: r.Document, Keeper: of[r.Code], Signatures: r.No})
		}
	}
	return filed, nil
}

// Documents lists the documents of a case that the viewer may see, each as it stands.
func (d *DB) Documents(ctx context.Context, viewer dispute.Actor, disputeID string) ([]dispute.Document, error) {
	var revisions []records.Revision
	err := d.as(ctx, viewer, func(tx *gorm.DB) (err error) {
		revisions, err = revisionsIn(tx.Where("d.dispute_id = ?", disputeID))
		return err
	})
	return lastOfEach(revisions), err
}

// DocumentFile gives a revision of a document of a case, and whose key its file lies
// under; a negative number means the last.
func (d *DB) DocumentFile(ctx context.Context, viewer dispute.Actor, disputeID, code string, no int) (dispute.Document, string, error) {
	var revisions []records.Revision
	var keeper string
	err := d.as(ctx, viewer, func(tx *gorm.DB) (err error) {
		revisions, err = revisionsIn(tx.Where("d.dispute_id = ? AND r.code = ?", disputeID, storable(code)))
		if err != nil || len(revisions) == 0 {
			return err
		}
		return tx.Raw("SELECT organisation FROM documents WHERE code = ?", code).Take(&keeper).Error
	})
	if err != nil {
		return dispute.Document{}, "", err
	}
	if no < 0 {
		no = len(revisions) - 1
	}
	if no < 0 || no >= len(revisions) {
		return dispute.Document{}, "", notFound()
	}
	return revisions[no].Document, keeper, nil
}

func lastOfEach(revisions []records.Revision) []dispute.Document {
	documents := []dispute.Document{}
	for i, r := range revisions {
		if i+1 == len(revisions) || revisions[i+1].Code != r.Code {
			documents = append(documents, r.Document)
		}
	}
	return documents
}

// Genuine says of a document with that code, and of its file where a hash is given, what
// the public may know.
func (d *DB) Genuine(ctx context.Context, code, sha256 string) (records.Genuineness, error) {
	var word string
	err := d.gorm.WithContext(ctx).Raw("SELECT sutiao_genuine(?, ?)", storable(code), storable(sha256)).Row().Scan(&word)
	if err != nil {
		return "", fmt.Errorf("check a document: %w", err)
	}
	return records.Genuineness(word), nil
}

// Ledger gives the acts of a case. It needs the worker's role.
func (d *DB) Ledger(ctx context.Context, disputeID string) ([]dispute.Entry, error) {
	rows, err := readLedger(d.gorm.WithContext(ctx), disputeID)
	if err != nil {
		return nil, err
	}
	entries := make([]dispute.Entry, len(rows))
	for i, row := range rows {
		if entries[i], err = row.Entry(); err != nil {
			return nil, fmt.Errorf("ledger of %s: %w", disputeID, err)
		}
	}
	return entries, nil
}
