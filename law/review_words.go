package law

import (
	_ "embed" // the list is data
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"sutiao/dispute"
)

//go:embed data/illegal_terms.json
var illegalTermsJSON []byte

// IllegalTerm is an entry of the published list of terms that no agreement may have.
type IllegalTerm struct {
	ID     string       `json:"id"`
	Name   dispute.Text `json:"name"`
	Source string       `json:"source"`
	// Patterns are regular expressions in the syntax of RE2; Unless lets a clause pass.
	Patterns []string `json:"patterns"`
	Unless   []string `json:"unless,omitempty"`
	// Blocks is false where the term may be right in a proper case.
	Blocks bool `json:"blocks"`

	patterns, unless []*regexp.Regexp
}

var illegalTerms = mustReadIllegalTerms(illegalTermsJSON)

// IllegalTerms is the published list.
func IllegalTerms() []IllegalTerm { return illegalTerms }

func mustReadIllegalTerms(data []byte) []IllegalTerm {
	var terms []IllegalTerm
	if err := json.Unmarshal(data, &terms); err != nil {
		panic("law: the list of illegal terms: " + err.Error())
	}
	for i := range terms {
		t := &terms[i]
		for _, p := range t.Patterns {
			t.patterns = append(t.patterns, regexp.MustCompile(p))
		}
		for _, p := range t.Unless {
			t.unless = append(t.unless, regexp.MustCompile(p))
		}
	}
	return terms
}

func (t *IllegalTerm) matches(words string) bool {
	for _, p := range t.unless {
		if p.MatchString(words) {
			return false
		}
	}
	for _, p := range t.patterns {
		if p.MatchString(words) {
			return true
		}
	}
	return false
}

// eachWording goes through all that the terms say in words.
func (r *review) eachWording(look func(clause, words string)) {
	for i, o := range r.t.Obligations {
		if o.Duty != "" {
			look(item(i, "duty"), o.Duty)
		}
	}
	for i, words := range r.t.Other {
		look(fmt.Sprintf("other[%d]", i), words)
	}
	if r.t.Default != nil && r.t.Default.Words != "" {
		look("default.words", r.t.Default.Words)
	}
}

func (r *review) illegal() {
	r.eachWording(func(clause, words string) {
		for i := range illegalTerms {
			t := &illegalTerms[i]
			if !t.matches(words) {
				continue
			}
			r.note(clause, t.Blocks, t.Name.ZH+"（"+t.Source+"）", t.Name.EN+" ("+t.Source+")")
		}
	})
}

// vagueWords leave open when or how much; a court cannot enforce them (解释 358(5)).
var vagueWords = regexp.MustCompile(`尽快|尽早|适当(?:减免|补偿|赔偿|支付|给予|照顾|补贴|调整)|适当照顾|合理(?:时间|期限)内|酌情|另行协商|有能力时|力所能及|手头(?:宽裕|方便)|缓过来|` +
	`条件允许|经济好转|视情|视[^，。；]{0,12}(?:再定|而定)|再(?:说|定|议)|看(?:行情|情况)|给个说法|回笼后|上下浮动|互相体谅|会?考虑一下|也会考虑|多(?:还|赔|付)一些|原则上|` +
	`待定|若干|大约|约定时间内|年底前后|过得去|差不多|尽量|相应的?(?:手续|处理|安排)|该办的|适当时候|合适的(?:价格|时候)|按(?:口头|之前|以前|双方)(?:说|谈|讲)(?:好|定|过)?的|口头约定|再降一?些|优惠一?些|予以照顾|给予方便|协商确定|双方商量|商量着|看着办|据实|相关费用|左右(?:支付|付清|还清)`)

func (r *review) clear() {
	r.eachWording(func(clause, words string) {
		if m := vagueWords.FindString(words); m != "" {
			r.against(clause, "“"+m+"”不明确，无法执行，请写明时间、金额或者标准", "unclear: "+m)
		}
	})
}

