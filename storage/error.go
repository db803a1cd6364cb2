package storage

import (
	"errors"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// SQLSTATEs that mean something to a user.
const (
	uniqueViolation     = "23505"
	foreignKeyViolation = "23503"
)

// notFound says that the thing is absent or not this caller's to see; the two must
// look alike.
func notFound() error {
	return &dispute.Error{
		Code:    dispute.CodeNotFound,
		Message: dispute.Text{ZH: "没有找到，或者您无权查看", EN: "not found, or not yours to see"},
	}
}

func conflict(zh, en string) error {
	return &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{ZH: zh, EN: en}}
}

func unauthorised(zh, en string) error {
	return &dispute.Error{Code: dispute.CodeUnauthorised, Message: dispute.Text{ZH: zh, EN: en}}
}

func invalidField(field, zh, en string) error {
	return dispute.Invalid([]dispute.FieldError{{Field: field, Reason: dispute.Text{ZH: zh, EN: en}}})
}

// orNotFound turns the absence of a row into the user's error.
func orNotFound(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return notFound()
	}
	return err
}

// orTaken turns a broken uniqueness into the user's error.
func orTaken(err error, zh, en string) error {
	if codeOf(err) == uniqueViolation {
		return conflict(zh, en)
	}
	return err
}
