package dispute

// DefaultClause is what follows when a payment is late (违约责任).
type DefaultClause struct {
	// Accelerates makes all that is still open due at once (全部到期).
	Accelerates bool `json:"accelerates,omitempty" doc:"all that is open falls due at once"`
	AfterDays   int  `json:"afterDays,omitempty" doc:"days of delay after which the clause applies" minimum:"0" maximum:"365"`
	// DailyRate is in millionths of the unpaid amount a day: 万分之五 is 500.
	DailyRate int    `json:"dailyRate,omitempty" doc:"for each day of delay, in millionths of what is unpaid; 万分之五 is 500" minimum:"0" maximum:"100000"`
	Penalty   Fen    `json:"penalty,omitempty" doc:"a fixed sum, in fen 分" minimum:"0"`
	Words     string `json:"words,omitempty" doc:"what else was agreed for default" maxLength:"1000"`
}

func (d *DefaultClause) check(p *Problems) {
	if d == nil {
		return
	}
	if *d == (DefaultClause{}) || *d == (DefaultClause{AfterDays: d.AfterDays}) {
		p.Add("default", "请写明逾期的后果", "say what follows from delay")
	}
	if d.DailyRate < 0 || d.Penalty < 0 || d.AfterDays < 0 {
		p.Add("default", "违约责任中的数字不能为负", "figures of the default clause must not be negative")
	}
}
