package documents

import (
	"fmt"
	"strings"
	"time"

	"sutiao/dispute"
)

// facts are the values for a template, by their Chinese names. A value is a text, a number,
// a yes or no, a list of texts or a list of facts.
type facts map[string]any

// source draws the values for one document from its order.
type source struct {
	Order
	c *dispute.Case
	// full shows identity numbers in full: in what the parties file and what a court needs.
	full bool
	// joint calls the parties by their names alone: before the court all are applicants.
	joint bool
}

// gathering are the values that each kind has beside the common ones.
var gathering = map[dispute.DocumentKind]func(*source) facts{
	dispute.ApplicationForm:        (*source).application,
	dispute.ReferralLetter:         (*source).referral,
	dispute.ReceiptOfCase:          (*source).receipt,
	dispute.ConsentForm:            (*source).consent,
	dispute.RefusalForm:            (*source).refusal,
	dispute.AddressConfirmation:    (*source).addresses,
	dispute.DisclosureForm:         (*source).disclosure,
	dispute.RecusalForm:            (*source).recusal,
	dispute.ExtensionForm:          (*source).extension,
	dispute.MediationRecord:        (*source).record,
	dispute.UndisputedFacts:        (*source).undisputed,
	dispute.ProposalForm:           (*source).proposal,
	dispute.ObjectionForm:          (*source).objection,
	dispute.AgreementText:          (*source).agreement,
	dispute.ConfirmationForm:       (*source).confirming,
	dispute.EndReportForm:          (*source).endReport,
	dispute.AcceptanceNotice:       (*source).acceptanceNotice,
	dispute.SupplementNotice:       (*source).supplementNotice,
	dispute.DeclinationRuling:      (*source).declination,
	dispute.ConfirmationRuling:     (*source).ruling,
	dispute.PerformanceCertificate: (*source).performance,
	dispute.FileIndex:              (*source).fileIndex,
}

// shownInFull are the kinds that show identity numbers in full: what a party files, what
// binds the parties by name, and what a court works from. The others mask them.
var shownInFull = map[dispute.DocumentKind]bool{
	dispute.ApplicationForm: true, dispute.ReferralLetter: true, dispute.AgreementText: true, dispute.ConfirmationForm: true,
	dispute.AcceptanceNotice: true, dispute.DeclinationRuling: true, dispute.ConfirmationRuling: true,
}

// values gives all that the template of an order may name, cleaned.
func values(o Order) facts {
	s := &source{Order: o, c: o.Case, full: shownInFull[o.Kind]}
	if s.c == nil {
		s.c = &dispute.Case{}
	}
	v := s.common()
	if gather, ok := gathering[o.Kind]; ok {
		for name, value := range gather(s) {
			v[name] = value
		}
	}
	cleaned(v)
	return v
}

// common are the values of every kind.
func (s *source) common() facts {
	c := s.c
	number := c.Number
	if number == "" {
		number = c.CourtNumber
	}
	v := facts{
		"案号": number, "法院案号": c.CourtNumber, "法院": s.court(c.Court), "案由": s.cause(),
		"标的额": c.Amount.String(), "标的额大写": c.Amount.Capitals(), "有标的额": c.Amount > 0,
		"途径": strings.TrimSuffix(strings.Split(dispute.NameOf(dispute.Tracks(), c.Track).ZH, "（")[0], "案件"),
		"委派": c.Track == dispute.PreFilingReferral, "委托": c.Track == dispute.PostFiling, "邀请": c.Track == dispute.Invited,
		"自收": c.Track == dispute.Direct, "道交": c.Track == dispute.Traffic,
		"程序": dispute.NameOf(dispute.Procedures(), c.Procedure).ZH,
		"请求": sentences(c.Claims), "事实": sentence(c.Narrative), "收费": s.Organisation.Fees, "人民调解": s.peoples(),
		"机构": s.organisation(), "机构代码": s.Organisation.CreditCode, "调解员": s.person(c.Mediator),
		"经办人": s.person(s.Entry.By.Account), "日期": date(s.Entry.At), "时间": moment(s.Entry.At),
		"文书编号": s.Code, "核验网址": s.VerifyAt, "时间戳服务": s.Timestamps,
		"当事人": s.parties(func(*dispute.Party) bool { return true }), "当事人名称": s.names(""),
	}
	for name, role := range map[string]dispute.Role{"申请人": dispute.Applicant, "被申请人": dispute.Respondent, "第三人": dispute.ThirdParty} {
		v[name] = s.parties(func(p *dispute.Party) bool { return p.Role == role })
		v[name+"名称"] = s.names(role)
	}
	return v
}

func (s *source) cause() string {
	cause, err := s.c.Cause.Resolve()
	if err != nil {
		return s.c.Cause.Name
	}
	return cause.Name
}

// organisation is the name of the mediation organisation, as far as it is known.
func (s *source) organisation() string {
	if s.Organisation.Name != "" {
		return s.Organisation.Name
	}
	return "调解组织"
}

// court is the name of a court; where it is not known, its 法院代字 has to do.
func (s *source) court(code string) string {
	if name := s.Courts[code]; name != "" {
		return name
	}
	if court, ok := dispute.CourtByCode(code); ok {
		return court.Name
	}
	if code == "" {
		return ""
	}
	return code + "人民法院"
}

// person is the name of an account; empty where it is not known.
func (s *source) person(account string) string { return s.People[account] }

// names joins the names of the parties of a role; the empty role means all.
func (s *source) names(role dispute.Role) string {
	var names []string
	for i := range s.c.Parties {
		if p := &s.c.Parties[i]; s.concerns(p) && (role == "" || p.Role == role) {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, "、")
}

// concerns tells that a party was still in the case when the document's act was done: whoever
// withdrew before is not named in what the others do. The act of withdrawing itself, and with
// it the report on a case that ends by it, is still that party's; so is the file as a whole.
func (s *source) concerns(p *dispute.Party) bool {
	return s.Kind == dispute.FileIndex || stillIn(p, s.Entry.At)
}

// found finds the last act of a kind, the entry of the order first; nil where there is none.
func found[T dispute.Detail](s *source) (detail T, e dispute.Entry, ok bool) {
	if d, is := s.Entry.Detail.(T); is {
		return d, s.Entry, true
	}
	for i := len(s.Ledger) - 1; i >= 0; i-- {
		if d, is := s.Ledger[i].Detail.(T); is {
			return d, s.Ledger[i], true
		}
	}
	return detail, dispute.Entry{}, false
}

// date is a day as documents write it.
func date(t time.Time) string { return dispute.DateOf(t).Chinese() }

// moment is a minute as documents write it, in Beijing time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(dispute.Beijing)
	return fmt.Sprintf("%s%d时%02d分", date(t), t.Hour(), t.Minute())
}

// orDash stands in for what is not there, in cells.
func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "—"
	}
	return s
}
