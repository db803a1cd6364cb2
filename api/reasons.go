package api

import (
	"regexp"

	"sutiao/dispute"
)

// reasons words what the framework finds wrong with a field, so that a Chinese reader is
// not shown English. $1 is what the framework quotes.
var reasons = []struct {
	found *regexp.Regexp
	zh    string
}{
	{regexp.MustCompile(`^unexpected end of JSON input|^invalid character`), "不是完整的JSON"},
	{regexp.MustCompile(`^unexpected property$`), "不认识的字段"},
	{regexp.MustCompile(`^expected string$`), "应为文字"},
	{regexp.MustCompile(`^expected (?:integer|number)$`), "应为数字"},
	{regexp.MustCompile(`^expected boolean$`), "应为是或否"},
	{regexp.MustCompile(`^expected array$`), "应为列表"},
	{regexp.MustCompile(`^expected object$`), "应为一组字段"},
	{regexp.MustCompile(`^expected length <= (\d+)$`), "不能超过$1个字符"},
	{regexp.MustCompile(`^expected length >= (\d+)$`), "至少$1个字符"},
	{regexp.MustCompile(`^expected array length <= (\d+)$`), "不能超过$1项"},
	{regexp.MustCompile(`^expected array length >= (\d+)$`), "至少$1项"},
	{regexp.MustCompile(`^expected number >= (\S+)$`), "不能小于$1"},
	{regexp.MustCompile(`^expected number <= (\S+)$`), "不能大于$1"},
	{regexp.MustCompile(`^expected value to be one of "(.*)"$`), "只能是：$1"},
	{regexp.MustCompile(`^expected string to be RFC 3339 (?:date-time|date).*$`), "日期或时间的格式不正确"},
	{regexp.MustCompile(`^expected string to be .*$`), "格式不正确"},
	{regexp.MustCompile(`^required .* parameter is missing$`), "必填"},
}

func reasonOf(found string) dispute.Text {
	for _, r := range reasons {
		if m := r.found.FindStringSubmatchIndex(found); m != nil {
			return dispute.Text{ZH: string(r.found.ExpandString(nil, r.zh, found, m)), EN: found}
		}
	}
	return dispute.Text{ZH: "不符合要求", EN: found}
}
