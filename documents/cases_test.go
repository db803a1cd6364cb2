package documents

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/test/stories"
	"sutiao/testdata"
)

// lives are the ledgers of all stories, act by act as far as the law lets them.
func lives(t *testing.T) map[string][]dispute.Entry {
	t.Helper()
	all := map[string][]dispute.Entry{}
	for _, story := range append(stories.Endings(), stories.Turns()...) {
		now := time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)
		ledger := []dispute.Entry{entry(0, now, story.Open.By, story.Open.Detail(now))}
		for i, step := range story.Steps {
			now = now.Add(step.After)
			if step.Refused == "" {
				ledger = append(ledger, entry(i+1, now, step.By, step.Detail(now)))
			}
		}
		all[story.Name] = ledger
	}
	return all
}

func entry(n int, at time.Time, by dispute.Actor, d dispute.Detail) dispute.Entry {
	return dispute.Entry{ID: fmt.Sprintf("e%d", n), Seq: n + 1, Act: d.Act(), By: by, At: at, Detail: d}
}

// folded folds a ledger as far as it goes: a story leaves out the system's own acts, so
// that a later act may not fit what came of the earlier ones.
func folded(ledger []dispute.Entry) (c *dispute.Case, upTo int) {
	c = &dispute.Case{ID: "case"}
	for i, e := range ledger {
		before := c.Clone()
		if !applies(c, e) {
			return before, i
		}
	}
	return c, len(ledger)
}

func applies(c *dispute.Case, e dispute.Entry) (ok bool) {
	defer func() { ok = recover() == nil }()
	c.Apply(e)
	return true
}

func orderFor(kind dispute.DocumentKind, c *dispute.Case, ledger []dispute.Entry) Order {
	return Order{Kind: kind, Case: c, Entry: ledger[len(ledger)-1], Ledger: ledger,
		Organisation: records.Organisation{Name: "某调解中心"}, Courts: map[string]string{"京0102": "北京市西城区人民法院"},
		People: map[string]string{"mediator-1": "张三"}, Code: "7K3M-9Q2X-4B8T", VerifyAt: "https://example.org/v"}
}

func TestEveryKindIsWrittenAtEveryActOfEveryStory(t *testing.T) {
	written := 0
	for name, ledger := range lives(t) {
		for n := 1; n <= len(ledger); n++ {
			c, upTo := folded(ledger[:n])
			if upTo < n {
				break
			}
			for i, k := range dispute.DocumentKinds() {
				if n < len(ledger) && (n+i)%16 != 0 {
					continue // each kind at some acts on the way, all kinds at the end
				}
				w, err := Write(orderFor(k.Value, c, ledger[:n]))
				if err != nil {
					t.Fatalf("%s, act %d, %s: %v", name, n, k.Value, err)
				}
				noHoles(t, string(k.Value), w.Text)
				written++
			}
		}
	}
	if written < 300 {
		t.Errorf("only %d documents", written)
	}
}

// noHoles finds what a value that is not there leaves behind.
func noHoles(t *testing.T, kind, text string) {
	t.Helper()
	text = strings.ReplaceAll(bare(text), "（）诉前调确号", "") // left open for the court
	for _, d := range directives {
		if strings.Contains(text, "【"+d.name) {
			t.Fatalf("%s: a directive is printed: %s in\n%s", kind, d.name, text)
		}
	}
	for _, hole := range []string{"<novalue>", "%!", "，，", "。。", "（）", "于申请", "、、", "；。", "。；", "0001年"} {
		if strings.Contains(text, hole) {
			at := strings.Index(text, hole)
			t.Fatalf("%s: %q in …%s…", kind, hole, text[max(0, at-60):min(len(text), at+60)])
		}
	}
}

