package catalogue

import (
	"regexp"
	"slices"
	"testing"

	"sutiao/dispute"
)

var (
	typeIDForm  = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	partIDForm  = regexp.MustCompile(`^[a-zA-Z0-9]+(-[a-z0-9]+)*$`)
	limitIDForm = regexp.MustCompile(`^D\d\d[A-Z]?$`)
)

func TestTheFirstTypesAreAllThere(t *testing.T) {
	var got []string
	for _, typ := range All() {
		got = append(got, typ.ID)
	}
	want := []string{
		"accident_health_insurance", "bank_card", "financial_loan", "guarantee", "insurance_intermediary", "life_insurance",
		"motor_insurance", "property_insurance", "savings", "small_consumer_claim", "wealth_management",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestEveryTypeIsComplete(t *testing.T) {
	for _, typ := range All() {
		t.Run(typ.ID, func(t *testing.T) {
			if !typeIDForm.MatchString(typ.ID) || typ.From.IsZero() {
				t.Errorf("ID or first day is missing")
			}
			bilingual(t, "type", typ.Name, typ.About)
			bilingual(t, "clause hint", typ.ClauseHints...)
			checkCauses(t, typ)
			checkParties(t, typ)
			checkDocuments(t, typ)
			checkFields(t, typ)
			checkElements(t, typ)
			checkReferences(t, typ)
		})
	}
}

func bilingual(t *testing.T, what string, texts ...dispute.Text) {
	t.Helper()
	if len(texts) == 0 {
		t.Errorf("no %s", what)
	}
	for _, text := range texts {
		if text.ZH == "" || text.EN == "" {
			t.Errorf("%s: %+v lacks a language", what, text)
		}
	}
}

func distinct(t *testing.T, what string, ids []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, id := range ids {
		if !partIDForm.MatchString(id) || seen[id] {
			t.Errorf("%s %q is ill-formed or stands twice", what, id)
		}
		seen[id] = true
	}
}

func checkCauses(t *testing.T, typ Type) {
	t.Helper()
	if len(typ.Causes) == 0 {
		t.Error("no causes")
	}
	for _, number := range typ.Causes {
		if _, err := dispute.CauseByNumber(typ.CauseVersion, number); err != nil {
			t.Error(err)
		}
		if !typ.CoversCause(number) {
			t.Errorf("%s is listed but not covered", number)
		}
	}
}

func checkParties(t *testing.T, typ Type) {
	t.Helper()
	var ids []string
	var applies, responds bool
	for _, p := range typ.Parties {
		ids = append(ids, p.ID)
		bilingual(t, "party", p.Name)
		if len(p.Roles) == 0 || (p.Necessary && p.Source == "") {
			t.Errorf("party %s: no role, or necessary without a source", p.ID)
		}
		for _, r := range p.Roles {
			if !r.IsParty() {
				t.Errorf("party %s: %s is no party's role", p.ID, r)
			}
		}
		applies = applies || p.Necessary && slices.Contains(p.Roles, dispute.Applicant)
		responds = responds || p.Necessary && slices.Contains(p.Roles, dispute.Respondent)
	}
	distinct(t, "party", ids)
	if !applies || !responds {
		t.Error("no necessary party can apply, or none respond")
	}
}

func checkDocuments(t *testing.T, typ Type) {
	t.Helper()
	var ids []string
	for _, d := range append(slices.Clone(typ.Required), typ.Optional...) {
		ids = append(ids, d.ID)
		bilingual(t, "document", d.Name)
	}
	distinct(t, "document", ids)
	for _, id := range []string{"application", "identity", "power-of-attorney"} {
		if !slices.Contains(ids, id) {
			t.Errorf("no document %s", id)
		}
	}
}

func checkFields(t *testing.T, typ Type) {
	t.Helper()
	var ids []string
	anyRequired := false
	for _, f := range typ.Fields {
		ids = append(ids, f.ID)
		anyRequired = anyRequired || f.Required
		bilingual(t, "field", f.Label)
		if (f.Help.ZH == "") != (f.Help.EN == "") {
			t.Errorf("field %s: help in one language only", f.ID)
		}
		checkKind(t, f)
	}
	distinct(t, "field", ids)
	if !anyRequired {
		t.Error("no field is required")
	}
}

func checkKind(t *testing.T, f Field) {
	t.Helper()
	kinds := []FieldKind{TextField, MoneyField, DateField, NumberField, ChoiceField}
	if !slices.Contains(kinds, f.Kind) {
		t.Errorf("field %s: kind %q", f.ID, f.Kind)
	}
	if (f.Kind == ChoiceField) != (len(f.Choices) > 1) {
		t.Errorf("field %s: %d choices for the kind %s", f.ID, len(f.Choices), f.Kind)
	}
	var ids []string
	for _, c := range f.Choices {
		ids = append(ids, c.ID)
		bilingual(t, "choice", c.Name)
	}
	distinct(t, "choice of "+f.ID, ids)
}

func checkElements(t *testing.T, typ Type) {
	t.Helper()
	var ids []string
	for _, e := range typ.Elements {
		ids = append(ids, e.ID)
		bilingual(t, "element", e.Name)
		if e.Kind == FieldUnknown || (e.Help.ZH == "") != (e.Help.EN == "") {
			t.Errorf("element %s: no kind, or help in one language only", e.ID)
		}
	}
	if len(ids) == 0 {
		t.Error("no elements")
	}
	distinct(t, "element", ids)
}

func checkReferences(t *testing.T, typ Type) {
	t.Helper()
	if len(typ.Specialisms) == 0 || len(typ.Limits) == 0 {
		t.Error("no specialism or no limit")
	}
	for _, s := range typ.Specialisms {
		if !dispute.Known(Specialisms(), s) {
			t.Errorf("unknown specialism %s", s)
		}
	}
	seen := map[string]bool{}
	for _, id := range typ.Limits {
		if !limitIDForm.MatchString(id) || seen[id] {
			t.Errorf("limit %q is ill-formed or stands twice", id)
		}
		seen[id] = true
	}
	for _, id := range typ.RelatedTypes {
		if _, ok := Lookup(id); !ok {
			t.Errorf("no related type %s", id)
		}
	}
}

// The items of a claim on a card are those of the model element forms, and damages in
// traffic those of the interpretation; neither may lose one.
func TestCardAndMotorClaimsHaveTheirElements(t *testing.T) {
	for id, want := range map[string][]string{
		"bank_card": {"透支本金", "利息", "罚息", "复利", "滞纳金", "违约金", "手续费"},
		"motor_insurance": {"医疗费", "误工费", "护理费", "交通费", "住院伙食补助费", "营养费", "残疾赔偿金", "残疾辅助器具费", "丧葬费",
			"死亡赔偿金", "被扶养人生活费", "精神损害抚慰金", "车辆维修费"},
	} {
		typ, _ := Lookup(id)
		for _, name := range want {
			if !slices.ContainsFunc(typ.Elements, func(e Element) bool { return e.Name.ZH == name }) {
				t.Errorf("%s lacks %s", id, name)
			}
		}
	}
}

func TestTheCompulsoryInsurerIsNecessaryInMotorDisputes(t *testing.T) {
	motor, _ := Lookup("motor_insurance")
	at := slices.IndexFunc(motor.Parties, func(p Party) bool { return p.ID == "compulsory-insurer" })
	if at < 0 || !motor.Parties[at].Necessary || !motor.Parties[at].Institution {
		t.Error("the compulsory insurer is not necessary")
	}
}

func TestAnUnknownTypeIsNotFound(t *testing.T) {
	if typ, ok := Lookup("shipping"); ok || typ.ID != "" {
		t.Errorf("got %+v", typ)
	}
}

func TestATypeCannotBeRegisteredTwice(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
		if len(All()) != 11 {
			t.Error("the registry changed")
		}
	}()
	register(Type{ID: "bank_card"})
}

func TestATypeRetiresByDate(t *testing.T) {
	typ := Type{From: opened, To: dispute.Date{Year: 2026, Month: 1, Day: 1}}
	for day, want := range map[dispute.Date]bool{opened.AddDays(-1): false, opened: true, typ.To.AddDays(-1): true, typ.To: false} {
		if typ.InForce(day) != want {
			t.Errorf("%s: in force %v", day, !want)
		}
	}
}
