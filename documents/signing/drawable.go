package signing

import (
	"errors"

	"sutiao/dispute"
)

// Drawable tells, before anybody is asked for a key, whether a person's signature can be
// drawn: every character of the names has a glyph and the picture can be read. The error
// names the field as a signer knows it.
func (r SigningRequest) Drawable() error {
	field := "typed"
	if len(r.Ink) > 0 {
		field = "ink"
	}
	r.Place = dispute.SignaturePlace{Width: 150, Height: 60}
	_, err := r.appearance(false)
	if err == nil {
		return nil
	}
	var ours *dispute.Error
	if !errors.As(err, &ours) {
		return err
	}
	return dispute.Invalid([]dispute.FieldError{{Field: field, Reason: ours.Message}})
}
