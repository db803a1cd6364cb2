// Package catalogue lists the types of dispute that the system mediates, one file each. A
// type is data: the parties it needs, its documents and form fields, the causes of action
// it covers and, by ID, the limits of package law that matter to it. Types are never
// removed, only retired by date. To add a type, add a file.
package catalogue

import (
	"slices"

	"sutiao/dispute"
)

// Type is a type of dispute (纠纷类型).
type Type struct {
	ID    string       `json:"id"`
	Name  dispute.Text `json:"name"`
	About dispute.Text `json:"about"`
	// Causes are numbers of causes of action (案由) in the list Causes.Version.
	CauseVersion string   `json:"causeVersion"`
	Causes       []string `json:"causes"`
	Parties      []Party  `json:"parties"`
	// Required and Optional are the documents asked of the parties.
	Required []Document `json:"required"`
	Optional []Document `json:"optional"`
	Fields   []Field    `json:"fields"`
	// Elements (要素) are the items of a claim that the sides state one by one, so that
	// their tables can be set against each other.
	Elements     []Element      `json:"elements"`
	Specialisms  []Specialism   `json:"specialisms"`
	ClauseHints  []dispute.Text `json:"clauseHints"` // what an agreement of this type should settle
	Limits       []string       `json:"limits"`      // IDs of rows of package law
	From         dispute.Date   `json:"from"`        // first day on which cases of the type are taken in
	To           dispute.Date   `json:"to,omitzero"` // first day on which they no longer are; zero is open
	RelatedTypes []string       `json:"relatedTypes,omitempty"`
}

// InForce tells whether cases of the type are taken in on a day.
func (t Type) InForce(d dispute.Date) bool {
	return !d.Before(t.From) && (t.To.IsZero() || d.Before(t.To))
}

// CoversCause tells whether the type covers a cause of action of its list.
func (t Type) CoversCause(number string) bool {
	return slices.Contains(t.Causes, number)
}

// Party is a part to be played in a dispute of the type.
type Party struct {
	ID   string       `json:"id"`
	Name dispute.Text `json:"name"`
	// Roles are the roles in which it may appear in the case.
	Roles       []dispute.Role `json:"roles"`
	Institution bool           `json:"institution,omitempty"`
	// Necessary parties must be in the case before an agreement is drafted.
	Necessary bool   `json:"necessary,omitempty"`
	Source    string `json:"source,omitempty"` // why it is necessary
}

// Document is a document asked of the parties (材料).
type Document struct {
	ID   string       `json:"id"`
	Name dispute.Text `json:"name"`
}

// FieldKind tells how a form field is filled in.
type FieldKind string

// The kinds of field.
const (
	FieldUnknown FieldKind = ""
	TextField    FieldKind = "text"
	MoneyField   FieldKind = "money" // yuan on the form, fen in the data
	DateField    FieldKind = "date"
	NumberField  FieldKind = "number"
	ChoiceField  FieldKind = "choice"
)

// Field is a field of the application form.
type Field struct {
	ID       string       `json:"id"`
	Label    dispute.Text `json:"label"`
	Kind     FieldKind    `json:"kind"`
	Required bool         `json:"required,omitempty"`
	Choices  []Choice     `json:"choices,omitempty"`
	Help     dispute.Text `json:"help,omitzero"`
}

// Choice is one answer of a choice field.
type Choice struct {
	ID   string       `json:"id"`
	Name dispute.Text `json:"name"`
}

// Element is an item of a claim (要素), an amount unless Kind says otherwise.
type Element struct {
	ID     string       `json:"id"`
	Name   dispute.Text `json:"name"`
	Kind   FieldKind    `json:"kind"`
	Help   dispute.Text `json:"help,omitzero"`
	Source string       `json:"source,omitempty"` // the article that the item rests on
}

// Specialism is a field in which a mediator is at home (擅长领域).
type Specialism string

// The specialisms.
const (
	SpecialismUnknown Specialism = ""
	Banking           Specialism = "banking"      // 银行业务
	Cards             Specialism = "cards"        // 银行卡
	Credit            Specialism = "credit"       // 信贷与担保
	Wealth            Specialism = "wealth"       // 理财与代销
	Property          Specialism = "property"     // 财产保险
	Motor             Specialism = "motor"        // 车险与道路交通事故
	Life              Specialism = "life"         // 人寿保险
	Health            Specialism = "health"       // 意外与健康保险
	Intermediary      Specialism = "intermediary" // 保险中介
	ConsumerRights    Specialism = "consumer"     // 金融消费者权益保护
	Medicine          Specialism = "medicine"     // 医学与伤残评定
	Accountancy       Specialism = "accountancy"  // 财务会计
)

// Specialisms lists the specialisms with their names.
func Specialisms() []dispute.Named[Specialism] {
	return []dispute.Named[Specialism]{
		named(Banking, "银行业务", "banking"), named(Cards, "银行卡", "bank cards"),
		named(Credit, "信贷与担保", "credit and security"), named(Wealth, "理财与代销", "wealth management"),
		named(Property, "财产保险", "property insurance"), named(Motor, "车险与道路交通事故", "motor insurance and traffic accidents"),
		named(Life, "人寿保险", "life insurance"), named(Health, "意外与健康保险", "accident and health insurance"),
		named(Intermediary, "保险中介", "insurance intermediaries"), named(ConsumerRights, "金融消费者权益保护", "financial consumer protection"),
		named(Medicine, "医学与伤残评定", "medicine and disability"), named(Accountancy, "财务会计", "accountancy"),
	}
}

func named(s Specialism, zh, en string) dispute.Named[Specialism] {
	return dispute.Named[Specialism]{Value: s, Name: text(zh, en)}
}
