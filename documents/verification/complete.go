package verification

import (
	"encoding/json"
	"fmt"
	"slices"

	"sutiao/dispute"
	"sutiao/documents/verification/revision"
)

// complete notes who has not signed of those for whom the file waits. Once the file is closed
// nobody can sign any more: it is then wrong that a party or the organisation is missing. The
// mediator may be: what all parties have signed is in effect without (在线调解规则 19).
func (r *Report) complete(d *revision.Document, e revision.Expected) {
	for _, signer := range e.Signers {
		if !slices.ContainsFunc(d.Signed, func(s revision.Signed) bool { return s.Signer == signer }) {
			r.Unsigned = append(r.Unsigned, signer)
		}
	}
	if len(d.Signed) == 0 || !d.Signed[len(d.Signed)-1].Closes() {
		return
	}
	for _, signer := range r.Unsigned {
		if signer == dispute.MediatorSigner {
			continue
		}
		who := SignerName(signer)
		r.find(Where{Offset: at(r.Size), Signature: len(d.Signed)},
			fmt.Sprintf("文书已封签，但缺少%s的签名", who.ZH), fmt.Sprintf("the document is closed, but %s has not signed", who.EN))
	}
}

// SignerName words whose place it is.
func SignerName(signer string) dispute.Text {
	switch signer {
	case dispute.MediatorSigner:
		return dispute.Text{ZH: "调解员", EN: "the mediator"}
	case dispute.OrganisationSigner:
		return dispute.Text{ZH: "调解组织", EN: "the organisation"}
	}
	return dispute.Text{ZH: "当事人" + signer, EN: "party " + signer}
}

// evidenced wants the evidence in a signature, where it names a text, to name this one or
// the one that the frozen file says is signed together with it.
func (r *Report) evidenced(s *revision.Signed, e revision.Expected) {
	var said map[string]json.RawMessage
	if json.Unmarshal(s.Evidence, &said) != nil || said["document"] == nil {
		return // not JSON is reported; a seal may have none
	}
	var document string
	if json.Unmarshal(said["document"], &document) == nil &&
		(document == r.FrozenSHA256 || e.With != "" && document == e.With) {
		return
	}
	r.find(Where{Signature: len(r.Signatures), Offset: at(s.From)},
		"签名证据所载的文本不是本文书签名前的文本", "the signing evidence names another text than this document before it was signed")
}

// held wants the seal to be by a certificate of the organisation that it names, which is the
// one that issued the text and the one of the case file, and other certificates than the
// signer's own to be that organisation's. Any other organisation that is trusted could
// otherwise seal in its name.
func (r *Report) held(author, owner string) {
	organisation := author
	for _, s := range r.Signatures {
		if s.Signer == dispute.OrganisationSigner && organisation == "" {
			organisation = s.Name
		}
	}
	for i := range r.Signatures {
		s := &r.Signatures[i]
		where := Where{Signature: s.Number, Page: s.Page, Offset: at(s.offset)}
		seal := s.Signer == dispute.OrganisationSigner
		switch {
		case s.holder == nil:
		case seal && !Names(s.holder, s.Name):
			r.find(where, "签章证书不是所称机构“"+s.Name+"”的证书", "the seal is not by a certificate of the organisation that it names, "+s.Name)
		case seal && !sameName(s.Name, organisation):
			r.find(where, "签章机构不是出具文书的机构“"+organisation+"”", "the seal is of another organisation than the one that issued the document, "+organisation)
		case seal && owner != "" && !sameName(s.Name, owner):
			r.find(where, "签章机构不是卷宗所属的机构“"+owner+"”", "the seal is of another organisation than the one of the case file, "+owner)
		case !seal && !s.Named && organisation != "" && !Names(s.holder, organisation):
			r.find(where, "签名证书既不是签名人的，也不是调解组织“"+organisation+"”的", "the certificate is neither the signer's nor that of the organisation, "+organisation)
		}
	}
}