// outsiderWords name people or things that may belong to somebody who does not sign.
var outsiderWords = regexp.MustCompile(`案外人|第三方|之[妻夫]|配偶|妻子|丈夫|父母|父亲|母亲|其[父母弟兄姐妹]|子女|儿子|女儿|[长次][子女]|表[弟哥姐妹]|堂[弟哥姐妹]|` +
	`股东|控股的|关联公司|共有人|共有房屋|共同共有|担保人|保证人|抵押人|亲属|亲友|前[妻夫]|单位财务|用人单位|所在单位|承租人|租客|租户|其他受害人|另一受害人|继承人`)

// bindingVerbs make of a mention a duty or a disposal.
var bindingVerbs = regexp.MustCompile(`承担|偿还|清偿|归还|还款|接着还|代还|代扣|扣划|扣款|划扣|支付|付清|代为|担保|抵押|保证|放弃|赔偿|腾|搬|领取|所有|处分|出售|变卖|拍卖|过户|负责|一并|延长|份额`)

func (r *review) outsiders() {
	r.eachWording(func(clause, words string) {
		if !bindingVerbs.MatchString(words) {
			return
		}
		for _, at := range outsiderWords.FindAllStringIndex(words, -1) {
			m := words[at[0]:at[1]]
			if r.signs(words[at[1]:]) || r.isParty(m, words) {
				continue
			}
			r.against(clause, "涉及“"+m+"”，其不是本案当事人，不能为其设定义务或者处分其权利；请追加为当事人", "concerns "+m+", who is no party")
			return
		}
	})
}

// isParty: where more than two are in the case, the guarantor may be one of them, and of a
// couple both; then the mediator's eye decides, not a word.
func (r *review) isParty(word, words string) bool {
	all, people, named := 0, 0, 0
	for _, p := range r.c.Parties {
		if !p.WithdrewAt.IsZero() {
			continue
		}
		all++
		if p.Kind != dispute.NaturalPerson {
			continue
		}
		people++
		if strings.Contains(words, p.Name) {
			named++
		}
	}
	switch word {
	case "保证人", "担保人", "抵押人", "共有人":
		return all > 2
	case "配偶", "妻子", "丈夫", "之妻", "之夫":
		return people > 1 && named != 1
	}
	return named > 1
}

// signs tells that a party is named right after the word: the person meant signs too.
func (r *review) signs(after string) bool {
	for _, p := range r.c.Parties {
		if p.Name != "" && p.WithdrewAt.IsZero() && strings.HasPrefix(strings.TrimLeft(after, "（(：: "), p.Name) {
			return true
		}
	}
	return false
}

var delayRate = regexp.MustCompile(`万分之([一二三四五六七八九十点.\d]+)|千分之([一二三四五六七八九十点.\d]+)|日(?:利率)?(\d+(?:\.\d+)?)[%％]|[每按]日(\d+(?:\.\d+)?)[%％]`)

// numbersOfDelay reads a daily rate out of words, in millionths; 0 where there is none.
func numbersOfDelay(words string) int {
	m := delayRate.FindStringSubmatch(words)
	if m == nil {
		return 0
	}
	switch {
	case m[1] != "":
		return parts(m[1], 100)
	case m[2] != "":
		return parts(m[2], 1000)
	}
	percent, err := strconv.ParseFloat(m[3]+m[4], 64)
	if err != nil {
		return 0
	}
	return int(percent*10_000 + 0.5)
}

var graceDays = regexp.MustCompile(`逾期(?:超过|满|达)?([一二三四五六七八九十\d]+)(?:个)?(?:自然|工作)?[日天]`)

func daysOfDelay(words string) int {
	m := graceDays.FindStringSubmatch(words)
	if m == nil {
		return 0
	}
	return small(m[1])
}

// parts reads a number with at most one decimal place, such as 三点五, in units.
func parts(s string, unit int) int {
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return int(f*float64(unit) + 0.5)
	}
	whole, tenths, _ := strings.Cut(s, "点")
	return small(whole)*unit + small(tenths)*unit/10
}

// small reads a number up to ninety-nine in digits or Chinese; 0 where it is none.
func small(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	const digits = "零一二三四五六七八九"
	n, seen := 0, 0
	for _, r := range s {
		if r == '十' {
			n, seen = max(seen, 1)*10, 0
			continue
		}
		seen = strings.IndexRune(digits, r) / len("零")
	}
	return n + seen
}