func TestEveryPublishedCaseGetsItsAgreementAndItsReport(t *testing.T) {
	files, err := testdata.Referrals.ReadDir("referrals")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := testdata.Referrals.ReadFile("referrals/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		var published struct{ Referral dispute.Referral }
		if err := json.Unmarshal(data, &published); err != nil {
			t.Fatal(f.Name(), err)
		}
		ledger := []dispute.Entry{entry(0, time.Date(2026, 5, 6, 9, 0, 0, 0, dispute.Beijing), stories.Clerk, &published.Referral)}
		c, _ := folded(ledger)
		for _, kind := range []dispute.DocumentKind{dispute.ApplicationForm, dispute.ReferralLetter, dispute.AgreementText, dispute.EndReportForm} {
			w, err := Write(orderFor(kind, c, ledger))
			if err != nil {
				t.Fatalf("%s, %s: %v", f.Name(), kind, err)
			}
			noHoles(t, f.Name()+" "+string(kind), w.Text)
			if got := extract(t, w.PDF); bare(got) != bare(w.Text) {
				t.Errorf("%s, %s: read back\n%s\nput in\n%s", f.Name(), kind, got, w.Text)
			}
		}
	}
}

func TestAnyNamesAndTermsAreReadBack(t *testing.T) {
	letter := rapid.OneOf(rapid.RuneFrom([]rune("龘䶮㛃𬭎𠮷·王李张丙司银行（）0123ABc 、")), rapid.Map(rapid.IntRange(0x4E00, 0x9FA5), func(n int) rune { return rune(n) }))
	words := rapid.Map(rapid.SliceOfN(letter, 1, 120), func(r []rune) string { return "文" + string(r) + "末" })
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(dispute.DocumentKinds()).Draw(t, "kind").Value
		o := Sample(kind)
		for i := range o.Case.Parties {
			o.Case.Parties[i].Name = words.Draw(t, "name")
		}
		o.Case.Narrative = strings.Repeat(words.Draw(t, "narrative"), rapid.IntRange(1, 60).Draw(t, "times"))
		o.Case.Claims = rapid.SliceOfN(words, 0, 5).Draw(t, "claims")
		if a := o.Case.Agreement; a != nil {
			a.Other = rapid.SliceOfN(words, 0, 4).Draw(t, "other")
		}
		w, err := Write(o)
		if err != nil {
			t.Fatal(err)
		}
		if got := extract(t, w.PDF); bare(got) != bare(w.Text) {
			t.Fatalf("%s: read back\n%s\nput in\n%s", kind, bare(got), bare(w.Text))
		}
	})
}

func TestManyInstalmentsAndManyPartiesFillPagesInOrder(t *testing.T) {
	o := Sample(dispute.AgreementText)
	first := o.Case.Agreement.Obligations[0]
	o.Case.Agreement.Obligations = nil
	for i := range 240 {
		next := first
		next.Due = first.Due.AddMonths(i)
		o.Case.Agreement.Obligations = append(o.Case.Agreement.Obligations, next)
	}
	for i := range 57 {
		p := o.Case.Parties[2]
		p.ID, p.Name = fmt.Sprintf("p%d", i+4), fmt.Sprintf("保证人第%d号", i+1)
		o.Case.Parties = append(o.Case.Parties, p)
	}
	w := mustWrite(t, o)
	if got := extract(t, w.PDF); bare(got) != bare(w.Text) {
		t.Error("the text read back differs")
	}
	if len(w.Places) != 62 {
		t.Errorf("%d places for 60 parties, mediator and organisation", len(w.Places))
	}
	for i, page := range strings.Split(w.Text, "\f") {
		rows, heads := strings.Count(page, "人民币伍仟元整"), strings.Count(page, "履行期限")
		if rows > 3 && heads == 0 {
			t.Errorf("page %d has %d rows and no head", i+1, rows)
		}
	}
}

func TestDocumentsAreWrittenSideBySide(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		want := mustWrite(t, Sample(k.Value))
		t.Run(string(k.Value), func(t *testing.T) {
			t.Parallel()
			if !bytes.Equal(mustWrite(t, Sample(k.Value)).PDF, want.PDF) {
				t.Error("the bytes differ")
			}
		})
	}
}

func TestOrderWithNothingInItIsWrittenToo(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		w := mustWrite(t, Order{Kind: k.Value, Case: &dispute.Case{}})
		if w.Pages == 0 {
			t.Error(k.Value)
		}
		mustWrite(t, Order{Kind: k.Value})
	}
}
