package dispute

import (
	"slices"
	"time"
)

// OnlineStep is a step of the mediation that is taken online only where a party agrees: a
// yes to one is none to another, and it may be taken back before the step (在线调解规则 4，
// 人民法院在线诉讼规则 4、5).
type OnlineStep string

// The steps.
const (
	MeetOnline  OnlineStep = "meeting" // 在线音视频调解
	SignOnline  OnlineStep = "signing" // 在线签署
	ServeOnline OnlineStep = "service" // 电子送达
)

// OnlineSteps lists the steps.
func OnlineSteps() []Named[OnlineStep] {
	return []Named[OnlineStep]{
		{MeetOnline, Text{"在线音视频调解", "meeting by video"}},
		{SignOnline, Text{"在线签署协议", "signing online"}},
		{ServeOnline, Text{"电子送达", "electronic service"}},
	}
}

// OnlineAnswered is what a party last said on a step.
type OnlineAnswered struct {
	Step   OnlineStep `json:"step"`
	Agrees bool       `json:"agrees"`
	At     time.Time  `json:"at"`
}

// OnlineAnswer (线上办理意愿) is a party's yes or no to a step online, at any time.
type OnlineAnswer struct {
	Step   OnlineStep `json:"step" enum:"meeting,signing,service"`
	Agrees bool       `json:"agrees" doc:"whether this step may be taken online; false: it is arranged otherwise"`
	Reason string     `json:"reason,omitempty" maxLength:"1000" doc:"for the mediator, who arranges it otherwise"`
}

// Act implements Detail.
func (*OnlineAnswer) Act() Act { return AnswerOnline }

// Check implements Detail.
func (d *OnlineAnswer) Check() Problems {
	var p Problems
	if !Known(OnlineSteps(), d.Step) {
		p.Add("step", "请选择办理环节", "unknown step")
	}
	return p
}

func (d *OnlineAnswer) apply(c *Case, e Entry) {
	if p := c.Party(e.By.Party); p != nil {
		p.answerOnline(d.Step, d.Agrees, e.At)
	}
}

// answerOnline keeps the last word on a step; the words before it are in the ledger.
func (p *Party) answerOnline(step OnlineStep, agrees bool, at time.Time) {
	p.Online = slices.DeleteFunc(p.Online, func(a OnlineAnswered) bool { return a.Step == step })
	p.Online = append(p.Online, OnlineAnswered{Step: step, Agrees: agrees, At: at})
}

// onlineWord is a party's last word on a step, or nil.
func (p *Party) onlineWord(step OnlineStep) *OnlineAnswered {
	for i := range p.Online {
		if p.Online[i].Step == step {
			return &p.Online[i]
		}
	}
	return nil
}

// DeclinesOnline tells that a party has said no to a step online.
func (p *Party) DeclinesOnline(step OnlineStep) bool {
	word := p.onlineWord(step)
	return word != nil && !word.Agrees
}

// TakesElectronically tells that documents may be served on a party electronically
// (民事诉讼法 90): its last word counts, or what it said when it agreed to mediation.
func (p *Party) TakesElectronically() bool {
	if p.Consent == nil {
		return false
	}
	if word := p.onlineWord(ServeOnline); word != nil {
		return word.Agrees
	}
	return p.Consent.ElectronicService
}
