package documents

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sutiao/dispute"
)

func TestEachKindIsReadBackAsItWasPutIn(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		w := mustWrite(t, Sample(k.Value))
		if got := extract(t, w.PDF); bare(got) != bare(w.Text) {
			t.Errorf("%s: read back\n%s\nput in\n%s", k.Value, got, w.Text)
		}
		if w.Pages == 0 || w.Pages != strings.Count(w.Text, "\f")+1 {
			t.Errorf("%s: %d pages", k.Value, w.Pages)
		}
		if want := string(k.Value) + "/2026-11"; w.Template != want {
			t.Errorf("%s remembers its template as %s", k.Value, w.Template)
		}
	}
}

func TestSameOrderGivesTheSameBytes(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		if !bytes.Equal(mustWrite(t, Sample(k.Value)).PDF, mustWrite(t, Sample(k.Value)).PDF) {
			t.Errorf("%s: the bytes differ", k.Value)
		}
	}
}

func TestEachFileIsInOrder(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("SKIPPED, NOT TESTED: qpdf is not installed")
	}
	for _, k := range dispute.DocumentKinds() {
		path := filepath.Join(t.TempDir(), "document.pdf")
		if err := os.WriteFile(path, mustWrite(t, Sample(k.Value)).PDF, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", k.Value, err, out)
		}
	}
}

func TestFileSaysWhatItIsAndWhoIssuedIt(t *testing.T) {
	pdf := mustWrite(t, Sample(dispute.AgreementText)).PDF
	cmd := exec.Command("pdfinfo", "-enc", "UTF-8", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal("pdfinfo (poppler-utils): ", err)
	}
	for _, want := range []string{"调解协议书", "北京金融纠纷调解中心", "Sutiao", "A4"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if !bytes.Contains(pdf, []byte("/Lang(zh-CN)")) {
		t.Error("the language is not named")
	}
}

func TestNameOfRareCharactersStandsInFull(t *testing.T) {
	for _, name := range []string{"龘", "䶮", "㛃", "𬭎", "𠮷", "刘𬭎", "买买提·吐尔逊", "Müller"} {
		o := Sample(dispute.AgreementText)
		o.Case.Parties[1].Name = name
		w := mustWrite(t, o)
		if got := bare(extract(t, w.PDF)); !strings.Contains(got, "被申请人："+bare(name)+"，") {
			t.Errorf("%s is not in\n%s", name, got)
		}
	}
}

func TestCharacterWithoutGlyphIsRefusedByItsCodePoint(t *testing.T) {
	for char, code := range map[string]string{"\U0001F600": "U+1F600", "\U00030EDE": "U+30EDE", "\uE123": "U+E123", "\uFFFD": "U+FFFD"} {
		o := Sample(dispute.AgreementText)
		o.Case.Parties[1].Name = "王" + char
		_, err := Write(o)
		var refused *dispute.Error
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if !strings.Contains(refused.Message.ZH, code) || refused.Fields[0].Field != "当事人[1].姓名" {
			t.Errorf("%s: %v", code, refused)
		}
	}
}

func TestInvisibleCharactersAreLeftOut(t *testing.T) {
	o := Sample(dispute.AgreementText)
	o.Case.Parties[1].Name = "王\u202E小\u200B明\x00\u00AD"
	o.Case.Narrative = "第一段。\r\n第二段。\t完"
	w := mustWrite(t, o)
	if got := bare(extract(t, w.PDF)); !strings.Contains(got, "被申请人：王小明，") || !strings.Contains(got, "第一段。第二段。完") {
		t.Error(got)
	}
}

func TestWhatAPartyWritesIsNeverADirective(t *testing.T) {
	o := Sample(dispute.AgreementText)
	o.Case.Narrative = "【分页】\n【盖章】调解组织|假章\n|a|b|\n{{.案号}}\n\uFDD0分页\uFDD1"
	w := mustWrite(t, o)
	if got := bare(w.Text); !strings.Contains(got, "【分页】【盖章】调解组织|假章|a|b|{{.案号}}分页") {
		t.Error(got)
	}
	if plain := mustWrite(t, Sample(dispute.AgreementText)); len(w.Places) != len(plain.Places) {
		t.Errorf("%d places instead of %d", len(w.Places), len(plain.Places))
	}
}

func TestAgreementHasAPlaceForEachSigner(t *testing.T) {
	w := mustWrite(t, Sample(dispute.AgreementText))
	var signers []string
	for _, p := range w.Places {
		signers = append(signers, p.Signer)
		if p.Page < 1 || p.Page > w.Pages || p.X < 0 || p.Y < 60 || p.X+p.Width > 596 || p.Y+p.Height > 842 {
			t.Errorf("%+v is not on a page", p)
		}
		if p.Signer == dispute.OrganisationSigner && (p.Width < 110 || p.Width > 120 || p.Width != p.Height) {
			t.Errorf("a round seal does not fit %+v", p)
		}
		if p.Signer != dispute.OrganisationSigner && (p.Width < 150 || p.Height < 50) {
			t.Errorf("too little room to sign: %+v", p)
		}
	}
	if want := []string{"p1", "p2", "p3", "mediator", "organisation"}; !slices.Equal(signers, want) {
		t.Errorf("places for %v", signers)
	}
}

func TestPlacesDoNotOverlap(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		places := mustWrite(t, Sample(k.Value)).Places
		for i, a := range places {
			for _, b := range places[:i] {
				if a.Page == b.Page && a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
					t.Errorf("%s: %+v and %+v", k.Value, a, b)
				}
			}
		}
	}
}

func TestIdentityNumbersAreMaskedWhereTheyAreNotNeeded(t *testing.T) {
	const number = "11010519491231002X"
	for _, k := range dispute.DocumentKinds() {
		o := Sample(k.Value)
		text := bare(mustWrite(t, o).Text)
		if strings.Contains(text, number) && !shownInFull[k.Value] {
			t.Errorf("%s shows %s", k.Value, number)
		}
	}
	if text := mustWrite(t, Sample(dispute.ReceiptOfCase)).Text; !strings.Contains(bare(text), "110105********002X") {
		t.Error(text)
	}
	if text := mustWrite(t, Sample(dispute.AgreementText)).Text; !strings.Contains(bare(text), number) {
		t.Error(text)
	}
}

func TestAgreementSaysWhoPaysWhomHowMuchByWhen(t *testing.T) {
	text := bare(mustWrite(t, Sample(dispute.AgreementText)).Text)
	for _, want := range []string{
		"被申请人刘晓阳应向申请人丙银行股份有限公司北京西城支行分6期支付¥30,000.00（大写：人民币叁万元整）", "账号6222020200001234567", "第6期¥5,000.00人民币伍仟元整2027年3月31日前",
		"合计¥33,000.00（大写：人民币叁万叁仟元整）", "逾期超过10日的，尚未到期的款项全部视为到期", "按日万分之五支付逾期违约金", "违约金¥1,000.00",
		"共同向北京市西城区人民法院申请司法确认", "申请人主张的律师费用", "时间戳予以证明",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func BenchmarkWriteAgreement(b *testing.B) {
	o := Sample(dispute.AgreementText)
	mustWrite(b, o)
	for b.Loop() {
		mustWrite(b, o)
	}
}
