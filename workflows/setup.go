package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/law"
)

// setup hears the acts and enters the opening act.
func (m *mediation) setup(ctx workflow.Context, in Start) error {
	if err := m.listen(ctx); err != nil {
		return err
	}
	if in.Opening == nil {
		return nil
	}
	if refusal := m.refusal(*in.Opening); refusal != nil {
		return refuse(refusal)
	}
	m.enter(*in.Opening)
	return m.record(ctx)
}

// listen registers one Update per act of a person and for what the video room reports, and the signal of the calendar.
func (m *mediation) listen(ctx workflow.Context) error {
	for _, info := range dispute.Acts() {
		if byTheSystem(info.Act) && info.Act != dispute.NoteRoom || info.Act == dispute.Refer {
			continue
		}
		err := workflow.SetUpdateHandlerWithOptions(ctx, string(info.Act), m.handle, workflow.UpdateHandlerOptions{
			Validator:   m.validate,
			Description: info.Name.EN,
		})
		if err != nil {
			return err
		}
	}
	err := workflow.SetQueryHandler(ctx, Progress, func() (Receipt, error) {
		return Receipt{Seq: m.c.Seq, Stage: m.c.Stage}, nil
	})
	if err != nil {
		return err
	}
	changed := workflow.GetSignalChannel(ctx, CalendarChanged)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for changed.Receive(ctx, nil) {
			m.calendarChanged = true
		}
	})
	return nil
}

func byTheSystem(act dispute.Act) bool {
	for _, p := range law.Powers() {
		if p.Act == act {
			return slices.Contains(p.By, dispute.System)
		}
	}
	return false
}

// validate refuses an act before it leaves a trace.
func (m *mediation) validate(_ workflow.Context, e dispute.Entry) error {
	if m.freezing() {
		return nil // judged in a moment, once the text lies there
	}
	if refusal := m.refusal(e); refusal != nil {
		return refuse(refusal)
	}
	return nil
}

func (m *mediation) refusal(e dispute.Entry) *dispute.Error {
	if slices.Contains(m.seen, e.ID) {
		return nil // the same act again: it gets its receipt again
	}
	if e.Expect != 0 && e.Expect != m.c.Seq {
		return &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{
			ZH: "案件刚刚有新的进展，请刷新后再试", EN: "the case has changed meanwhile; look again"}}
	}
	if e.Detail == nil || e.Detail.Act() != e.Act {
		return &dispute.Error{Code: dispute.CodeInvalid, Message: dispute.Text{ZH: "操作内容缺失", EN: "the act says nothing"}}
	}
	if invalid := dispute.Invalid(e.Detail.Check()); invalid != nil {
		return invalid
	}
	return law.Permits(law.Situation{
		Case: m.c, Actor: e.By, Detail: e.Detail, Now: e.At, Almanac: m.almanac,
	}, e.Act)
}

// handle enters the act and answers once it is recorded.
func (m *mediation) handle(ctx workflow.Context, e dispute.Entry) (Receipt, error) {
	// The text is being frozen: signatures that a repair applies again come right behind the
	// act that opened the signing.
	if err := workflow.Await(ctx, func() bool { return !m.freezing() }); err != nil {
		return Receipt{}, err
	}
	if slices.Contains(m.seen, e.ID) {
		return Receipt{Seq: m.c.Seq, Stage: m.c.Stage}, nil
	}
	// Two acts can be validated before either is entered: the second is asked again.
	if refusal := m.refusal(e); refusal != nil {
		return Receipt{}, refuse(refusal)
	}
	m.enter(e)
	receipt, mine := Receipt{Seq: m.c.Seq, Stage: m.c.Stage}, m.entered
	err := workflow.Await(ctx, func() bool { return m.recorded >= mine })
	return receipt, err
}
