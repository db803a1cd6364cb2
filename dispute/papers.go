package dispute

// Papers are the files of an agreement: as they were laid before the parties, and as they
// stand with every signature.
type Papers struct {
	// Frozen is the text that is signed; nothing of it changes any more.
	Frozen *Document `json:"frozen,omitempty"`
	// FrozenApplication is the joint application that is signed in the same sitting.
	FrozenApplication *Document `json:"frozenApplication,omitempty"`
	Sealed            *Document `json:"sealed,omitempty"`
	SealedApplication *Document `json:"sealedApplication,omitempty"`
	Signatures        []Signed  `json:"signatures,omitempty"` // in the order in which they were given
}

// Freezing records the files that are laid before the parties for signature. Nobody can
// sign before: a signature names the hash of what was read.
type Freezing struct {
	Version     int       `json:"version"`
	Openings    int       `json:"openings,omitempty"`
	Agreement   Document  `json:"agreement"`
	Application *Document `json:"application,omitempty"`
}

// Act implements Detail.
func (*Freezing) Act() Act { return FreezeAgreement }

// Check implements Detail.
func (*Freezing) Check() Problems { return nil }

func (d *Freezing) apply(c *Case, _ Entry) {
	if c.Stage != Signing || c.Agreement.Version != d.Version || c.Agreement.Openings != d.Openings {
		return // taken back meanwhile
	}
	c.Agreement.Frozen, c.Agreement.FrozenApplication = &d.Agreement, d.Application
}

// Sealing records the files with every signature and the organisation's seal.
type Sealing struct {
	Version     int       `json:"version"`
	Agreement   Document  `json:"agreement"`
	Application *Document `json:"application,omitempty"`
}

// Act implements Detail.
func (*Sealing) Act() Act { return SealAgreement }

// Check implements Detail.
func (*Sealing) Check() Problems { return nil }

func (d *Sealing) apply(c *Case, _ Entry) {
	if c.Agreement == nil || c.Agreement.Version != d.Version {
		return
	}
	c.Agreement.Sealed, c.Agreement.SealedApplication = &d.Agreement, d.Application
	c.SealedTexts = append(c.SealedTexts, d.Agreement.Code)
	if d.Application != nil {
		c.SealedTexts = append(c.SealedTexts, d.Application.Code)
	}
}
