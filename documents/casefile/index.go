package casefile

import (
	"bytes"
	"html/template"
	"time"

	"sutiao/documents/verification"
)

// indexPage is the list of the file for a reader without any program but a browser. It
// holds no script and loads nothing.
var indexPage = template.Must(template.New("index").Funcs(template.FuncMap{
	"day": func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(beijing).Format("2006-01-02")
	},
	"number": func(i int) int { return i + 1 },
}).Parse(`<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>卷宗目录 {{.Case.Number}}</title>
<style>body{font-family:serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4em;text-align:left;vertical-align:top}
code{font-size:.75em;word-break:break-all;color:#555}</style></head><body>
<h1>卷宗目录</h1>
<p>{{.Case.Number}}{{with .Case.CourtNumber}} · {{.}}{{end}}{{with .Case.Cause}} · {{.}}{{end}}<br>
{{.Case.Organisation}}{{range .Case.Parties}}<br>{{.}}{{end}}</p>
<table><tr><th>序号</th><th>文书</th><th>日期</th></tr>
{{range $i, $d := .Documents}}<tr><td>{{number $i}}</td><td><a href="{{$d.Entry}}">{{$d.Name}}</a><br><code>{{$d.Code}} SHA-256 {{$d.SHA256}}</code></td><td>{{day $d.MadeAt}}</td></tr>
{{end}}</table>
{{if .Evidence}}<h2>证据材料</h2>
<table><tr><th>序号</th><th>名称</th><th>日期</th></tr>
{{range $i, $d := .Evidence}}<tr><td>{{number $i}}</td><td><a href="{{$d.Entry}}">{{$d.Name}}</a><br><code>SHA-256 {{$d.SHA256}}</code></td><td>{{day $d.MadeAt}}</td></tr>
{{end}}</table>{{end}}
<p>本目录及全部文件由调解组织电子签章，可用“sutiao verify”或离线验证页核验。<br>
The organisation has signed this list and all files; check them with "sutiao verify" or the offline page.</p>
</body></html>
`))

// beijing is a fixed zone: the law counts in Beijing time everywhere.
var beijing = time.FixedZone("UTC+8", 8*60*60)

func index(m *verification.Manifest) ([]byte, error) {
	var out bytes.Buffer
	err := indexPage.Execute(&out, m)
	return out.Bytes(), err
}
