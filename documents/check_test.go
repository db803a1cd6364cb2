package documents

import (
	"errors"
	"strings"
	"testing"

	"sutiao/dispute"
)

func builtinText(t *testing.T, kind dispute.DocumentKind) string {
	t.Helper()
	text, err := BuiltinText(kind)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestBuiltinTemplatesPassTheCheckOfAnOrganisationsOwn(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		if err := CheckTemplate(k.Value, builtinText(t, k.Value)); err != nil {
			t.Errorf("%s: %v", k.Value, err)
		}
	}
}

func TestATemplateThatCouldNeverBeSignedIsRefused(t *testing.T) {
	const parties, all = "【签名】{{.编号}}|{{.签名栏}}\n", "{{range .当事人}}\n【签名】{{.编号}}|{{.签名栏}}\n{{end}}\n"
	const mediator = "【签名】调解员|调解员（签名）：{{.调解员}}\n"
	for name, c := range map[string]struct {
		kind   dispute.DocumentKind
		old    string
		new    string
		zh, en string
	}{
		"no party":       {dispute.AgreementText, parties, "", "没有给每一方当事人留签名处", "no place to sign for every party"},
		"one respondent": {dispute.AgreementText, all, "【签名】p1|甲\n【签名】p2|乙\n【签名】p3|丙\n", "被申请人王小明", "respondent 王小明"},
		"only some": {dispute.AgreementText, parties, "{{if .自然人}}" + parties[:len(parties)-1] + "{{end}}\n",
			"申请人丙银行股份有限公司北京西城支行", "(applicant 丙银行股份有限公司北京西城支行 has none)"},
		"no mediator":          {dispute.AgreementText, mediator, "", "没有给调解员留签名处", "no place for the mediator"},
		"no organisation":      {dispute.AgreementText, "【落款】调解组织|", "【落款】无|", "没有给调解组织留盖章处", "the organisation's seal"},
		"a mediator sometimes": {dispute.AgreementText, mediator, "{{if .法院}}" + mediator[:len(mediator)-1] + "{{end}}\n", "没有给调解员留签名处", "the mediator"},
		"somebody else":        {dispute.AgreementText, mediator, mediator + "【签名】p9|见证人\n", "给不签署本文书的人留了签名处（当事人编号p9）", "does not sign"},
		"no joint applicant":   {dispute.ConfirmationForm, parties, "", "没有给每一方当事人留签名处", "no place to sign for every party"},
		"a seal on the application": {dispute.ConfirmationForm, "【顶格】此致", "【盖章】调解组织|盖章\n【顶格】此致",
			"给不签署本文书的人留了签名处（调解组织）", "does not sign"},
		"a directive within a line": {dispute.ConfirmationForm, "【居右】{{.申请日期}}\n{{else}}\n【居右】", "【居右】{{.申请日期}}{{else}}【居右】",
			"版式标记【居右】只能写在行首", "has to begin a line"},
		"what no font has": {dispute.ObjectionForm, "【标题】", "\U0001F600\n【标题】", "U+1F600", "U+1F600"},
	} {
		text := strings.ReplaceAll(builtinText(t, c.kind), c.old, c.new)
		err := CheckTemplate(c.kind, text)
		var refused *dispute.Error
		if !errors.As(err, &refused) || refused.Code != dispute.CodeInvalid {
			t.Errorf("%s: %v", name, err)
			continue
		}
		zh, en := refused.Message.ZH, refused.Message.EN
		for _, f := range refused.Fields {
			zh, en = zh+"\n"+f.Reason.ZH, en+"\n"+f.Reason.EN
		}
		if !strings.Contains(zh, c.zh) || !strings.Contains(en, c.en) {
			t.Errorf("%s: says\n%s\n%s", name, zh, en)
		}
	}
}

// The application is laid before the parties together with the agreement, hence before that
// is in effect; where it is filed by itself later, after.
func TestTheEndOfTheApplicationIsSetAtTheRightBeforeAndAfterTheAgreementIsInEffect(t *testing.T) {
	before := Sample(dispute.AgreementText)
	before.Kind = dispute.ConfirmationForm
	for o, want := range map[*Order]string{&before: "签署日期以电子签名记载的时间为准", new(Sample(dispute.ConfirmationForm)): "2026年"} {
		w := mustWrite(t, *o)
		for _, text := range []string{w.Text, extract(t, w.PDF)} {
			noHoles(t, string(o.Kind), text)
			lines := strings.Split(strings.TrimSpace(text), "\n")
			if !strings.Contains(text, want) || strings.Contains(lines[len(lines)-1], "【") {
				t.Errorf("no %q at the end of\n%s", want, text)
			}
		}
	}
}

// A template that was taken before there was a check is not used for a text that it does not fit.
func TestATextIsNotWrittenWithoutAPlaceForEachWhoSignsIt(t *testing.T) {
	own, err := ParseTemplate(dispute.AgreementText, strings.ReplaceAll(builtinText(t, dispute.AgreementText), "{{range .当事人}}\n【签名】", "{{range .申请人}}\n【签名】"))
	if err != nil {
		t.Fatal(err)
	}
	o := Sample(dispute.AgreementText)
	o.Template = own
	var refused *dispute.Error
	if _, err := Write(o); !errors.As(err, &refused) || len(refused.Fields) != 2 || !strings.Contains(refused.Fields[0].Reason.ZH, "缺少：被申请人刘晓阳") {
		t.Errorf("%v", err)
	}
	o.Case.Parties = o.Case.Parties[:1]
	if _, err := Write(o); err != nil {
		t.Error("it fits another text:", err)
	}
}
