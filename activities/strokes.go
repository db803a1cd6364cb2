package activities

import (
	"context"
	"fmt"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// signText puts the signatures on a file one by one and gives its last revision.
func (a *Activities) signText(ctx context.Context, w *worksheet, kind dispute.DocumentKind, signatures []dispute.Signed) (records.Revision, error) {
	text, err := a.text(ctx, w, kind)
	if err != nil {
		return text, err
	}
	if frozen := frozenOf(w.c, kind); frozen != nil && frozen.SHA256 != text.SHA256 {
		return text, fmt.Errorf("%s is not the text that was laid before the parties, %s", text.SHA256, frozen.SHA256)
	}
	revisions, err := a.Register.Revisions(ctx, text.Code)
	if err != nil {
		return text, err
	}
	last := revisions[len(revisions)-1]
	for i := min(len(signatures), len(revisions)-1); i < len(signatures); i++ {
		s := signatures[i]
		stroke, err := a.stroke(ctx, w.c, kind, s)
		if err != nil {
			return last, err
		}
		// The application has no seal: whoever signs last closes it.
		stroke.Last = kind == dispute.ConfirmationForm && i+1 == len(signatures) && allSignedApplication(w.c)
		if last, err = a.add(ctx, w.c.Keeper(), last, text.Places, stroke); err != nil {
			return last, err
		}
	}
	return last, nil
}

func frozenOf(c *dispute.Case, kind dispute.DocumentKind) *dispute.Document {
	if kind == dispute.ConfirmationForm {
		return c.Agreement.FrozenApplication
	}
	return c.Agreement.Frozen
}

func (a *Activities) stroke(ctx context.Context, c *dispute.Case, kind dispute.DocumentKind, s dispute.Signed) (Stroke, error) {
	stroke := Stroke{
		Organisation: c.Organisation, Signer: s.Signer, Typed: s.Typed, Evidence: s.Evidence, At: s.At,
		Reason: "签署" + kind.Name().ZH,
	}
	if s.Evidence != nil {
		stroke.Name = s.Evidence.Name
	} else if p := c.Party(s.Signer); p != nil {
		stroke.Name = p.Name
	}
	if s.Ink == "" {
		return stroke, nil
	}
	ink, err := a.Files.Get(ctx, c.Keeper(), s.Ink)
	stroke.Ink = ink
	return stroke, err
}

// seal adds the organisation's seal, unless it is there.
func (a *Activities) seal(ctx context.Context, w *worksheet, last records.Revision, reason string) (dispute.Document, error) {
	if last.Signer == dispute.OrganisationSigner {
		return last.Document, nil
	}
	text, err := a.text(ctx, w, last.Kind)
	if err != nil {
		return last.Document, err
	}
	at := w.ledger[len(w.ledger)-1].At
	sealed, err := a.add(ctx, w.c.Keeper(), last, text.Places, Stroke{
		Organisation: w.c.Organisation, Signer: dispute.OrganisationSigner, Reason: reason, At: at, Last: true,
		Evidence: &dispute.SigningEvidence{Capacity: dispute.OrganisationSigner, Identified: "certificate", Document: text.SHA256, At: at},
	})
	return sealed.Document, err
}

// add signs the last revision and keeps the next.
func (a *Activities) add(ctx context.Context, organisation string, last records.Revision, places []dispute.SignaturePlace, s Stroke) (records.Revision, error) {
	for _, place := range places {
		if place.Signer == s.Signer {
			s.Place = place
		}
	}
	if s.Place.Page == 0 {
		return last, fmt.Errorf("%s leaves no place for %s", last.Template, s.Signer)
	}
	pdf, err := a.Files.Get(ctx, organisation, last.SHA256)
	if err != nil {
		return last, err
	}
	signed, err := a.Notary.Sign(ctx, pdf, s)
	if err != nil {
		return last, err
	}
	next := last
	next.No, next.Signer, next.MadeAt, next.Places = last.No+1, s.Signer, whole(s.At), nil
	return next, a.keep(ctx, organisation, signed, &next)
}
