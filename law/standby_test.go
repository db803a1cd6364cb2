package law_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func TestAMediatorStandsByAClauseThatWasMisreadAndNotByASumThatIsWrong(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.meets(dispute.Agreed)
	terms := l.pays(30)
	terms.Other = []string{"申请人今后不再向监管部门投诉同一事项"}
	d := &dispute.Draft{Terms: terms, ForSignature: true}
	const faults = "have faults"
	l.mayNot(stories.Mediator, d, faults)
	d.StandBy = []dispute.StandBy{{Rule: "R16", Clause: "other[0]"}}
	l.mayNot(stories.Mediator, d, faults) // without a reason
	d.StandBy[0].Reason = "仅限本次已处理完毕的事项，不限制其他投诉"
	d.Sum = 1
	d.StandBy = append(d.StandBy, dispute.StandBy{Rule: "R01", Clause: "sum", Reason: "没关系"})
	l.mayNot(stories.Mediator, d, faults) // arithmetic is no matter of opinion
	d.Sum = 0
	l.does(stories.Mediator, d)
	l.is(dispute.Signing)
}
