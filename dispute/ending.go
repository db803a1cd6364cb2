package dispute

// Ending is how a mediation ended (终结事由). The codes T01–T16 are those of the field guide.
type Ending string

// The endings.
const (
	EndingNone            Ending = ""
	NotAccepted           Ending = "T01"
	Refused               Ending = "T02"
	Unreachable           Ending = "T03"
	DifferencesTooLarge   Ending = "T04"
	Expired               Ending = "T05"
	SigningRefused        Ending = "T06"
	FalseMediation        Ending = "T07"
	Withdrawn             Ending = "T08"
	OtherEnding           Ending = "T09"
	Performed             Ending = "T10"
	Confirmed             Ending = "T11"
	ConfirmationRefused   Ending = "T12"
	ConfirmationWithdrawn Ending = "T13"
	ConfirmationDeclined  Ending = "T14"
	StatementIssued       Ending = "T15"
	SuitWithdrawn         Ending = "T16"
)

// EndingInfo describes an ending for people and for statistics.
type EndingInfo struct {
	Ending Ending
	Name   Text
	Source string
	// Success counts in the numerator of the success rate. A refused or withdrawn
	// confirmation counts: the agreement still stands as a contract.
	Success bool
	// Returns tells that the case goes back to the referring court with a report.
	Returns bool
}

// Endings lists the endings in their order.
func Endings() []EndingInfo {
	return []EndingInfo{
		{NotAccepted, Text{"不予受理", "not accepted or out of scope"}, "在线调解规则 9", false, true},
		{Refused, Text{"当事人不同意（继续）调解", "a party refuses mediation"}, "在线调解规则 25(1)", false, true},
		{Unreachable, Text{"无法联系当事人", "a party cannot be reached"}, "在线调解规则 15、25", false, true},
		{DifferencesTooLarge, Text{"分歧较大，无法达成协议", "differences too large"}, "在线调解规则 25", false, true},
		{Expired, Text{"调解期限届满", "the period for mediation ended"}, "特邀调解规定 27；在线调解规则 24", false, true},
		{SigningRefused, Text{"拒绝签署调解协议", "a party refuses to sign"}, "在线调解规则 25(7)", false, true},
		{FalseMediation, Text{"虚假调解", "false mediation"}, "特邀调解规定 18；在线调解规则 23", false, true},
		{Withdrawn, Text{"撤回申请或自行和解", "withdrawn or settled privately"}, "特邀调解规定 26", false, true},
		{OtherEnding, Text{"其他情形终结", "ended for another reason"}, "在线调解规则 25", false, true},
		{Performed, Text{"履行完毕", "performed"}, "人民调解法 31", true, false},
		{Confirmed, Text{"司法确认有效", "confirmed by the court"}, "民事诉讼法 206", true, false},
		{ConfirmationRefused, Text{"驳回司法确认申请", "confirmation refused"}, "民事诉讼法解释 358", true, false},
		{ConfirmationWithdrawn, Text{"撤回司法确认申请", "confirmation withdrawn"}, "民事诉讼法解释 357", true, false},
		{ConfirmationDeclined, Text{"司法确认不予受理", "confirmation not accepted"}, "民事诉讼法解释 355", true, false},
		{StatementIssued, Text{"出具民事调解书", "court mediation statement issued"}, "民事诉讼法 100", true, false},
		{SuitWithdrawn, Text{"准许撤诉", "suit withdrawn"}, "特邀调解规定 20", true, false},
	}
}

// Info finds the description of an ending.
func (e Ending) Info() EndingInfo {
	for _, i := range Endings() {
		if i.Ending == e {
			return i
		}
	}
	return EndingInfo{}
}
