package records

import (
	"time"

	"sutiao/dispute"
)

// Account is somebody who may sign in. Personal data: Name, Login, Phone.
type Account struct {
	ID           string
	Role         dispute.Role // PartyViewer for a party
	Name         string
	Login        *string
	Phone        *string
	Organisation string
	Court        string
	PasswordHash *string // read by AccountByLogin, SessionByToken and AccountByAPIKey only
	MustChange   bool    // the password was given by somebody else
	DisabledAt   *time.Time
	CreatedAt    time.Time
}

// APIKey is the credential of a program that acts as an account.
type APIKey struct {
	ID        string
	KeyHash   []byte
	Account   string
	Note      string
	CreatedAt time.Time
	RevokedAt *time.Time
}

// PartyViewer is the role of a caller who is a party in some cases, applicant in one
// and respondent in another, while it reads lists.
const PartyViewer dispute.Role = "party"

// Viewer is the account as the actor in whose name is read.
func (a *Account) Viewer() dispute.Actor {
	return dispute.Actor{Account: a.ID, Role: a.Role, Organisation: a.Organisation, Court: a.Court}
}
