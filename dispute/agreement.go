package dispute

import (
	"fmt"
	"slices"
	"time"
)

// Obligation is one duty under an agreement, in a form that a machine can follow.
type Obligation struct {
	No       int    `json:"no,omitempty"`
	Payer    string `json:"payer" doc:"party ID" maxLength:"8"`
	Payee    string `json:"payee" doc:"party ID" maxLength:"8"`
	Amount   Fen    `json:"amount" doc:"fen 分; 0 for a duty that is no payment" minimum:"0"`
	Due      Date   `json:"due,omitzero" format:"date" doc:"last day; empty: the statutory day, or at once"`
	Account  string `json:"account,omitempty" doc:"account that is paid into: holder, bank, number" maxLength:"200"`
	Duty     string `json:"duty,omitempty" doc:"in words, where it is no payment" maxLength:"1000"`
	Reported bool   `json:"reported,omitempty"` // the payer says so; not yet checked
	Done     bool   `json:"done,omitempty"`
}

// Terms are what parties agree on (调解结果).
type Terms struct {
	Obligations []Obligation `json:"obligations" maxItems:"240"`
	// Sum is the total that the parties speak of; the parts must add up to it.
	Sum     Fen            `json:"sum,omitempty" doc:"agreed total, in fen 分" minimum:"0"`
	Default *DefaultClause `json:"default,omitempty" doc:"what follows when a payment is late 违约责任"`
	Other   []string       `json:"other,omitempty" doc:"other terms in words" maxItems:"60"`
	// ReachedOn is when the parties agreed by word of mouth; an oral agreement of people's
	// mediation is in effect from then (人民调解法 30).
	ReachedOn Date `json:"reachedOn,omitzero" format:"date" doc:"day on which the parties had agreed by word of mouth, if before the signing"`
	// ConfirmationCourt is the court that the joint application goes to; where it is named,
	// the application is offered for signature together with the agreement.
	ConfirmationCourt string   `json:"confirmationCourt,omitempty" doc:"court to be asked for confirmation, 法院代字" maxLength:"10"`
	Partial           bool     `json:"partial,omitempty" doc:"part of the dispute only (在线调解规则 19)"`
	Residual          []string `json:"residual,omitempty" doc:"claims left open; they go back to the court" maxItems:"50"`
}

func (t *Terms) check(p *Problems) {
	if len(t.Obligations) == 0 && len(t.Other) == 0 {
		p.Add("obligations", "协议内容不能为空", "an agreement needs at least one term")
	}
	for i, o := range t.Obligations {
		at := fmt.Sprintf("obligations[%d]", i)
		p.Require(at+".payer", o.Payer)
		p.Require(at+".payee", o.Payee)
		if o.Payer != "" && o.Payer == o.Payee {
			p.Add(at+".payee", "付款人与收款人不能相同", "payer and payee must differ")
		}
		if o.Amount < 0 {
			p.Add(at+".amount", "金额不能为负", "must not be negative")
		}
		if o.Amount == 0 && o.Duty == "" {
			p.Add(at+".amount", "请填写金额或义务内容", "give an amount or a duty in words")
		}
	}
	t.Default.check(p)
	if t.Partial && len(t.Residual) == 0 {
		p.Add("residual", "部分协议须列明未达成一致的请求", "a partial agreement lists the claims left open")
	}
}

// numbered copies the terms with their obligations numbered and none performed: what was
// said in a draft or a proposal stays as it was said.
func (t *Terms) numbered() Terms {
	terms := *t
	terms.Obligations = slices.Clone(t.Obligations)
	for i := range terms.Obligations {
		o := &terms.Obligations[i]
		o.No, o.Reported, o.Done = i+1, false, false
	}
	return terms
}

// Total is the money that the terms oblige to pay.
func (t *Terms) Total() Fen {
	var sum Fen
	for _, o := range t.Obligations {
		sum += o.Amount
	}
	return sum
}

// Agreement is 调解协议.
type Agreement struct {
	Version int `json:"version"`
	// Openings is how often this text was laid before the parties for signature.
	Openings int `json:"openings,omitempty"`
	Terms
	Papers
	// Adopted names the mechanism by which it came about without signatures.
	Adopted          ProposalKind `json:"adopted,omitempty"`
	MediatorSignedAt time.Time    `json:"mediatorSignedAt,omitzero"`
	ServedAt         time.Time    `json:"servedAt,omitzero"`
}

// AllDone tells that every obligation is performed.
func (a *Agreement) AllDone() bool {
	for _, o := range a.Obligations {
		if !o.Done {
			return false
		}
	}
	return true
}

// Obligation finds an obligation by number, or nil.
func (a *Agreement) Obligation(no int) *Obligation {
	if a == nil || no < 1 || no > len(a.Obligations) {
		return nil
	}
	return &a.Obligations[no-1]
}
