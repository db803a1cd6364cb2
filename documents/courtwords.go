package documents

import (
	"strconv"
	"strings"
	"time"

	"sutiao/dispute"
)

// confirming are the values of every document about judicial confirmation (司法确认).
func (s *source) confirming() facts {
	s.joint = true
	terms, _ := s.agreed()
	v := s.terms(terms)
	court := terms.ConfirmationCourt
	number, accepted, filed := "", time.Time{}, time.Time{}
	if f := s.c.Confirmation; f != nil {
		number, accepted, filed = f.Number, f.AcceptedAt, f.FiledAt
		if f.Court != "" {
			court = f.Court
		}
	}
	if d, _, ok := found[*dispute.ConfirmationApplication](s); ok && court == "" {
		court = d.Court
	}
	if court == "" {
		court = s.c.Court
	}
	v["确认法院"], v["确认案号"] = s.court(court), orDash(number)
	v["受理日期"], v["申请日期"] = date(accepted), date(firstOf(filed, s.Entry.At))
	v["生效日期"], v["已生效"] = date(s.c.When(dispute.AgreementInEffect)), s.c.Has(dispute.AgreementInEffect)
	v["协议日期"] = date(firstOf(s.c.When(dispute.AgreementInEffect), s.c.When(dispute.Drafted), s.Entry.At))
	v["协议编号"] = ""
	if a := s.c.Agreement; a != nil {
		for _, d := range []*dispute.Document{a.Sealed, a.Frozen} {
			if d != nil && v["协议编号"] == "" {
				v["协议编号"] = d.Code
			}
		}
	}
	joint := []facts{}
	var names []string
	for i := range s.c.Parties {
		p := &s.c.Parties[i]
		if !s.concerns(p) {
			continue
		}
		f := s.party(p)
		f["简介"], f["简介含电话"] = s.description(p, "申请人", false), s.description(p, "申请人", true)
		f["角色"], f["称谓"], f["签名栏"] = "申请人", "申请人"+p.Name, strings.Replace(signLabel(p), roleName(p.Role), "申请人", 1)
		joint, names = append(joint, f), append(names, p.Name)
	}
	v["共同申请人"], v["共同申请人名称"], v["裁定日期汉字"] = joint, strings.Join(names, "、"), numeralDate(s.Entry.At)
	v["邀请调解"] = s.c.Court != "" && s.c.Court == court
	return v
}

func (s *source) acceptanceNotice() facts {
	v := s.confirming()
	if d, e, ok := found[*dispute.ConfirmationAcceptance](s); ok {
		v["确认案号"], v["受理日期"] = d.Number, date(e.At)
	}
	return v
}

func (s *source) supplementNotice() facts {
	v := s.confirming()
	items := []string{}
	if d, _, ok := found[*dispute.ConfirmationItems](s); ok {
		items = append(items, d.Items...)
	} else if s.c.Confirmation != nil {
		items = append(items, s.c.Confirmation.Awaiting...)
	}
	v["补充材料"] = items
	return v
}

func (s *source) declination() facts {
	v := s.confirming()
	why := ""
	if d, _, ok := found[*dispute.ConfirmationRefusal](s); ok {
		why = d.Reason
	}
	v["不予受理理由"] = sentence(why)
	return v
}

// ruling drafts the court's ruling: as it was made, or for a pending application as it
// would be if granted.
func (s *source) ruling() facts {
	v := s.confirming()
	granted, why, number, at, by := true, "", v["确认案号"], s.Entry.At, ""
	if f := s.c.Confirmation; f != nil && f.Ruling != nil {
		granted, why, number, at = f.Ruling.Granted, f.Ruling.Reason, f.Ruling.Number, f.Ruling.At
	}
	if d, e, ok := found[*dispute.Ruling](s); ok {
		granted, why, number, at, by = d.Granted, d.Reason, d.Number, e.At, s.person(e.By.Account)
	}
	v["裁定案号"], v["准许"], v["驳回理由"], v["裁定日期"], v["审判员"] = number, granted, sentence(why), date(at), by
	v["裁定日期汉字"] = numeralDate(at)
	return v
}

// numeralDate is a day in Chinese numerals, as rulings are dated: 二〇二六年十一月二十四日.
func numeralDate(t time.Time) string {
	d := dispute.DateOf(t)
	if d.IsZero() {
		return ""
	}
	year := ""
	for _, digit := range strconv.Itoa(d.Year) {
		year += string([]rune("〇一二三四五六七八九")[digit-'0'])
	}
	return year + "年" + chinese(int(d.Month)) + "月" + chinese(d.Day) + "日"
}
