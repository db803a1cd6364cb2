package dispute

// Track is the way by which a dispute comes to mediation.
type Track string

// The tracks.
const (
	TrackUnknown      Track = ""
	PreFilingReferral Track = "pre-filing"  // 委派调解: before the court files the case
	PostFiling        Track = "post-filing" // 委托调解: after filing; the suit waits
	Invited           Track = "invited"     // 邀请调解: in a suit that goes on, at the invitation of its court
	Direct            Track = "direct"      // 自收: application straight to the organisation
	Traffic           Track = "traffic"     // 道交: from the road-traffic platform, before filing
)

// Procedure is the court procedure that a post-filing referral interrupts.
type Procedure string

// The procedures.
const (
	ProcedureNone Procedure = ""
	Ordinary      Procedure = "ordinary"     // 普通程序
	Summary       Procedure = "summary"      // 简易程序
	SmallClaims   Procedure = "small-claims" // 小额诉讼程序
	Appeal        Procedure = "appeal"       // 二审
)

// Tracks lists the tracks with their names.
func Tracks() []Named[Track] {
	return []Named[Track]{
		{PreFilingReferral, Text{"委派调解（立案前）", "pre-filing referral"}},
		{PostFiling, Text{"委托调解（立案后）", "post-filing referral"}},
		{Invited, Text{"邀请调解（诉讼中）", "invited mediation during trial"}},
		{Direct, Text{"自收案件", "direct application"}},
		{Traffic, Text{"道交平台案件", "road-traffic platform"}},
	}
}

// Procedures lists the procedures with their names.
func Procedures() []Named[Procedure] {
	return []Named[Procedure]{
		{Ordinary, Text{"普通程序", "ordinary"}},
		{Summary, Text{"简易程序", "summary"}},
		{SmallClaims, Text{"小额诉讼程序", "small claims"}},
		{Appeal, Text{"二审程序", "appeal"}},
	}
}

// Named pairs a value of an enumeration with its wording.
type Named[T comparable] struct {
	Value T    `json:"value"`
	Name  Text `json:"name"`
}

// NameOf finds the wording of a value; an unknown value names itself by nothing.
func NameOf[T comparable](list []Named[T], v T) Text {
	for _, n := range list {
		if n.Value == v {
			return n.Name
		}
	}
	return Text{}
}

// Known tells whether a value stands in its list.
func Known[T comparable](list []Named[T], v T) bool {
	for _, n := range list {
		if n.Value == v {
			return true
		}
	}
	return false
}
