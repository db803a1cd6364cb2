package dispute

import "time"

// Signature signs the frozen text. It names the hash of what was read, so that nobody
// signs what was changed meanwhile.
type Signature struct {
	Version  int    `json:"version" minimum:"1"`
	Document string `json:"document" doc:"SHA-256 of the frozen agreement that was read" maxLength:"64"`
	// Ink is the drawn signature; Typed is the accessible alternative.
	Ink   string `json:"ink,omitempty" doc:"the drawn signature as a PNG, base64; kept as a file, here by its SHA-256" maxLength:"400000"`
	Typed string `json:"typed,omitempty" doc:"the name typed instead of drawn" maxLength:"60"`
	// Application is the joint application, signed in the same sitting.
	Application string `json:"application,omitempty" doc:"SHA-256 of the frozen joint application, where it is signed too" maxLength:"64"`
	// Code is checked by the API and never kept.
	Code     string           `json:"code,omitempty" doc:"one-time code for this text (mediators: their password); checked and not kept" maxLength:"200"`
	Evidence *SigningEvidence `json:"evidence,omitempty" doc:"set by the system"`
}

// SigningEvidence binds an act of signing to a person (电子签名法 13). It is sealed into
// the signature of the file.
type SigningEvidence struct {
	Account    string    `json:"account"`
	Name       string    `json:"name"`
	Capacity   string    `json:"capacity"`   // party, agent or mediator
	Identified string    `json:"identified"` // how the person was made sure of
	Phone      string    `json:"phone,omitempty"`
	IP         string    `json:"ip,omitempty"`
	Device     string    `json:"device,omitempty"`
	Document   string    `json:"document"`
	At         time.Time `json:"at"`
}

// Signed is a signature as the case keeps it.
type Signed struct {
	Signer      string           `json:"signer"` // party ID or "mediator"
	Act         string           `json:"act"`    // ID of the act
	Ink         string           `json:"ink,omitempty"`
	Typed       string           `json:"typed,omitempty"`
	Application bool             `json:"application,omitempty"` // signed the joint application too
	Evidence    *SigningEvidence `json:"evidence,omitempty"`
	At          time.Time        `json:"at"`
}

// Act implements Detail.
func (*Signature) Act() Act { return SignAgreement }

// Check implements Detail.
func (d *Signature) Check() Problems {
	var p Problems
	if d.Version < 1 {
		p.Add("version", "请注明所签协议的版本", "name the version that is signed")
	}
	p.Require("document", d.Document)
	if d.Ink == "" && d.Typed == "" {
		p.Add("ink", "请手写签名，或者输入姓名代替", "draw your signature, or type your name instead")
	}
	return p
}

func (d *Signature) apply(c *Case, e Entry) {
	signed := Signed{
		Signer: MediatorSigner, Act: e.ID, Ink: d.Ink, Typed: d.Typed,
		Application: d.Application != "", Evidence: d.Evidence, At: e.At,
	}
	if e.By.Role == Mediator {
		c.Agreement.MediatorSignedAt = e.At
	} else {
		party := c.Party(e.By.Party)
		party.SignedAt, signed.Signer = e.At, party.ID
		if d.Application != "" {
			party.JoinedAt = e.At // counts when the agreement takes effect
		}
	}
	c.Agreement.Signatures = append(c.Agreement.Signatures, signed)
	if c.SignedByAll() && !c.Agreement.MediatorSignedAt.IsZero() {
		c.takeEffect(e)
	}
}
