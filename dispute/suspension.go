package dispute

import "time"

// SuspensionGround is why the mediation pauses (中止).
type SuspensionGround string

// The grounds. Only an appraisal stops the clock (在线调解规则 26).
const (
	GroundUnknown  SuspensionGround = ""
	Appraisal      SuspensionGround = "appraisal"       // 诉前委托鉴定评估
	SuspectedFalse SuspensionGround = "suspected-false" // 涉嫌虚假调解 (特邀调解规定 18)
	TechnicalFault SuspensionGround = "technical-fault"
	DeathCapacity  SuspensionGround = "death-or-capacity"
)

// SuspensionGrounds lists the grounds with their names.
func SuspensionGrounds() []Named[SuspensionGround] {
	return []Named[SuspensionGround]{
		{Appraisal, Text{"委托鉴定评估（不计入期限）", "appraisal (stops the clock)"}},
		{SuspectedFalse, Text{"涉嫌虚假调解", "suspected false mediation"}},
		{TechnicalFault, Text{"技术故障", "technical fault"}},
		{DeathCapacity, Text{"当事人死亡或丧失行为能力", "death or loss of capacity"}},
	}
}

// Suspension is a pause from one moment to another; an open one has no end.
type Suspension struct {
	Ground SuspensionGround `json:"ground"`
	From   time.Time        `json:"from"`
	To     time.Time        `json:"to,omitzero"`
}

// StopsClock tells whether the days of the pause are left out of the period.
func (s Suspension) StopsClock() bool { return s.Ground == Appraisal }

// SuspensionOrder pauses the mediation.
type SuspensionOrder struct {
	Ground SuspensionGround `json:"ground" enum:"appraisal,suspected-false,technical-fault,death-or-capacity"`
	Reason string           `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*SuspensionOrder) Act() Act { return Suspend }

// Check implements Detail.
func (d *SuspensionOrder) Check() Problems {
	var p Problems
	if !Known(SuspensionGrounds(), d.Ground) {
		p.Add("ground", "请选择中止事由", "unknown ground")
	}
	p.Require("reason", d.Reason)
	return p
}

func (d *SuspensionOrder) apply(c *Case, e Entry) {
	c.Suspensions = append(c.Suspensions, Suspension{Ground: d.Ground, From: e.At})
	c.aside(Suspended)
}

// Suspension that is open now, or nil.
func (c *Case) openSuspension() *Suspension {
	if n := len(c.Suspensions); n > 0 && c.Suspensions[n-1].To.IsZero() {
		return &c.Suspensions[n-1]
	}
	return nil
}

// SuspendedFor gives the ground of the suspension that is open now.
func (c *Case) SuspendedFor() SuspensionGround {
	if s := c.openSuspension(); s != nil {
		return s.Ground
	}
	return GroundUnknown
}

// Resumption ends the pause.
type Resumption struct {
	Note string `json:"note,omitempty" maxLength:"2000"`
}

// Act implements Detail.
func (*Resumption) Act() Act { return Resume }

// Check implements Detail.
func (*Resumption) Check() Problems { return nil }

func (*Resumption) apply(c *Case, e Entry) {
	c.openSuspension().To = e.At
	c.comeBack()
}

// FalseMediationFinding ends the mediation as false (虚假调解) and reports it to the court.
type FalseMediationFinding struct {
	Facts string `json:"facts" maxLength:"4000"`
}

// Act implements Detail.
func (*FalseMediationFinding) Act() Act { return FindFalseMediation }

// Check implements Detail.
func (d *FalseMediationFinding) Check() Problems {
	var p Problems
	p.Require("facts", d.Facts)
	return p
}

func (d *FalseMediationFinding) apply(c *Case, e Entry) {
	c.end(FalseMediation, d.Facts, e.At)
}
