package records

import (
	"time"
)

// Organisation is a mediation organisation (调解组织).
type Organisation struct {
	ID         string
	Name       string
	CreditCode string
	Kind       string
	Courts     []string `gorm:"serializer:texts"` // 法院代字 of the courts that it serves
	Fees       bool     // charges for mediation
	Scope      []string `gorm:"serializer:texts"` // dispute types of the catalogue
	CreatedAt  time.Time
}

// Mediator is what the register says of a mediator.
type Mediator struct {
	Account      string `gorm:"primaryKey"`
	Name         string `gorm:"->"` // of the account
	Organisation string
	Specialties  []string `gorm:"serializer:texts"`
	Languages    []string `gorm:"serializer:texts"`
	FullTime     bool
	Public       bool // shown to parties who choose
}

// Court is a court that refers cases or confirms agreements.
type Court struct {
	Code      string `gorm:"primaryKey"` // 法院代字
	Name      string
	Level     string
	Endpoint  *string // nil: served within this system
	CreatedAt time.Time
}

// Institution is a bank, insurer or other financial institution.
type Institution struct {
	ID         string
	Name       string
	CreditCode string
	Kind       string
	CreatedAt  time.Time
}
