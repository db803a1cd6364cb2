package verification

import (
	"encoding/json"
	"fmt"

	"sutiao/dispute"
)

// Statement is what a row of the ledger says of a document of the case.
type Statement struct {
	Row  int // its number, from 1
	Act  dispute.Act
	Code string // public code; empty for a signature, which names the text by its hash alone
	Kind dispute.DocumentKind
	// SHA256 is of the text before any signature; of a Sealing, of the file with all of them.
	SHA256 string
}

// Statements reads what the ledger says of the texts that were signed: which were laid
// before the parties, which they signed, and what files came of it.
func Statements(rows []Row) ([]Statement, error) {
	var all []Statement
	for _, row := range rows {
		said, err := row.statements()
		if err != nil {
			return nil, fmt.Errorf("ledger row %d: %w", row.Seq, err)
		}
		all = append(all, said...)
	}
	return all, nil
}

func (r *Row) statements() ([]Statement, error) {
	act := dispute.Act(r.Act)
	var all []Statement
	switch act {
	case dispute.FreezeAgreement, dispute.SealAgreement:
		var d dispute.Sealing // a Freezing names its documents alike
		if err := json.Unmarshal([]byte(r.Detail), &d); err != nil {
			return nil, err
		}
		documents := []*dispute.Document{&d.Agreement}
		if d.Application != nil {
			documents = append(documents, d.Application)
		}
		for _, t := range documents {
			all = append(all, Statement{Row: r.Seq, Act: act, Code: t.Code, Kind: t.Kind, SHA256: t.SHA256})
		}
	case dispute.SignAgreement:
		var d dispute.Signature
		if err := json.Unmarshal([]byte(r.Detail), &d); err != nil {
			return nil, err
		}
		all = append(all, Statement{Row: r.Seq, Act: act, Kind: dispute.AgreementText, SHA256: d.Document})
		if d.Application != "" {
			all = append(all, Statement{Row: r.Seq, Act: act, Kind: dispute.ConfirmationForm, SHA256: d.Application})
		}
	default:
	}
	return all, nil
}

// text is a document of the case file, for the comparison with the ledger.
type text struct {
	item   Item
	frozen string // SHA-256 before any signature
	sealed bool   // by the organisation
}

func sealed(r *Report) bool {
	n := len(r.Signatures)
	return n > 0 && r.Signatures[n-1].Signer == dispute.OrganisationSigner
}

// keep remembers a document by its code, of which there is one each.
func (c *caseCheck) keep(t text) {
	if t.item.Code == "" {
		return
	}
	if c.texts == nil {
		c.texts = map[string]text{}
	}
	if _, twice := c.texts[t.item.Code]; twice {
		c.find(Where{Entry: t.item.Entry}, "两份文书的编号相同", "two documents have the same code")
	}
	c.texts[t.item.Code] = t
}

// agree compares what the ledger says of the agreement and the application with the files.
func (c *caseCheck) agree(rows []Row, m *Manifest) {
	stated, sealings := map[string]bool{}, map[string]bool{}
	for _, row := range rows {
		said, err := row.statements()
		if err != nil {
			c.find(Where{Entry: LedgerEntry, Row: row.Seq}, "台账行的内容无法读取", "the content of the row cannot be read")
		}
		for _, s := range said {
			c.stated(s)
			stated[s.Code] = true
			sealings[s.Code] = sealings[s.Code] || s.Act == dispute.SealAgreement
		}
	}
	for _, item := range m.Documents {
		if item.Kind != dispute.AgreementText && item.Kind != dispute.ConfirmationForm || item.Signatures == 0 {
			continue
		}
		switch where := (Where{Entry: item.Entry}); {
		case !stated[item.Code]:
			c.find(where, "台账没有关于这份已签名文书的记载", "the ledger knows nothing of this signed document")
		case c.texts[item.Code].sealed && !sealings[item.Code]:
			c.find(where, "文书已经用印，台账却没有用印的记载", "the document is sealed, but the ledger knows of no seal on it")
		}
	}
}

// stated checks one statement.
func (c *caseCheck) stated(s Statement) {
	where := Where{Entry: LedgerEntry, Row: s.Row}
	if s.Code == "" {
		for _, t := range c.texts {
			if t.item.Kind == s.Kind && t.frozen == s.SHA256 {
				return
			}
		}
		c.find(where, "台账所载被签署的文本不在卷宗中", "the text that was signed by this row is not in the case file")
		return
	}
	t, found := c.texts[s.Code]
	if !found || t.item.Kind != s.Kind {
		c.find(where, "台账所载的文书 "+s.Code+" 不在卷宗中", "document "+s.Code+" of the ledger is not in the case file")
		return
	}
	hash := t.frozen
	if s.Act == dispute.SealAgreement {
		hash = t.item.SHA256
	}
	if hash != s.SHA256 {
		where.Entry = t.item.Entry
		c.find(where, "文书与台账所载的摘要值不符", "the document is not the one whose hash the ledger has")
	}
}
