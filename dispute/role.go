package dispute

// Role is the capacity in which somebody acts in a case.
type Role string

// The roles.
const (
	RoleUnknown Role = ""
	Applicant   Role = "applicant"   // 申请人
	Respondent  Role = "respondent"  // 被申请人
	ThirdParty  Role = "third-party" // 第三人, such as a guarantor or insurer brought in
	Manager     Role = "manager"     // 调解组织管理员
	Mediator    Role = "mediator"    // 调解员
	Clerk       Role = "clerk"       // 书记员 or 立案人员 of the court
	Judge       Role = "judge"       // 法官
	Regulator   Role = "regulator"   // 监管机构
	Operator    Role = "operator"    // 系统管理员
	System      Role = "system"      // a limit that ran out, or a consequence of law
)

// Roles lists the roles with their names.
func Roles() []Named[Role] {
	return []Named[Role]{
		{Applicant, Text{"申请人", "applicant"}},
		{Respondent, Text{"被申请人", "respondent"}},
		{ThirdParty, Text{"第三人", "third party"}},
		{Manager, Text{"调解组织管理员", "organisation manager"}},
		{Mediator, Text{"调解员", "mediator"}},
		{Clerk, Text{"法院工作人员", "court clerk"}},
		{Judge, Text{"法官", "judge"}},
		{Regulator, Text{"监管机构", "regulator"}},
		{Operator, Text{"系统管理员", "operator"}},
		{System, Text{"系统（期限届满）", "system (limit expired)"}},
	}
}

// IsParty tells whether the role is that of a party to the dispute.
func (r Role) IsParty() bool {
	return r == Applicant || r == Respondent || r == ThirdParty
}

// Actor is who performs an act, by reference only: names stay out of it.
type Actor struct {
	Account      string `json:"account,omitempty"`
	Role         Role   `json:"role"`
	Party        string `json:"party,omitempty"`        // party ID within the case
	Organisation string `json:"organisation,omitempty"` // for managers and mediators
	Court        string `json:"court,omitempty"`        // 法院代字, for clerks and judges
}

// TheSystem is the actor of consequences that nobody performs.
func TheSystem() Actor { return Actor{Role: System} }
