package documents

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sutiao/dispute"
)

// CheckTemplate reads a template that an organisation wants to use and sets it on invented
// cases: a text that people sign has to leave a place for each of them, or the signing could
// never be finished. The error is a *dispute.Error that names what is not right.
func CheckTemplate(kind dispute.DocumentKind, text string) error {
	t, err := ParseTemplate(kind, text)
	if err != nil {
		return err
	}
	problems := strayDirectives(text)
	for _, o := range trials(kind) {
		o.Template = t
		w, err := write(o)
		if err != nil {
			return err
		}
		missing, idle := placeProblems(o, w.Places)
		for _, p := range append(missing, idle...) {
			if !slices.Contains(problems, p) {
				problems = append(problems, p)
			}
		}
	}
	if len(problems) > 0 {
		return invalidTemplate(problems...)
	}
	return nil
}

var anyDirective = regexp.MustCompile(`【([^】]*)】`)

// strayDirectives finds directives that do not begin a line: they would be printed.
func strayDirectives(text string) (problems []dispute.FieldError) {
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		rest := line[len(leadingActions.FindString(line)):]
		rest = actionForm.ReplaceAllString(rest[len(directiveForm.FindString(rest)):], "")
		for _, m := range anyDirective.FindAllStringSubmatch(rest, -1) {
			if known(m[1]) {
				problems = append(problems, problem(i+1, "版式标记"+m[0]+"只能写在行首，请另起一行",
					"the directive "+m[0]+" has to begin a line of its own"))
			}
		}
	}
	return problems
}

// trials are the cases on which a template is tried: the sample and, for what is signed,
// others that go another way through the usual conditions.
func trials(kind dispute.DocumentKind) []Order {
	all := []Order{Sample(kind)}
	if signedBy[kind] == nil {
		return all
	}
	// Both texts are laid before the parties together, before the agreement is in effect.
	crowd, plain := Sample(dispute.AgreementText), Sample(dispute.AgreementText)
	another, left := crowd.Case.Parties[1], crowd.Case.Parties[0]
	another.ID, another.Name = "p5", "王小明"
	left.ID, left.Name, left.WithdrewAt = "p4", "李四", crowd.Entry.At.Add(-time.Hour)
	crowd.Case.Parties = append(crowd.Case.Parties, left, another)
	plain.Case.Parties = plain.Case.Parties[:2]
	plain.Case.Track, plain.Case.Court, plain.Case.CourtNumber, plain.Case.Amount = dispute.Direct, "", "", 0
	plain.Case.Undisputed, plain.Organisation.Kind = nil, "people"
	if a := plain.Case.Agreement; a != nil {
		a.Obligations, a.Partial, a.Residual, a.ConfirmationCourt = a.Obligations[:1], false, nil, ""
	}
	crowd.Kind, plain.Kind = kind, kind
	all = append(all, crowd, plain)
	if kind == dispute.AgreementText {
		adopted := Sample(kind)
		adopted.Case.Agreement.Adopted = dispute.NoObjection
		all = append(all, adopted)
	}
	return all
}

// placeProblems compares the places of a document with those who sign it: which places are
// missing, and which would stay empty.
func placeProblems(o Order, places []dispute.SignaturePlace) (missing, idle []dispute.FieldError) {
	who := signedBy[o.Kind]
	if who == nil || o.Case == nil {
		return nil, nil
	}
	has := map[string]bool{}
	for _, p := range places {
		has[p.Signer] = true
	}
	signers := who(o.Case, o.Entry.At)
	for _, signer := range signers {
		p := o.Case.Party(signer)
		if !has[signer] {
			missing = append(missing, aboutPlaces(missingPlace(signer, p)))
		}
	}
	for signer := range has {
		if !slices.Contains(signers, signer) && !adopted(o.Case) {
			idle = append(idle, aboutPlaces(dispute.Text{
				ZH: fmt.Sprintf("给不签署本文书的人留了签名处（%s），该处将一直空缺", signerName(signer)),
				EN: fmt.Sprintf("there is a place for somebody who does not sign this document (%s): it would stay empty", signer)}))
		}
	}
	return missing, idle
}

func aboutPlaces(reason dispute.Text) dispute.FieldError {
	return dispute.FieldError{Field: "template", Reason: reason}
}

// missingPlace words whose place is missing and how to write it; p is nil for who is no party.
func missingPlace(signer string, p *dispute.Party) dispute.Text {
	switch {
	case p != nil:
		return dispute.Text{
			ZH: "没有给每一方当事人留签名处（缺少：" + roleName(p.Role) + p.Name + "），请在当事人的循环中写：【签名】{{.编号}}|{{.签名栏}}",
			EN: "there is no place to sign for every party (" + string(p.Role) + " " + p.Name + " has none); within the range of the parties write 【签名】{{.编号}}|{{.签名栏}}"}
	case signer == dispute.MediatorSigner:
		return dispute.Text{
			ZH: "没有给调解员留签名处，请写：【签名】调解员|调解员（签名）：{{.调解员}}",
			EN: "there is no place for the mediator to sign; write 【签名】调解员|调解员（签名）：{{.调解员}}"}
	default:
		return dispute.Text{
			ZH: "没有给调解组织留盖章处，请写：【落款】调解组织|{{.机构}}（盖章）",
			EN: "there is no place for the organisation's seal; write 【落款】调解组织|{{.机构}}（盖章）"}
	}
}

func signerName(signer string) string {
	switch signer {
	case dispute.MediatorSigner:
		return "调解员"
	case dispute.OrganisationSigner:
		return "调解组织"
	}
	return "当事人编号" + signer
}
